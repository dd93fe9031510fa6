// For people: percentages by category, and what was not covered, by line.
#include <fmt/format.h>

#include "report/escape.h"
#include "report/formats/results.h"
#include "report/style.h"

namespace sfn::report::formats {
namespace {

/// Parts that are listed as not covered.
constexpr size_t kMaxListed = 50;

void append_definition(std::string& out, const suite::Coverage& coverage, const Style& style) {
  style.append(out, Paint::Strong, terminal_safe(coverage.path));
  out += '\n';
  const auto tallies = coverage.tallies();
  for (size_t i = 0; i < tallies.size(); ++i) {
    if (tallies[i].total == 0) continue;
    const bool all = tallies[i].covered == tallies[i].total;
    out += fmt::format("  {:<12} ", suite::name_of(static_cast<suite::Category>(i)));
    style.append(out, all ? Paint::Good : Paint::Warning, fmt::format("{:>5.1f} %", tallies[i].percent()));
    out += fmt::format("  {} of {}\n", tallies[i].covered, tallies[i].total);
  }
  const auto missing = coverage.uncovered();
  if (!missing.empty()) out += "  not covered:\n";
  for (size_t i = 0; i < missing.size() && i < kMaxListed; ++i) {
    out += fmt::format("    {}:{}: {}\n", terminal_safe(coverage.path), missing[i]->line, terminal_safe(missing[i]->name));
  }
  if (missing.size() > kMaxListed) out += fmt::format("    … {} more\n", missing.size() - kMaxListed);
}

}  // namespace

std::string coverage_text(const ResultsReport& report) {
  std::string out;
  for (const suite::Coverage& coverage : report.results.coverage) append_definition(out, coverage, Style(report.color));
  return out;
}

std::string coverage_json(const ResultsReport& report) {
  return suite::to_json(report.results.coverage);
}

std::string coverage_lcov(const ResultsReport& report) {
  return suite::to_lcov(report.results.coverage);
}

}  // namespace sfn::report::formats

// TAP 14: one test point a case, with a YAML block where it did not pass. Findings and missed thresholds are test points too.
#include <fmt/format.h>

#include "json/writer.h"
#include "report/escape.h"
#include "report/formats/results.h"

namespace sfn::report::formats {
namespace {

using suite::Outcome;

// A description may not start a directive.
std::string description(std::string_view text) {
  std::string out;
  for (const char c : terminal_safe(text)) {
    if (c == '#' || c == '\\') out += '\\';
    out += c;
  }
  return out;
}

class Tap {
 public:
  void point(bool ok, const std::string& name, const std::string& directive = {}) {
    out_ += fmt::format("{} {} - {}{}\n", ok ? "ok" : "not ok", ++count_, description(name), directive);
  }

  // Strings in double quotes are YAML as they are JSON.
  void block(const std::string& message, const std::vector<suite::Difference>& differences) {
    out_ += fmt::format("  ---\n  message: {}\n", json::quoted(utf8_safe(message)));
    if (!differences.empty()) out_ += "  differences:\n";
    for (const suite::Difference& difference : differences)
      out_ += fmt::format("    - {}\n", json::quoted(utf8_safe(difference_text(difference))));
    out_ += "  ...\n";
  }

  std::string finish() const { return fmt::format("TAP version 14\n1..{}\n{}", count_, out_); }

 private:
  size_t count_ = 0;
  std::string out_;
};

void add_case(Tap& tap, const suite::SuiteResult& suite, const suite::CaseResult& result) {
  const std::string name = fmt::format("{}: {}", suite.path, result.name);
  if (result.outcome == Outcome::Skipped) {
    tap.point(true, name, result.message.empty() ? " # SKIP" : fmt::format(" # SKIP {}", terminal_safe(result.message)));
    return;
  }
  tap.point(result.outcome == Outcome::Passed, name);
  if (result.outcome != Outcome::Passed) tap.block(reason(result), result.differences);
}

}  // namespace

std::string suite_tap(const ResultsReport& report) {
  Tap tap;
  for (const suite::SuiteResult& suite : report.results.suites) {
    for (const auto& [place, finding] : errors_of(suite)) tap.point(false, fmt::format("{}: {}", place, finding->message));
    for (const suite::CaseResult& result : suite.cases) add_case(tap, suite, result);
    for (const suite::Shortfall& shortfall : suite.shortfalls) {
      tap.point(false, fmt::format("{}: coverage of {}", suite.path, suite::name_of(shortfall.category)));
      tap.block(fmt::format("{:.1f} %, wanted {:g} %", shortfall.percent, shortfall.wanted), {});
    }
  }
  return tap.finish();
}

}  // namespace sfn::report::formats

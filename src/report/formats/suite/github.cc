// Annotations of GitHub Actions, at the case that failed.
#include <fmt/format.h>

#include "report/formats/findings.h"
#include "report/formats/results.h"
#include "report/github.h"

namespace sfn::report::formats {
namespace {

using suite::Outcome;

std::string annotation(const suite::SuiteResult& suite, text::Span span, std::string_view title, const std::string& message) {
  std::string where;
  if (suite.source) {
    const text::Location place = suite.source->outermost(span);
    const text::Position position = place.file->position(place.span.begin);
    where = fmt::format(",line={},col={}", position.line, position.column);
  }
  return fmt::format("::error file={}{},title={}::{}\n", github_property(suite.path), where, github_property(title), github_data(message));
}

}  // namespace

std::string suite_github(const ResultsReport& report) {
  std::string out;
  for (const suite::SuiteResult& suite : report.results.suites) {
    FindingsReport findings;
    if (!suite.findings.empty()) findings.files.push_back({suite.path, suite.source, suite.findings});
    for (const diag::FileReport& file : suite.other_files) findings.files.push_back(file);
    out += findings_github(findings);
    for (const suite::CaseResult& result : suite.cases) {
      if (result.outcome == Outcome::Passed || result.outcome == Outcome::Skipped) continue;
      const text::Span span = result.differences.empty() ? result.span : result.differences.front().span;
      out += annotation(suite, span, result.name, fmt::format("{}: {}", result.name, reason(result)));
    }
    for (const suite::Shortfall& shortfall : suite.shortfalls) {
      out += annotation(
          suite, {}, "coverage",
          fmt::format("coverage of {}: {:.1f} %, wanted {:g} %", suite::name_of(shortfall.category), shortfall.percent, shortfall.wanted));
    }
  }
  return out;
}

}  // namespace sfn::report::formats

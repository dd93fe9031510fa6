// JUnit XML: a suite a file. What could not be run is an error, what failed a failure. Findings that kept a suite from running and
// thresholds that were missed are cases of their own, so no reader takes the suite for passed.
#include <fmt/format.h>

#include "report/escape.h"
#include "report/formats/results.h"

namespace sfn::report::formats {
namespace {

using suite::Outcome;

struct Body {
  size_t tests = 0, failures = 0, errors = 0, skipped = 0;
  std::string text;
};

std::string all_differences(const suite::SuiteResult& suite, const suite::CaseResult& result) {
  std::string out = result.message.empty() ? "" : result.message + "\n";
  for (const suite::Difference& difference : result.differences) {
    out += fmt::format("{}: {}\n", position_text(suite, difference.span), difference_text(difference));
  }
  for (const suite::PathLine& line : result.path) {
    const char sign = line.kind == suite::PathLine::Kind::Same ? ' ' : line.kind == suite::PathLine::Kind::Missing ? '-' : '+';
    out += fmt::format("{} {}\n", sign, line.state);
  }
  return out;
}

void open_case(Body& body, const suite::SuiteResult& suite, std::string_view name, int64_t millis) {
  ++body.tests;
  body.text += fmt::format("    <testcase name=\"{}\" classname=\"{}\" time=\"{:.3f}\"", xml_escaped(name), xml_escaped(suite.path),
                           static_cast<double>(millis) / 1000);
}

void add_case(Body& body, const suite::SuiteResult& suite, const suite::CaseResult& result) {
  open_case(body, suite, result.name, result.duration_millis);
  const std::string message = xml_escaped(reason(result)), detail = xml_escaped(all_differences(suite, result));
  switch (result.outcome) {
    case Outcome::Passed: body.text += "/>\n"; return;
    case Outcome::Skipped:
      ++body.skipped;
      body.text += fmt::format("><skipped message=\"{}\"/></testcase>\n", xml_escaped(result.message));
      return;
    case Outcome::Failed:
      ++body.failures;
      body.text += fmt::format("><failure type=\"failed\" message=\"{}\">{}</failure></testcase>\n", message, detail);
      return;
    case Outcome::Error:
    case Outcome::Unsupported: break;
  }
  ++body.errors;
  body.text += fmt::format("><error type=\"{}\" message=\"{}\">{}</error></testcase>\n", suite::name_of(result.outcome), message, detail);
}

void add_findings(Body& body, const suite::SuiteResult& suite) {
  for (const auto& [place, finding] : errors_of(suite)) {
    open_case(body, suite, fmt::format("{} at {}", finding->rule, place), 0);
    ++body.errors;
    body.text += fmt::format("><error type=\"{}\" message=\"{}\"/></testcase>\n", finding->rule, xml_escaped(finding->message));
  }
}

void add_shortfalls(Body& body, const suite::SuiteResult& suite) {
  for (const suite::Shortfall& shortfall : suite.shortfalls) {
    open_case(body, suite, fmt::format("coverage of {}", suite::name_of(shortfall.category)), 0);
    ++body.failures;
    body.text +=
        fmt::format("><failure type=\"coverage\" message=\"{:.1f} %, wanted {:g} %\"/></testcase>\n", shortfall.percent, shortfall.wanted);
  }
}

}  // namespace

std::string suite_junit(const ResultsReport& report) {
  Body sum;
  for (const suite::SuiteResult& suite : report.results.suites) {
    Body body;
    add_findings(body, suite);
    for (const suite::CaseResult& result : suite.cases) add_case(body, suite, result);
    add_shortfalls(body, suite);
    sum.text += fmt::format("  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n{}  </testsuite>\n",
                            xml_escaped(suite.path), body.tests, body.failures, body.errors, body.skipped, body.text);
    sum.tests += body.tests;
    sum.failures += body.failures;
    sum.errors += body.errors;
    sum.skipped += body.skipped;
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"sfnctl test\" tests=\"{}\" failures=\"{}\" errors=\"{}\" "
      "skipped=\"{}\">\n{}</testsuites>\n",
      sum.tests, sum.failures, sum.errors, sum.skipped, sum.text);
}

}  // namespace sfn::report::formats

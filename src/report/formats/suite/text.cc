// For people: a line a case; below a case that did not pass, what differs, the path, and the run.
#include <fmt/format.h>

#include "report/duration.h"
#include "report/escape.h"
#include "report/formats/findings.h"
#include "report/formats/results.h"
#include "report/style.h"

namespace sfn::report::formats {
namespace {

using suite::CaseResult;
using suite::Outcome;

std::string_view sign_of(Outcome outcome) {
  if (outcome == Outcome::Passed) return "✓";
  return outcome == Outcome::Skipped ? "-" : "✗";
}

Paint paint_of(Outcome outcome) {
  if (outcome == Outcome::Passed) return Paint::Good;
  return outcome == Outcome::Skipped ? Paint::Faint : Paint::Error;
}

class SuiteText {
 public:
  SuiteText(const ResultsReport& report, std::string& out) : report_(report), style_(report.color), out_(out) {}

  void append(const suite::SuiteResult& suite) {
    append_findings(suite);
    style_.append(out_, Paint::Strong, terminal_safe(suite.path));
    out_ += '\n';
    for (const CaseResult& result : suite.cases) append_case(suite, result);
    for (const suite::Shortfall& shortfall : suite.shortfalls) append_shortfall(shortfall);
    out_ += '\n';
  }

 private:
  // The findings look as those of `validate`.
  void append_findings(const suite::SuiteResult& suite) {
    FindingsReport findings;
    findings.color = report_.color;
    findings.summary = false;
    if (!suite.findings.empty()) findings.files.push_back({suite.path, suite.source, suite.findings});
    for (const diag::FileReport& file : suite.other_files) findings.files.push_back(file);
    out_ += findings_text(findings);
  }

  void append_case(const suite::SuiteResult& suite, const CaseResult& result) {
    const Paint paint = paint_of(result.outcome);
    out_ += "  ";
    style_.append(out_, paint, fmt::format("{} {}", sign_of(result.outcome), terminal_safe(result.name)));
    if (result.duration_millis > 0) style_.append(out_, Paint::Faint, fmt::format("  ({})", duration_text(result.duration_millis)));
    if (result.snapshot_written) style_.append(out_, Paint::Info, "  snapshot written");
    if (result.outcome == Outcome::Skipped) {
      style_.append(out_, Paint::Faint, result.message.empty() ? "  skipped" : fmt::format("  skipped: {}", terminal_safe(result.message)));
    }
    out_ += '\n';
    if (result.outcome != Outcome::Passed && result.outcome != Outcome::Skipped) append_problem(suite, result);
  }

  void line(std::string_view text, Paint paint = Paint::Plain) {
    out_ += "      ";
    style_.append(out_, paint, terminal_safe(text));
    out_ += '\n';
  }

  void append_problem(const suite::SuiteResult& suite, const CaseResult& result) {
    if (!result.message.empty())
      line(fmt::format("{}: {}: {}", position_text(suite, result.span), suite::name_of(result.outcome), result.message));
    for (const suite::Difference& difference : result.differences) append_difference(suite, difference);
    append_path(result);
    append_run(result);
  }

  // Short values on one line, long ones below each other, where they can be compared.
  void append_difference(const suite::SuiteResult& suite, const suite::Difference& difference) {
    const std::string where = position_text(suite, difference.span);
    if (difference.expected.size() + difference.actual.size() <= 80) {
      line(fmt::format("{}: {}", where, difference_text(difference)));
      return;
    }
    line(fmt::format("{}: {}{}", where, difference.what, difference.pointer.empty() ? "" : " at " + difference.pointer));
    line(fmt::format("  expected {}", difference.expected), Paint::Error);
    line(fmt::format("  got      {}", difference.absent ? "nothing" : difference.actual), Paint::Good);
  }

  void append_path(const CaseResult& result) {
    if (result.path.empty()) return;
    line("the path (- expected, + taken):");
    for (const suite::PathLine& step : result.path) {
      switch (step.kind) {
        case suite::PathLine::Kind::Same: line("    " + step.state); break;
        case suite::PathLine::Kind::Missing: line("  - " + step.state, Paint::Error); break;
        case suite::PathLine::Kind::Extra: line("  + " + step.state, Paint::Good); break;
      }
    }
  }

  void append_run(const CaseResult& result) {
    if (result.status.empty()) return;
    line(fmt::format("the run: {}{}{}", result.status, result.error ? " " + *result.error : "", result.cause ? ": " + *result.cause : ""));
    size_t widest = 0;
    for (const suite::Transition& step : result.transitions) widest = std::max(widest, full_name(step).size());
    for (const suite::Transition& step : result.transitions) {
      std::string notes;
      for (const std::string& note : step.notes) notes += (notes.empty() ? "" : ", ") + note;
      line(fmt::format("  {}  {:<{}}  {:<8}  {}", clock_text(step.millis), full_name(step), widest, step.type, notes), Paint::Faint);
    }
  }

  static std::string full_name(const suite::Transition& step) { return step.path.empty() ? step.state : step.path + "/" + step.state; }

  void append_shortfall(const suite::Shortfall& shortfall) {
    out_ += "  ";
    style_.append(
        out_, Paint::Error,
        fmt::format("✗ coverage of {}: {:.1f} %, wanted {:g} %", suite::name_of(shortfall.category), shortfall.percent, shortfall.wanted));
    out_ += '\n';
  }

  const ResultsReport& report_;
  Style style_;
  std::string& out_;
};

std::string summary(const suite::Results& results, const Style& style) {
  std::string out;
  for (const Outcome outcome : {Outcome::Passed, Outcome::Failed, Outcome::Error, Outcome::Unsupported, Outcome::Skipped}) {
    const size_t count = results.count(outcome);
    if (count == 0) continue;
    out += out.empty() ? "" : ", ";
    style.append(out, paint_of(outcome), fmt::format("{} {}", count, suite::name_of(outcome)));
  }
  if (out.empty()) out = "no cases";
  return fmt::format("{} in {} suite{}\n", out, results.suites.size(), results.suites.size() == 1 ? "" : "s");
}

}  // namespace

std::string suite_text(const ResultsReport& report) {
  std::string out;
  SuiteText text(report, out);
  for (const suite::SuiteResult& suite : report.results.suites) text.append(suite);
  if (!report.quiet) out += summary(report.results, Style(report.color));
  return out;
}

}  // namespace sfn::report::formats

// For people: a line a case; below a case that did not pass, what differs, the path, and the run.
#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "report/duration.h"
#include "report/escape.h"
#include "report/formats/findings.h"
#include "report/formats/results.h"
#include "report/style.h"

namespace sfn::report::formats {
namespace {

using suite::CaseResult;
using suite::Outcome;

/// Bytes that are shown of a value that differs.
constexpr size_t kShownValue = 600;
/// Of a longer run, this many transitions at its beginning and at its end are shown.
constexpr size_t kShownTransitions = 30;
/// States of a path that are as expected, shown on either side of a difference.
constexpr size_t kPathContext = 3;

std::string shortened(const std::string& text) {
  if (text.size() <= kShownValue) return text;
  size_t end = kShownValue;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return fmt::format("{}… ({} bytes)", text.substr(0, end), text.size());
}

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
    for (const suite::Difference& difference : result.differences) {
      append_difference(suite, difference);
      if (difference.what == "path") append_path(result);
    }
    append_run(result);
  }

  // Short values on one line, long ones below each other, where they can be compared.
  void append_difference(const suite::SuiteResult& suite, const suite::Difference& difference) {
    const std::string where = position_text(suite, difference.span);
    if (difference.what == "path") return line(where + ": the path (- expected, + taken):");  // append_path shows it
    if (difference.expected.size() + difference.actual.size() <= 80) {
      line(fmt::format("{}: {}", where, difference_text(difference)));
      return;
    }
    line(fmt::format("{}: {}{}", where, difference.what, difference.pointer.empty() ? "" : " at " + difference.pointer));
    line(fmt::format("  expected {}", shortened(difference.expected)), Paint::Error);
    line(fmt::format("  got      {}", difference.absent ? "nothing" : shortened(difference.actual)), Paint::Good);
  }

  void append_path(const CaseResult& result) {
    size_t left_out = 0;
    for (size_t i = 0; i < result.path.size(); ++i) {
      const suite::PathLine& step = result.path[i];
      if (far_from_difference(result.path, i)) {
        ++left_out;
        continue;
      }
      if (left_out != 0) line(fmt::format("    … {} as expected", std::exchange(left_out, 0)), Paint::Faint);
      switch (step.kind) {
        case suite::PathLine::Kind::Same: line("    " + step.state); break;
        case suite::PathLine::Kind::Missing: line("  - " + step.state, Paint::Error); break;
        case suite::PathLine::Kind::Extra: line("  + " + step.state, Paint::Good); break;
      }
    }
    if (left_out != 0) line(fmt::format("    … {} as expected", left_out), Paint::Faint);
  }

  static bool far_from_difference(const std::vector<suite::PathLine>& path, size_t at) {
    const size_t begin = at < kPathContext ? 0 : at - kPathContext, end = std::min(path.size(), at + kPathContext + 1);
    return std::all_of(path.begin() + static_cast<std::ptrdiff_t>(begin), path.begin() + static_cast<std::ptrdiff_t>(end),
                       [](const suite::PathLine& step) { return step.kind == suite::PathLine::Kind::Same; });
  }

  void append_run(const CaseResult& result) {
    if (!result.status.empty()) {
      line(
          fmt::format("the run: {}{}{}", result.status, result.error ? " " + *result.error : "", result.cause ? ": " + *result.cause : ""));
    } else if (!result.transitions.empty()) {
      line("the run so far:");
    }
    const size_t count = result.transitions.size();
    size_t widest = 0;
    for (const suite::Transition& step : result.transitions) widest = std::max(widest, full_name(step).size());
    for (size_t i = 0; i < count; ++i) {
      if (count > 2 * kShownTransitions && i == kShownTransitions) {
        line(fmt::format("  … {} more", count - 2 * kShownTransitions), Paint::Faint);
        i = count - kShownTransitions;
      }
      append_transition(result.transitions[i], widest);
    }
  }

  void append_transition(const suite::Transition& step, size_t widest) {
    std::string notes;
    for (const std::string& note : step.notes) notes += (notes.empty() ? "  " : ", ") + note;
    std::string text = fmt::format("  {}  {:<{}}  {}", clock_text(step.millis), full_name(step), widest, step.type);
    if (!notes.empty()) text.append(step.type.size() < 8 ? 8 - step.type.size() : 0, ' ');
    line(text + notes, Paint::Faint);
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
    const bool several = outcome == Outcome::Error && count > 1;  // the one noun among the names
    style.append(out, paint_of(outcome), fmt::format("{} {}{}", count, suite::name_of(outcome), several ? "s" : ""));
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

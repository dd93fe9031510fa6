// For programs: version 1. Values that a run gave are JSON, not text.
#include <fmt/format.h>

#include <array>

#include "json/reader.h"
#include "json/writer.h"
#include "report/escape.h"
#include "report/formats/results.h"

namespace sfn::report::formats {
namespace {

using json::ArrayBuilder;
using json::ObjectBuilder;
using json::Value;

Value text(std::string_view bytes) {
  return Value::string(utf8_safe(bytes));
}
Value number(uint64_t count) {
  return Value::integer(static_cast<int64_t>(count));
}

Value parsed(const std::string& json) {
  auto value = json::parse_json(json);
  return value ? std::move(*value) : text(json);
}

Value position_value(const std::shared_ptr<const text::SourceFile>& source, text::Span span) {
  if (!source) return Value::null();
  const text::Location place = source->outermost(span);
  const text::Position position = place.file->position(place.span.begin);
  ObjectBuilder out(3);
  out.set("line", number(position.line));
  out.set("column", number(position.column));
  out.set("offset", number(position.offset));
  return out.build();
}

Value difference_value(const suite::SuiteResult& suite, const suite::Difference& difference) {
  ObjectBuilder out;
  out.set("what", text(difference.what));
  out.set("pointer", text(difference.pointer));
  out.set("expected", text(difference.expected));
  out.set("actual", difference.absent ? Value::null() : text(difference.actual));
  out.set("start", position_value(suite.source, difference.span));
  return out.build();
}

Value path_value(const suite::CaseResult& result) {
  constexpr std::array<std::string_view, 3> kKinds{"same", "missing", "extra"};
  ArrayBuilder out;
  for (const suite::PathLine& line : result.path) {
    ObjectBuilder step;
    step.set("kind", text(kKinds[static_cast<size_t>(line.kind)]));
    step.set("state", text(line.state));
    out.push(step.build());
  }
  return out.build();
}

Value transitions_value(const suite::CaseResult& result) {
  ArrayBuilder out;
  for (const suite::Transition& transition : result.transitions) {
    ObjectBuilder step;
    ArrayBuilder notes;
    for (const std::string& note : transition.notes) notes.push(text(note));
    step.set("millis", Value::integer(transition.millis));
    if (!transition.path.empty()) step.set("path", text(transition.path));
    step.set("state", text(transition.state));
    step.set("type", text(transition.type));
    step.set("notes", notes.build());
    out.push(step.build());
  }
  return out.build();
}

Value case_value(const suite::SuiteResult& suite, const suite::CaseResult& result) {
  ObjectBuilder out;
  out.set("name", text(result.name));
  out.set("outcome", text(suite::name_of(result.outcome)));
  out.set("start", position_value(suite.source, result.span));
  if (!result.message.empty()) out.set("message", text(result.message));
  if (!result.status.empty()) out.set("status", text(result.status));
  if (result.output) out.set("output", parsed(*result.output));
  if (result.error) out.set("error", text(*result.error));
  if (result.cause) out.set("cause", text(*result.cause));
  out.set("durationMillis", Value::integer(result.duration_millis));
  ArrayBuilder differences;
  for (const suite::Difference& difference : result.differences) differences.push(difference_value(suite, difference));
  out.set("differences", differences.build());
  if (!result.path.empty()) out.set("path", path_value(result));
  if (!result.transitions.empty()) out.set("transitions", transitions_value(result));
  return out.build();
}

Value findings_value(const std::shared_ptr<const text::SourceFile>& source, const diag::Findings& findings) {
  ArrayBuilder list;
  for (const diag::Finding& finding : findings.list()) {
    ObjectBuilder out;
    out.set("rule", text(finding.rule));
    out.set("severity", text(diag::name_of(finding.severity)));
    out.set("message", text(finding.message));
    out.set("start", position_value(source, finding.span));
    if (!finding.suggestion.empty()) out.set("suggestion", text(finding.suggestion));
    if (!finding.help.empty()) out.set("help", text(finding.help));
    list.push(out.build());
  }
  return list.build();
}

/// Of the files that the suite names: its mocks, its definition.
Value other_files_value(const suite::SuiteResult& suite) {
  ArrayBuilder list;
  for (const diag::FileReport& file : suite.other_files) {
    ObjectBuilder out;
    out.set("path", text(file.path));
    out.set("findings", findings_value(file.source, file.findings));
    list.push(out.build());
  }
  return list.build();
}

Value suite_value(const suite::SuiteResult& suite) {
  ObjectBuilder out;
  out.set("path", text(suite.path));
  out.set("passed", Value::boolean(suite.passed()));
  ArrayBuilder cases, shortfalls;
  for (const suite::CaseResult& result : suite.cases) cases.push(case_value(suite, result));
  for (const suite::Shortfall& shortfall : suite.shortfalls) {
    ObjectBuilder one;
    one.set("category", text(suite::name_of(shortfall.category)));
    one.set("percent", Value::real(shortfall.percent));
    one.set("wanted", Value::real(shortfall.wanted));
    shortfalls.push(one.build());
  }
  out.set("findings", findings_value(suite.source, suite.findings));
  out.set("otherFiles", other_files_value(suite));
  out.set("cases", cases.build());
  out.set("shortfalls", shortfalls.build());
  return out.build();
}

}  // namespace

std::string suite_json(const ResultsReport& report) {
  using suite::Outcome;
  ArrayBuilder suites;
  for (const suite::SuiteResult& suite : report.results.suites) suites.push(suite_value(suite));
  ObjectBuilder summary;
  summary.set("suites", number(report.results.suites.size()));
  for (const Outcome outcome : {Outcome::Passed, Outcome::Failed, Outcome::Error, Outcome::Unsupported, Outcome::Skipped}) {
    summary.set(suite::name_of(outcome), number(report.results.count(outcome)));
  }
  ObjectBuilder out;
  out.set("version", Value::integer(1));
  out.set("suites", suites.build());
  out.set("summary", summary.build());
  return json::to_json(out.build(), {.indent = 2}) + "\n";
}

}  // namespace sfn::report::formats

// SARIF 2.1.0. Rules that have findings are listed with their pages; regions count columns in Unicode code points, as everywhere in sfnctl.
#include <algorithm>
#include <map>

#include "json/writer.h"
#include "report/escape.h"
#include "report/formats/findings.h"

namespace sfn::report::formats {
namespace {

using json::ArrayBuilder;
using json::ObjectBuilder;
using json::Value;

Value text(std::string_view bytes) {
  return Value::string(utf8_safe(bytes));
}
Value number(size_t count) {
  return Value::integer(static_cast<int64_t>(count));
}

Value object(std::string_view key, Value value) {
  ObjectBuilder out(1);
  out.set(key, std::move(value));
  return out.build();
}
Value message(std::string_view bytes) {
  return object("text", text(bytes));
}

std::string_view level_of(diag::Severity severity) {
  if (severity == diag::Severity::Error) return "error";
  return severity == diag::Severity::Warning ? "warning" : "note";
}

/// Rules in the order in which the report gives them, and their places in that list.
struct RuleTable {
  std::vector<RuleInfo> rules;
  std::map<std::string_view, size_t> index;
};

void add_rule(RuleTable& table, const RuleInfo& rule) {
  if (table.index.emplace(rule.name, table.rules.size()).second) table.rules.push_back(rule);
}

RuleTable used_rules(const FindingsReport& report) {
  std::map<std::string_view, diag::Severity> used;
  for (const diag::FileReport& file : report.files) {
    for (const diag::Finding& finding : file.findings.list()) used.emplace(finding.rule, finding.severity);
  }
  RuleTable table;
  for (const RuleInfo& rule : report.rules) {
    if (used.count(rule.name) != 0) add_rule(table, rule);
  }
  for (const auto& [name, severity] : used) add_rule(table, {name, severity, {}, {}, {}});
  return table;
}

Value rule_value(const RuleInfo& rule) {
  ObjectBuilder out;
  out.set("id", text(rule.name));
  if (!rule.summary.empty()) out.set("shortDescription", message(rule.summary));
  if (!rule.explanation.empty()) {
    out.set("fullDescription", message(rule.explanation));
    ObjectBuilder help(2);
    help.set("text", text(rule.explanation));
    help.set("markdown", text(rule.explanation));
    out.set("help", help.build());
  }
  out.set("defaultConfiguration", object("level", text(level_of(rule.severity))));
  if (!rule.aws_code.empty()) out.set("properties", object("awsCode", text(rule.aws_code)));
  return out.build();
}

Value region_value(const Place& place) {
  ObjectBuilder out(6);
  out.set("startLine", number(place.start.line));
  out.set("startColumn", number(place.start.column));
  out.set("endLine", number(place.end.line));
  out.set("endColumn", number(place.end.column));
  out.set("byteOffset", number(place.span.begin));
  out.set("byteLength", number(place.span.size()));
  return out.build();
}

Value physical_location(const Place& place) {
  ObjectBuilder out(2);
  out.set("artifactLocation", object("uri", text(path_uri(place.path))));
  if (place.file) out.set("region", region_value(place));
  return out.build();
}

Value location_value(const Place& place, std::string_view logical) {
  ObjectBuilder out;
  out.set("physicalLocation", physical_location(place));
  if (!logical.empty()) out.set("logicalLocations", Value::array({object("fullyQualifiedName", text(logical))}));
  return out.build();
}

Value related_locations(const diag::FileReport& file, const std::vector<diag::Note>& notes) {
  ArrayBuilder out(notes.size());
  for (size_t i = 0; i < notes.size(); ++i) {
    ObjectBuilder member;
    member.set("id", number(i));
    member.set("physicalLocation", physical_location(place_of(file, notes[i].span)));
    member.set("message", message(notes[i].message));
    out.push(member.build());
  }
  return out.build();
}

// The headline must read by itself; what there is to add follows in paragraphs of its own.
std::string full_message(const diag::Finding& finding) {
  std::string out = headline(finding);
  if (!finding.help.empty()) out += "\n\nhelp: " + finding.help;
  if (!finding.aws_message.empty()) out += "\n\nAWS says: " + finding.aws_message;
  return out;
}

Value result_value(const diag::FileReport& file, const diag::Finding& finding, size_t rule_index, std::map<std::string, size_t>& seen) {
  const size_t repetition = seen[fingerprint(file, finding)]++;
  ObjectBuilder out;
  out.set("ruleId", text(finding.rule));
  out.set("ruleIndex", number(rule_index));
  out.set("level", text(level_of(finding.severity)));
  out.set("message", message(full_message(finding)));
  out.set("locations", Value::array({location_value(place_of(file, finding.span), finding.location)}));
  if (!finding.notes.empty()) out.set("relatedLocations", related_locations(file, finding.notes));
  out.set("partialFingerprints", object("sfnctlFinding/v1", text(fingerprint(file, finding, repetition))));
  return out.build();
}

Value driver_value(const FindingsReport& report, const RuleTable& table) {
  ArrayBuilder rules(table.rules.size());
  for (const RuleInfo& rule : table.rules) rules.push(rule_value(rule));
  ObjectBuilder out;
  out.set("name", text("sfnctl"));
  if (!report.version.empty()) out.set("semanticVersion", text(report.version));
  out.set("rules", rules.build());
  return object("driver", out.build());
}

Value invocation_value(const FindingsReport& report) {
  ObjectBuilder out;
  out.set("executionSuccessful", Value::boolean(report.unchecked.empty()));
  ArrayBuilder notifications(report.unchecked.size());
  for (const std::string& reason : report.unchecked) {
    ObjectBuilder notification;
    notification.set("level", text("error"));
    notification.set("message", message(reason));
    notifications.push(notification.build());
  }
  if (!report.unchecked.empty()) out.set("toolExecutionNotifications", notifications.build());
  return out.build();
}

Value run_value(const FindingsReport& report) {
  const RuleTable table = used_rules(report);
  std::map<std::string, size_t> seen;
  ArrayBuilder results;
  for (const diag::FileReport& file : report.files) {
    for (const diag::Finding& finding : file.findings.list()) results.push(result_value(file, finding, table.index.at(finding.rule), seen));
  }
  ObjectBuilder out;
  out.set("tool", driver_value(report, table));
  out.set("invocations", Value::array({invocation_value(report)}));
  out.set("columnKind", text("unicodeCodePoints"));
  out.set("results", results.build());
  return out.build();
}

}  // namespace

std::string findings_sarif(const FindingsReport& report) {
  ObjectBuilder out;
  out.set("$schema", text("https://json.schemastore.org/sarif-2.1.0.json"));
  out.set("version", text("2.1.0"));
  out.set("runs", Value::array({run_value(report)}));
  return json::to_json(out.build(), {.indent = 2}) + "\n";
}

}  // namespace sfn::report::formats

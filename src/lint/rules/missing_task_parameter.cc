#include <fmt/format.h>

#include "lint/integrations.h"
#include "lint/rule.h"
#include "text/suggest.h"

namespace sfn::lint::registry {
namespace {

using Names = std::vector<std::string_view>;

Names split(std::string_view list, char separator) {
  Names names;
  while (!list.empty()) {
    const size_t end = list.find(separator);
    names.push_back(list.substr(0, end));
    list = end == std::string_view::npos ? std::string_view() : list.substr(end + 1);
  }
  return names;
}

/// The payload's own object; kNoNode if it is one expression or placeholder, whose content nobody knows.
json::NodeId payload_of(const asl::Program& program, const asl::State& state) {
  const json::Document& document = *program.document;
  const json::NodeId node = document.find(state.node, state.language == asl::QueryLanguage::Jsonata ? "Arguments" : "Parameters");
  return document.is_object(node) ? node : json::kNoNode;
}

bool has_any(const json::Document& document, json::NodeId payload, const Names& names) {
  for (const std::string_view name : names) {
    if (document.find(payload, name) != json::kNoNode || document.find(payload, fmt::format("{}.$", name)) != json::kNoNode) return true;
  }
  return false;
}

/// A key that is the parameter but for case: "functionName".
std::string_view nearly(const json::Document& document, json::NodeId payload, const Names& names) {
  for (const json::NodeId child : document.children(payload)) {
    if (text::nearest(document.key(child), names)) return document.key(child);
  }
  return {};
}

void check_task(const asl::Program& program, const asl::State& state, const Integration& integration, Report& report) {
  const json::NodeId payload = payload_of(program, state);
  if (payload == json::kNoNode) return;
  for (const std::string_view alternatives : split(integration.required, ' ')) {
    const Names names = split(alternatives, '|');
    if (has_any(*program.document, payload, names)) continue;
    auto& finding =
        report.at_key(payload, fmt::format("{}:{} needs {}", integration.service, integration.action, fmt::join(names, " or ")));
    const std::string_view near = nearly(*program.document, payload, names);
    if (!near.empty()) finding.help = fmt::format("\"{}\" is not the same", near);
  }
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* task = state.as<asl::Task>();
    if (task == nullptr || task->resource.kind != asl::Resource::Kind::Optimised) continue;
    const Integration* integration = find_integration(task->resource.service, task->resource.action);
    if (integration != nullptr) check_task(program, state, *integration, report);
  }
}

}  // namespace

extern const Rule missing_task_parameter{
    .name = "missing-task-parameter",
    .severity = diag::Severity::Warning,
    .summary = "a parameter that the integration cannot do without",
    .explanation = R"~(The call fails when the parameter is missing. Names are in PascalCase, as in FunctionName.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": { "Message": "paid" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": { "Message": "paid", "TopicArn": "arn:aws:sns:us-east-1:123456789012:orders" }, "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

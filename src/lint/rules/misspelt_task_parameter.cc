#include <fmt/format.h>

#include <algorithm>

#include "asl/placeholder.h"
#include "lint/integrations.h"
#include "lint/rule.h"
#include "lint/task_parameters.h"
#include "text/suggest.h"

namespace sfn::lint::registry {
namespace {

void check_parameters(const json::Document& document, json::NodeId parameters, const Integration& integration, Report& report) {
  Names known = known_parameters(integration);
  for (const json::NodeId child : document.children(parameters)) {
    const std::string_view name = parameter_name(document.key(child));
    if (asl::has_placeholder(name) || std::find(known.begin(), known.end(), name) != known.end()) continue;
    Names free;
    std::copy_if(known.begin(), known.end(), std::back_inserter(free),
                 [&](std::string_view one) { return !has_parameter(document, parameters, {one}); });
    const auto near = text::nearest(name, free);
    if (!near) continue;
    auto& finding = report.at_key(child, fmt::format("{}:{} has no parameter \"{}\"", integration.service, integration.action, name));
    finding.aws_message = fmt::format("The field '{}' is not supported by Step Functions", name);
    finding.label = fmt::format("did you mean \"{}\"?", *near);
    finding.suggestion = *near;
  }
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* task = state.as<asl::Task>();
    if (task == nullptr || task->resource.kind != asl::Resource::Kind::Optimised) continue;
    const Integration* integration = find_integration(task->resource.service, task->resource.action);
    const json::NodeId parameters = parameters_of(*program.document, state.node, state.language);
    if (integration != nullptr && parameters != json::kNoNode) check_parameters(*program.document, parameters, *integration, report);
  }
}

}  // namespace

extern const Rule misspelt_task_parameter{
    .name = "misspelt-task-parameter",
    .severity = diag::Severity::Warning,
    .summary = "a parameter that the integration does not know, near one that it does",
    .explanation =
        R"~(The parameters of an optimised integration are the fields of the service's API in PascalCase: FunctionName, not functionName. Only keys
that are nearly the name of a parameter are reported: services add parameters at any time.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "functionName": "charge" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "charge" }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

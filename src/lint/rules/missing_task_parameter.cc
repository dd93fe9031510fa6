#include <fmt/format.h>

#include "lint/integrations.h"
#include "lint/rule.h"
#include "lint/task_parameters.h"

namespace sfn::lint::registry {
namespace {

/// One finding for all that is missing. What stands there under a near name is misspelt-task-parameter.
void check_parameters(const json::Document& document, json::NodeId parameters, std::string_view call, std::string_view required,
                      const Names* known, Report& report) {
  std::string missing;
  for (const std::string_view alternatives : split_names(required, ' ')) {
    const Names names = split_names(alternatives, '|');
    if (has_parameter(document, parameters, names)) continue;
    if (known != nullptr && misspelt_parameter(document, parameters, names, *known) != json::kNoNode) continue;
    missing += fmt::format("{}{}", missing.empty() ? "" : ", ", fmt::join(names, " or "));
  }
  if (!missing.empty()) report.at_key(parameters, fmt::format("{} needs {}", call, missing));
}

void check_task(const asl::Program& program, const asl::State& state, const asl::Task& task, Report& report) {
  if (task.resource.kind != asl::Resource::Kind::Optimised) return;
  const Integration* integration = find_integration(task.resource.service, task.resource.action);
  const json::NodeId parameters = parameters_of(*program.document, state.node, state.language);
  if (integration == nullptr || parameters == json::kNoNode) return;
  const Names known = known_parameters(*integration);
  const std::string call = fmt::format("{}:{}", integration->service, integration->action);
  check_parameters(*program.document, parameters, call, integration->required, &known, report);
}

/// The S3 actions of ItemReader and ResultWriter.
void check_s3(const asl::Program& program, const asl::State& state, std::string_view field, const asl::Resource& resource, Report& report) {
  const json::NodeId parameters = parameters_of(*program.document, program.document->find(state.node, field), state.language);
  if (parameters == json::kNoNode || resource.service != "s3") return;
  const std::string_view required = resource.action == "getObject" ? "Bucket Key" : "Bucket";
  check_parameters(*program.document, parameters, fmt::format("s3:{}", resource.action), required, nullptr, report);
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    if (const auto* task = state.as<asl::Task>()) check_task(program, state, *task, report);
    const auto* map = state.as<asl::Map>();
    if (map == nullptr) continue;
    if (map->item_reader) check_s3(program, state, "ItemReader", map->item_reader->resource, report);
    if (map->result_writer && map->result_writer->resource) check_s3(program, state, "ResultWriter", *map->result_writer->resource, report);
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
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

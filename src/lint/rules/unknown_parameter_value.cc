#include <fmt/format.h>

#include <algorithm>

#include "asl/parse_expression.h"
#include "asl/placeholder.h"
#include "lint/rule.h"
#include "lint/task_parameters.h"

namespace sfn::lint::registry {
namespace {

/// Parameters that are one of a few words. An empty action: all of the service.
struct Choice {
  std::string_view service, action, parameter, words;
};

constexpr Choice kChoices[] = {
    {"http", "invoke", "Method", "GET POST PUT DELETE PATCH OPTIONS HEAD"},
    {"apigateway", "invoke", "Method", "GET POST PUT DELETE PATCH OPTIONS HEAD"},
    {"apigateway", "invoke", "AuthType", "NO_AUTH IAM_ROLE RESOURCE_POLICY"},
    {"lambda", "invoke", "InvocationType", "RequestResponse Event DryRun"},
    {"lambda", "invoke", "LogType", "None Tail"},
    {"dynamodb", "putItem", "ReturnValues", "NONE ALL_OLD"},
    {"dynamodb", "deleteItem", "ReturnValues", "NONE ALL_OLD"},
    {"dynamodb", "updateItem", "ReturnValues", "NONE ALL_OLD UPDATED_OLD ALL_NEW UPDATED_NEW"},
    {"dynamodb", "", "ReturnConsumedCapacity", "INDEXES TOTAL NONE"},
    {"dynamodb", "", "ReturnItemCollectionMetrics", "SIZE NONE"},
    {"dynamodb", "", "ReturnValuesOnConditionCheckFailure", "NONE ALL_OLD"},
    {"ecs", "runTask", "LaunchType", "EC2 FARGATE EXTERNAL MANAGED_INSTANCES"},
    {"ecs", "runTask", "PropagateTags", "TASK_DEFINITION SERVICE NONE"},
};

void check_parameter(const json::Document& document, json::NodeId parameters, const asl::Resource& resource, const Choice& choice,
                     Report& report) {
  const json::NodeId node = document.find(parameters, choice.parameter);
  if (node == json::kNoNode || !document.is_string(node)) return;
  const std::string_view text = document.text(node);
  if (asl::has_placeholder(text) || asl::delimiters(text) != asl::Delimiters::None) return;
  const Names words = split_names(choice.words, ' ');
  if (std::find(words.begin(), words.end(), text) != words.end()) return;
  auto& finding = report.at(node, fmt::format("{} of {}:{} is one of {}, not \"{}\"", choice.parameter, resource.service, resource.action,
                                              fmt::join(words, ", "), text));
  Report::suggest(finding, text, words);
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* task = state.as<asl::Task>();
    if (task == nullptr || task->resource.kind != asl::Resource::Kind::Optimised) continue;
    const json::NodeId parameters = parameters_of(*program.document, state.node, state.language);
    if (parameters == json::kNoNode) continue;
    for (const Choice& choice : kChoices) {
      const bool fits = choice.service == task->resource.service && (choice.action.empty() || choice.action == task->resource.action);
      if (fits) check_parameter(*program.document, parameters, task->resource, choice, report);
    }
  }
}

}  // namespace

extern const Rule unknown_parameter_value{
    .name = "unknown-parameter-value",
    .severity = diag::Severity::Warning,
    .summary = "a parameter that is none of the few words that the service takes",
    .explanation =
        R"~(Some parameters of integrations are one of a few words: Method of http:invoke and apigateway:invoke, InvocationType of
lambda:invoke, ReturnValues of the DynamoDB actions. They are case-sensitive, and the call fails with any other.

Values in {% %} or under a key with .$ are known only when the task runs; nothing is said about them.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "charge-card", "InvocationType": "event" }, "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke",
      "Parameters": { "FunctionName": "charge-card", "InvocationType": "Event" }, "End": true
    }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

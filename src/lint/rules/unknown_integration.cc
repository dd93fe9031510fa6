#include <fmt/format.h>

#include "asl/placeholder.h"
#include "lint/integrations.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// The ARN of a state machine or execution: invalid-resource.
bool is_machine(std::string_view service) {
  return service == "stateMachine" || service == "execution" || service == "express";
}

void check_resource(const asl::Resource& resource, Report& report) {
  if (resource.kind != asl::Resource::Kind::Optimised || resource.placeholder || asl::has_placeholder(resource.event_resource)) return;
  if (is_machine(resource.service) || find_integration(resource.service, resource.action) != nullptr) return;
  const bool known = is_known_service(resource.service) || resource.service == "s3";
  auto& finding = report.at(resource.node, known ? fmt::format("{} has no action \"{}\"", resource.service, resource.action)
                                                 : fmt::format("no integration with a service \"{}\" is known", resource.service));
  if (!known) finding.severity = diag::Severity::Warning;
  finding.aws_message = fmt::format(
      "The resource provided {} is not recognized. The value is not a valid resource ARN, or the resource is not "
      "available in this region.",
      resource.text);
  Report::suggest(finding, known ? resource.action : resource.service, known ? actions_of(resource.service) : known_services());
  finding.help = fmt::format("any API can be called as arn:aws:states:::aws-sdk:{}:{}", resource.service, resource.action);
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    if (const auto* task = state.as<asl::Task>()) check_resource(task->resource, report);
  }
}

}  // namespace

extern const Rule unknown_integration{
    .name = "unknown-integration",
    .severity = diag::Severity::Error,
    .summary = "a service integration or an action of it that does not exist",
    .explanation =
        R"~(Each optimised integration has a fixed list of actions; dynamodb:query, for instance, is none of them. Everything else goes through
arn:aws:states:::aws-sdk:service:action. A service that is not known here is only a warning: AWS adds new ones.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:query", "Parameters": { "TableName": "t", "Key": { "id": { "S": "1" } } }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::dynamodb:getItem", "Parameters": { "TableName": "t", "Key": { "id": { "S": "1" } } }, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include "asl/resource.h"
#include "lint/integrations.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool is_supported(const asl::Resource& resource) {
  using Pattern = asl::Resource::Pattern;
  if (resource.kind == asl::Resource::Kind::AwsSdk)
    return resource.pattern == Pattern::RequestResponse || resource.pattern == Pattern::WaitForTaskToken;
  if (resource.kind != asl::Resource::Kind::Optimised) return true;
  const Integration* integration = find_integration(resource.service, resource.action);
  return integration == nullptr || supports(*integration, resource.pattern);
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* task = state.as<asl::Task>();
    if (task == nullptr || task->resource.placeholder || is_supported(task->resource)) continue;
    const asl::Resource& resource = task->resource;
    report.at(resource.node, fmt::format("{}:{} has no {}", resource.resource_type, resource.action, asl::name_of(resource.pattern)))
        .aws_message = fmt::format(
        "The resource provided {} is not recognized. The value is not a valid resource ARN, or the resource is not available in this "
        "region.",
        resource.text);
  }
}

}  // namespace

extern const Rule unsupported_integration_pattern{
    .name = "unsupported-integration-pattern",
    .severity = diag::Severity::Error,
    .summary = ".sync, .sync:2 or .waitForTaskToken on an action that does not have it",
    .explanation =
        R"~(Waiting for the end of a job (.sync) and for a callback (.waitForTaskToken) exist for some actions only; SDK integrations never have .sync,
and .sync:2 exists only for states:startExecution.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.sync", "Parameters": { "QueueUrl": "https://q", "MessageBody": "m" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "Parameters": { "QueueUrl": "https://q", "MessageBody": "m" }, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

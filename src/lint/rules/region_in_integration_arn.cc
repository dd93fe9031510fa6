#include "asl/resource.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* task = state.as<asl::Task>();
    if (task == nullptr) continue;
    const bool service = task->resource.kind == asl::Resource::Kind::AwsSdk || task->resource.kind == asl::Resource::Kind::Optimised;
    const auto arn = service ? asl::split_arn(task->resource.text) : std::nullopt;
    if (task->resource.service == "stateMachine" || task->resource.service == "execution") continue;  // invalid-resource
    if (!arn || (arn->region.empty() && arn->account.empty())) continue;
    report.at(task->resource.node, "the ARN of a service integration has neither region nor account");
  }
}

}  // namespace

extern const Rule region_in_integration_arn{
    .name = "region-in-integration-arn",
    .severity = diag::Severity::Warning,
    .summary = "a region or account in the ARN of a service integration",
    .explanation =
        R"~(Service integrations are written without both: arn:aws:states:::sqs:sendMessage. Region and account belong to Lambda functions and activities.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:aws-sdk:s3:listBuckets", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:s3:listBuckets", "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

#include "lint/error_cover.h"

#include <algorithm>
#include <array>

namespace sfn::lint {
namespace {

using Resource = asl::Resource;

/// How errors of a service begin: of the optimised integration, and of the SDK integration (recorded).
struct Prefix {
  std::string_view service, optimised, sdk;
};
constexpr std::array kPrefixes{
    Prefix{"lambda", "Lambda.", "Lambda."},
    Prefix{"dynamodb", "DynamoDB.", "DynamoDb."},
    Prefix{"sqs", "SQS.", "Sqs."},
    Prefix{"sns", "SNS.", "Sns."},
    Prefix{"ecs", "ECS.", "Ecs."},
    Prefix{"glue", "Glue.", "Glue."},
    Prefix{"sagemaker", "SageMaker.", "SageMaker."},
    Prefix{"batch", "Batch.", "Batch."},
    Prefix{"s3", "S3.", "S3."},
    Prefix{"secretsmanager", "SecretsManager.", "SecretsManager."},
};

bool starts_with(std::string_view text, std::string_view head) {
  return text.substr(0, head.size()) == head;
}

/// Errors of these tasks come from the service that is called, and from nowhere else.
bool has_service_errors_only(const Resource& resource) {
  const bool called = resource.kind == Resource::Kind::Optimised || resource.kind == Resource::Kind::AwsSdk;
  return called && !resource.placeholder && resource.pattern == Resource::Pattern::RequestResponse && resource.service != "lambda" &&
         resource.service != "http" && resource.service != "apigateway";
}

std::string_view wrong_service(std::string_view name, const Resource& resource) {
  if (!has_service_errors_only(resource)) return {};
  const bool sdk = resource.kind == Resource::Kind::AwsSdk;
  for (const Prefix& prefix : kPrefixes) {
    if (!starts_with(name, prefix.optimised) && !starts_with(name, prefix.sdk)) continue;
    if (prefix.service != resource.service) return "it is another service's error";
    if (!starts_with(name, sdk ? prefix.sdk : prefix.optimised)) {
      return sdk ? "errors of an SDK integration are spelt like DynamoDb." : "errors of this integration are spelt like DynamoDB.";
    }
  }
  return {};
}

bool is_map_run_error(std::string_view name) {
  return name == "States.ExceedToleratedFailureThreshold" || name == "States.ItemReaderFailed" || name == "States.ResultWriterFailed";
}

}  // namespace

bool covers(std::string_view earlier, std::string_view name, const asl::State& state) {
  if (earlier == name) return true;
  if (earlier == "States.Timeout") return name == "States.HeartbeatTimeout";
  return earlier == "States.TaskFailed" && state.type == asl::StateType::Task && !starts_with(name, "States.");
}

std::string_view why_impossible(std::string_view name, const asl::State& state) {
  if (name == "States.Runtime") return "AWS ends the execution with it, whatever Catch and Retry say";
  if (name == "States.NoChoiceMatched") return "a Choice that matches nothing fails with States.Runtime";
  const auto* task = state.as<asl::Task>();
  if (task == nullptr) return {};
  if (name == "States.BranchFailed") return "only a Parallel has branches";
  if (is_map_run_error(name)) return "only a Map raises it";
  if (name == "States.HeartbeatTimeout" && !task->heartbeat_seconds) return "the state has no HeartbeatSeconds";
  return wrong_service(name, task->resource);
}

}  // namespace sfn::lint

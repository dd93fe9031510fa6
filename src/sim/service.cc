#include "sim/service.h"

namespace sfn::sim {
namespace {

constexpr TaskEvents kLambda{EventType::LambdaFunctionScheduled, EventType::LambdaFunctionStarted, EventType::LambdaFunctionSucceeded,
                             EventType::LambdaFunctionFailed, EventType::LambdaFunctionTimedOut};
constexpr TaskEvents kActivity{EventType::ActivityScheduled, EventType::ActivityStarted, EventType::ActivitySucceeded,
                               EventType::ActivityFailed, EventType::ActivityTimedOut};
constexpr TaskEvents kTask{EventType::TaskScheduled, EventType::TaskStarted, EventType::TaskSucceeded, EventType::TaskFailed,
                           EventType::TaskTimedOut};

}  // namespace

const TaskEvents& events_of(const asl::Resource& resource) {
  switch (resource.kind) {
    case asl::Resource::Kind::Activity: return kActivity;
    case asl::Resource::Kind::Optimised:
    case asl::Resource::Kind::AwsSdk: return kTask;
    case asl::Resource::Kind::LambdaFunction:
    case asl::Resource::Kind::Unknown: break;  // a placeholder stands for a function's ARN nearly always
  }
  return kLambda;
}

Datum shown_parameters(const asl::Resource& resource, Datum parameters) {
  const bool run_task = resource.service == "ecs" && resource.action == "runTask" && resource.pattern == asl::Resource::Pattern::Sync;
  if (!run_task || !parameters.value.is_object()) return parameters;
  parameters.text = nullptr;
  parameters.value.set("StartedBy", json::Value::string("AWS Step Functions"));
  return parameters;
}

bool submits(const asl::Resource& resource) { return resource.pattern != asl::Resource::Pattern::RequestResponse; }

std::string_view short_name(const asl::Resource& resource) {
  const bool service = resource.kind == asl::Resource::Kind::Optimised || resource.kind == asl::Resource::Kind::AwsSdk;
  return service ? std::string_view(resource.resource_type) : resource.text;
}

}  // namespace sfn::sim

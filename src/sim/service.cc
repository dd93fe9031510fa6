#include "sim/service.h"

#include "sim/failure.h"

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

void check_parameters(const asl::Resource& resource, const Datum& parameters) {
  if (resource.service != "apigateway" || resource.kind != asl::Resource::Kind::Optimised) return;
  const json::Value& headers = parameters.value.get("Headers");
  if (!headers.is_object()) return;
  for (const json::Member& header : headers.members()) {
    if (header.value.is_array()) continue;
    throw runtime_failure("The Parameters '" + text_of(parameters) +
                          "' could not be used to start the Task: [The value of the field 'Headers' has an invalid format]");
  }
}

bool submits(const asl::Resource& resource) {
  return resource.pattern != asl::Resource::Pattern::RequestResponse;
}

std::string_view short_name(const asl::Resource& resource) {
  const bool service = resource.kind == asl::Resource::Kind::Optimised || resource.kind == asl::Resource::Kind::AwsSdk;
  return service ? std::string_view(resource.resource_type) : resource.text;
}

}  // namespace sfn::sim

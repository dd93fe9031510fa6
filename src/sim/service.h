// What tasks look like in the history: which family of events a resource has, and how the service shapes parameters.
#pragma once

#include "asl/state.h"
#include "sim/history.h"

namespace sfn::sim {

struct TaskEvents {
  EventType scheduled, started, succeeded, failed, timed_out;
};
/// LambdaFunction…, Activity… or Task….
const TaskEvents& events_of(const asl::Resource& resource);

/// Parameters as TaskScheduled shows them: `ecs:runTask.sync` names who started it.
Datum shown_parameters(const asl::Resource& resource, Datum parameters);

/// What the connector refuses before the service is called: a header of API Gateway that is no list. Throws AslFailure.
void check_parameters(const asl::Resource& resource, const Datum& parameters);

/// The task gives an immediate answer before its result: .sync, .sync:2, .waitForTaskToken.
bool submits(const asl::Resource& resource);

/// How AWS calls the task in its texts: the service, or the ARN of a Lambda function or activity.
std::string_view short_name(const asl::Resource& resource);

}  // namespace sfn::sim

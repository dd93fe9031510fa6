#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  if (program.timeout_seconds) return;
  for (const asl::State& state : program.states) {
    const auto* task = state.as<asl::Task>();
    if (task == nullptr || task->resource.kind != asl::Resource::Kind::Activity || task->timeout_seconds || task->heartbeat_seconds)
      continue;
    report.at(task->resource.node, fmt::format("if no worker answers, \"{}\" waits for ever", state.name)).help =
        "add HeartbeatSeconds or TimeoutSeconds";
  }
}

}  // namespace

extern const Rule activity_without_heartbeat{
    .name = "activity-without-heartbeat",
    .severity = diag::Severity::Info,
    .summary = "an activity that may wait for its worker for ever",
    .explanation =
        R"~(If no worker asks for the activity's task, or the worker that has it dies, the state waits until a timeout. There is none: neither
TimeoutSeconds nor HeartbeatSeconds.)~",
    .bad = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:pack",
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:states:us-east-1:123456789012:activity:pack",
      "HeartbeatSeconds": 600, "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

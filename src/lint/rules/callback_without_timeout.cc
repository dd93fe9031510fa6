#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  if (program.timeout_seconds) return;
  for (const asl::State& state : program.states) {
    const auto* task = state.as<asl::Task>();
    if (task == nullptr || task->resource.pattern != asl::Resource::Pattern::WaitForTaskToken) continue;
    if (task->timeout_seconds || task->heartbeat_seconds) continue;
    report.at(task->resource.node, fmt::format("if the token never comes back, \"{}\" waits for a year", state.name)).help =
        "add TimeoutSeconds or HeartbeatSeconds";
  }
}

}  // namespace

extern const Rule callback_without_timeout{
    .name = "callback-without-timeout",
    .severity = diag::Severity::Info,
    .summary = "a task that waits for its token without any timeout",
    .explanation =
        R"~(A .waitForTaskToken task ends when somebody sends the token back. If the message is lost, or its receiver fails, nobody does, and the
execution hangs for up to a year. TimeoutSeconds or HeartbeatSeconds at the state, or TimeoutSeconds at the machine, gives it an end. A note only: two
of three callbacks in deployed machines have no timeout, and some wait for people on purpose.)~",
    .bad = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders", "MessageBody": { "token.$": "$$.Task.Token" } },
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders", "MessageBody": { "token.$": "$$.Task.Token" } },
      "TimeoutSeconds": 3600, "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

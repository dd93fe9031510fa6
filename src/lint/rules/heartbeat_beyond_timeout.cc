#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

const json::Value* literal_number(const std::optional<asl::Computed>& field) {
  const json::Value* value = field ? field->literal() : nullptr;
  return value != nullptr && value->is_number() ? value : nullptr;
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* task = state.as<asl::Task>();
    if (task == nullptr) continue;
    const json::Value *timeout = literal_number(task->timeout_seconds), *heartbeat = literal_number(task->heartbeat_seconds);
    if (timeout == nullptr || heartbeat == nullptr || heartbeat->as_double() < timeout->as_double()) continue;
    if (report.is_rejected(task->heartbeat_seconds->node) || report.is_rejected(task->timeout_seconds->node)) continue;
    report.at(task->heartbeat_seconds->node,
              fmt::format("HeartbeatSeconds must be below TimeoutSeconds, which is {}", timeout->as_double()));
  }
}

}  // namespace

extern const Rule heartbeat_beyond_timeout{
    .name = "heartbeat-beyond-timeout",
    .severity = diag::Severity::Error,
    .summary = "HeartbeatSeconds that is not below TimeoutSeconds",
    .explanation = R"~(A heartbeat that may take as long as the whole task watches over nothing; AWS refuses it.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge", "TimeoutSeconds": 30, "HeartbeatSeconds": 60, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge", "TimeoutSeconds": 60, "HeartbeatSeconds": 30, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

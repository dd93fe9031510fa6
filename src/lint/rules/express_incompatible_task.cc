#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

using Pattern = asl::Resource::Pattern;

void check_task(const asl::Resource& resource, diag::Severity severity, Report& report) {
  if (resource.kind == asl::Resource::Kind::Activity) {
    auto& finding = report.at(resource.node, "an Express workflow cannot call an activity");
    finding.aws_message = "Express state machine does not support Activity ARN";
    finding.severity = severity;
  } else if (resource.pattern != Pattern::RequestResponse) {
    const std::string_view pattern = resource.pattern == Pattern::WaitForTaskToken ? ".waitForTaskToken" : ".sync";
    auto& finding = report.at(resource.node, fmt::format("an Express workflow has no {} integrations", pattern));
    finding.aws_message = fmt::format("Express state machine does not support '{}' service integration", pattern);
    finding.severity = severity;
  }
}

/// Whether the scope's states run in an Express execution: of the machine, or of a Map's children.
std::vector<bool> express_children(const asl::Program& program) {
  std::vector<bool> express(program.scopes.size());
  for (const asl::Scope& scope : program.scopes) {
    if (scope.owner == asl::kNone) continue;
    const auto* map = program.state(scope.owner).as<asl::Map>();
    express[scope.id] = scope.distributed ? map != nullptr && map->express_children : express[scope.parent];
  }
  return express;
}

void check(const asl::Program& program, Report& report) {
  const bool express_machine = report.machine_type() == MachineType::Express;
  const std::vector<bool> children = express_children(program);
  for (const asl::State& state : program.states) {
    if (!express_machine && !children[state.scope]) continue;
    const auto severity = express_machine ? diag::Severity::Error : diag::Severity::Warning;  // unmeasured for children
    if (const auto* task = state.as<asl::Task>()) check_task(task->resource, severity, report);
    const auto* map = state.as<asl::Map>();
    if (map != nullptr && map->distributed && express_machine) report.at_key(state.node, "an Express workflow has no distributed Maps");
  }
}

}  // namespace

extern const Rule express_incompatible_task{
    .name = "express-incompatible-task",
    .severity = diag::Severity::Error,
    .summary = "something that an Express machine cannot do",
    .explanation =
        R"~(Express workflows have no .sync and .waitForTaskToken integrations, no activities and no distributed Maps (validate with --type express).)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync", "Parameters": { "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:child" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:states:::states:startExecution", "Parameters": { "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:child" }, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
    .example_type = MachineType::Express,
};

}  // namespace sfn::lint::registry

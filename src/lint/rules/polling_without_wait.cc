#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// Asks for the state of something, and not for the next page of it.
bool is_question(const json::Document& document, const asl::State& state) {
  const asl::Resource& resource = state.as<asl::Task>()->resource;
  if (resource.kind != asl::Resource::Kind::AwsSdk || !state.retry.empty()) return false;
  const bool asks = resource.action.rfind("describe", 0) == 0 || resource.action.rfind("get", 0) == 0;
  const std::string_view written = document.source().text(document.span(state.node));
  return asks && written.find("Token") == std::string_view::npos && written.find("Marker") == std::string_view::npos;
}

/// The state of the loop to point at: a question, if the loop does nothing but ask and decide.
const asl::State* polling_state(const asl::Program& program, std::span<const asl::StateId> members) {
  const asl::State* found = nullptr;
  for (const asl::StateId id : members) {
    const asl::State& state = program.state(id);
    if (state.type == asl::StateType::Pass || state.type == asl::StateType::Choice) continue;
    if (state.type != asl::StateType::Task || !is_question(*program.document, state)) return nullptr;
    if (found == nullptr || id < found->id) found = &state;
  }
  return found;
}

void check(const asl::Program& program, Report& report) {
  const asl::Flow& flow = report.flow();
  for (uint32_t component = 0; component < flow.components(); ++component) {
    if (!flow.is_cycle(component) || !flow.is_reachable(flow.members(component).front())) continue;
    const asl::State* state = polling_state(program, flow.members(component));
    if (state != nullptr) report.at_key(state->node, fmt::format("the loop asks \"{}\" again and again without a Wait", state->name));
  }
}

}  // namespace

extern const Rule polling_without_wait{
    .name = "polling-without-wait",
    .severity = diag::Severity::Info,
    .summary = "a loop that asks a service again and again without waiting",
    .explanation =
        R"~(Every task in the loop only describes something, and no Wait stands between two questions. The loop asks as fast as it can, is throttled,
and fills the execution's history.)~",
    .bad = R"~({
  "StartAt": "Look",
  "States": {
    "Look": {
      "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rds:describeDBInstances", "Parameters": { "DbInstanceIdentifier": "main" },
      "Next": "Up?"
    },
    "Up?": { "Type": "Choice", "Choices": [{ "Variable": "$.DbInstances[0].DbInstanceStatus", "StringEquals": "available", "Next": "Done" }], "Default": "Look" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .good = R"~({
  "StartAt": "Look",
  "States": {
    "Look": {
      "Type": "Task", "Resource": "arn:aws:states:::aws-sdk:rds:describeDBInstances", "Parameters": { "DbInstanceIdentifier": "main" },
      "Next": "Up?"
    },
    "Up?": { "Type": "Choice", "Choices": [{ "Variable": "$.DbInstances[0].DbInstanceStatus", "StringEquals": "available", "Next": "Done" }], "Default": "Pause" },
    "Pause": { "Type": "Wait", "Seconds": 30, "Next": "Look" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// Per scope: it has an end at all, and every transition leads somewhere. Else another rule speaks.
std::vector<bool> judged_scopes(const asl::Program& program) {
  std::vector<bool> judged(program.scopes.size());
  for (const asl::State& state : program.states) {
    if (state.is_terminal()) judged[state.scope] = true;
  }
  for (const asl::TransitionUse& use : program.transitions) {
    if (use.transition->target == asl::kNone) judged[use.scope] = false;
  }
  return judged;
}

void check(const asl::Program& program, Report& report) {
  const std::vector<bool> judged = judged_scopes(program);
  const asl::Flow& flow = report.flow();
  std::vector<bool> told(program.scopes.size());
  for (const asl::State& state : program.states) {
    if (flow.reaches_terminal(state.id) || !flow.is_reachable(state.id) || !judged[state.scope] || told[state.scope]) continue;
    if (flow.successors(state.id).empty()) continue;  // missing-transition
    told[state.scope] = true;
    report.at_key(state.node, fmt::format("from state \"{}\" no state that ends can be reached", state.name));
  }
}

}  // namespace

extern const Rule state_without_way_out{
    .name = "state-without-way-out",
    .severity = diag::Severity::Warning,
    .summary = "a state from which no end can be reached",
    .explanation =
        R"~(The execution would go round until its timeout, or until its history is full. An error that nothing catches ends it as well, so AWS accepts
this; it is rarely meant.)~",
    .bad = R"~({
  "StartAt": "Which?",
  "States": {
    "Which?": { "Type": "Choice", "Choices": [{ "Variable": "$.n", "NumericEquals": 1, "Next": "Ping" }], "Default": "Done" },
    "Ping": { "Type": "Wait", "Seconds": 5, "Next": "Pong" },
    "Pong": { "Type": "Wait", "Seconds": 5, "Next": "Ping" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .good = R"~({
  "StartAt": "Which?",
  "States": {
    "Which?": { "Type": "Choice", "Choices": [{ "Variable": "$.n", "NumericEquals": 1, "Next": "Ping" }], "Default": "Done" },
    "Ping": { "Type": "Wait", "Seconds": 5, "Next": "Which?" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

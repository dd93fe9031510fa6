#include <fmt/format.h>

#include "asl/placeholder.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// Whether a field of the state was rejected, or an element of its lists: it may have held the transition.
bool lost_something(const json::Document& document, json::NodeId state, const Report& report) {
  for (const json::NodeId child : document.children(state)) {
    if (report.is_rejected(child)) return true;
    if (!document.is_array(child) || document.key(child) == "Branches") continue;
    for (const json::NodeId element : document.children(child)) {
      if (report.is_rejected(element)) return true;
      if (!document.is_object(element)) continue;
      const bool leads = document.key(child) == "Choices" || document.key(child) == "Catch";
      if (leads && document.find(element, "Next") == json::kNoNode) return true;
      for (const json::NodeId inner : document.children(element)) {
        if (report.is_rejected(inner)) return true;
      }
    }
  }
  return false;
}

/// Scopes whose picture of the flow is whole: no transition is a placeholder, was rejected or leads nowhere (its target is then what it was
/// meant for: one fault, one finding), and some state ends. AWS too keeps silent about reachability where there is no terminal state.
std::vector<bool> judged_scopes(const asl::Program& program, const Report& report) {
  std::vector<bool> judged(program.scopes.size());
  for (const asl::State& state : program.states) {
    if (state.is_terminal()) judged[state.scope] = true;
  }
  for (const asl::Scope& scope : program.scopes) {
    if (scope.start_at.node == json::kNoNode) judged[scope.id] = false;  // missing-field
  }
  for (const asl::TransitionUse& use : program.transitions) {
    if (use.transition->target == asl::kNone || asl::has_placeholder(use.transition->name)) judged[use.scope] = false;
  }
  for (const asl::State& state : program.states) {
    const bool chooses = state.type == asl::StateType::Choice && program.document->find(state.node, "Choices") != json::kNoNode;
    const bool stuck = !state.next && !state.is_terminal() && !chooses;  // missing-transition, missing-field
    const bool lost = stuck || report.is_rejected(state.node) || lost_something(*program.document, state.node, report);
    if (state.type == asl::StateType::Invalid || lost) judged[state.scope] = false;
  }
  return judged;
}

void check(const asl::Program& program, Report& report) {
  std::vector<bool> entered(program.states.size());
  for (const asl::TransitionUse& use : program.transitions) {
    if (use.transition->target != asl::kNone) entered[use.transition->target] = true;
  }
  const std::vector<bool> judged = judged_scopes(program, report);
  std::vector<bool> orphaned(program.scopes.size());
  for (const asl::State& state : program.states) {
    if (judged[state.scope] && !entered[state.id]) orphaned[state.scope] = true;  // what only it leads to is no further fault
  }
  for (const asl::State& state : program.states) {
    if (report.flow().is_reachable(state.id) || !judged[state.scope]) continue;
    if (!entered[state.id]) {
      report.at_key(state.node, fmt::format("no transition leads to state \"{}\"", state.name)).aws_message =
          fmt::format("State \"{}\" is not reachable.", state.name);
    } else if (program.scope_of(state).start_at.target != asl::kNone && !orphaned[state.scope]) {
      report.at_key(state.node, fmt::format("state \"{}\" can only be reached from states that are never reached", state.name)).severity =
          diag::Severity::Warning;
    }
  }
}

}  // namespace

extern const Rule unreachable_state{
    .name = "unreachable-state",
    .severity = diag::Severity::Error,
    .summary = "a state that no transition leads to",
    .explanation =
        R"~(AWS refuses a state that is not StartAt and that no Next, Default, Choice rule or catcher of its scope names. A group of states that lead
only to each other is accepted, but never runs either: there it is a warning.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Pass", "End": true },
    "Refund": { "Type": "Pass", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Pass", "Next": "Refund" },
    "Refund": { "Type": "Pass", "End": true }
  }
})~",
    .aws_code = "MISSING_TRANSITION_TARGET",
    .check = check,
};

}  // namespace sfn::lint::registry

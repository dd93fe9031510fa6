#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// The flaw may be another one: a state that has no transition at all, or one that could not be read.
bool is_known_otherwise(const asl::Program& program, const asl::State& state, const Report& report) {
  const bool has_choices = program.document->find(state.node, "Choices") != json::kNoNode;
  const bool goes_on = state.next || (state.type == asl::StateType::Choice && has_choices);
  return !goes_on || state.type == asl::StateType::Invalid || report.is_rejected(state.node);
}

/// Something among the states is no object: it may have been the one that ends.
bool holds_no_state(const json::Document& document, const asl::Scope& scope, const Report& report) {
  for (const json::NodeId child : document.children(document.find(scope.node, "States"))) {
    if (report.is_rejected(child)) return true;
  }
  return false;
}

bool may_end(const asl::Program& program, const asl::State& state) {
  const json::NodeId end = program.document->find(state.node, "End");
  return state.is_terminal() || program.document->is_string(end);  // a placeholder
}

/// Scopes with a transition to a state that does not exist: that state may be the one that ends.
std::vector<bool> scopes_with_loose_ends(const asl::Program& program) {
  std::vector<bool> loose(program.scopes.size());
  for (const asl::TransitionUse& use : program.transitions) {
    if (use.transition->target == asl::kNone) loose[use.scope] = true;
  }
  return loose;
}

void check(const asl::Program& program, Report& report) {
  const std::vector<bool> loose = scopes_with_loose_ends(program);
  for (const asl::Scope& scope : program.scopes) {
    if (scope.states.empty() || loose[scope.id]) continue;
    bool silent = holds_no_state(*program.document, scope, report);
    for (const asl::StateId id : scope.states) {
      silent = silent || may_end(program, program.state(id)) || is_known_otherwise(program, program.state(id), report);
    }
    if (silent) continue;
    auto& finding =
        report.at_key(program.document->find(scope.node, "States"), "no state ends: \"End\": true, a Succeed or a Fail is needed");
    finding.aws_message = "Workflow has no terminal state";
    finding.location.clear();
  }
}

}  // namespace

extern const Rule missing_terminal_state{
    .name = "missing-terminal-state",
    .severity = diag::Severity::Error,
    .summary = "a machine, branch or processor in which no state ends",
    .explanation = R"~(Every scope needs a state with "End": true, a Succeed or a Fail; else its execution could never end.)~",
    .bad = R"~({
  "StartAt": "Ping",
  "States": {
    "Ping": { "Type": "Wait", "Seconds": 5, "Next": "Pong" },
    "Pong": { "Type": "Wait", "Seconds": 5, "Next": "Ping" }
  }
})~",
    .good = R"~({
  "StartAt": "Ping",
  "States": {
    "Ping": { "Type": "Wait", "Seconds": 5, "Next": "Pong" },
    "Pong": { "Type": "Wait", "Seconds": 5, "End": true }
  }
})~",
    .aws_code = "MISSING_END_STATE",
    .check = check,
};

}  // namespace sfn::lint::registry

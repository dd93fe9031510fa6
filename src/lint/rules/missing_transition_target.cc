#include <fmt/format.h>

#include "asl/placeholder.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

std::vector<std::string_view> names_in(const asl::Program& program, const asl::Scope& scope) {
  std::vector<std::string_view> names;
  for (const asl::StateId id : scope.states) names.push_back(program.state(id).name);
  return names;
}

std::string where_it_is(const asl::Program& program, const asl::State& state) {
  const asl::Scope& scope = program.scope_of(state);
  if (scope.kind == asl::Scope::Kind::Machine) return fmt::format("state \"{}\" is outside, in the machine itself", state.name);
  const std::string_view owner = program.state(scope.owner).name;
  if (scope.kind == asl::Scope::Kind::ItemProcessor) return fmt::format("state \"{}\" is inside the Map \"{}\"", state.name, owner);
  return fmt::format("state \"{}\" is inside branch {} of \"{}\"", state.name, scope.branch + 1, owner);
}

/// The state is there but is no object, which the structure has said.
bool is_rejected_state(const asl::Program& program, const asl::Scope& scope, std::string_view name, const Report& report) {
  const json::NodeId state = program.document->find(program.document->find(scope.node, "States"), name);
  return state != json::kNoNode && report.is_rejected(state);
}

/// Looking for near names costs a comparison with every state: not for each of thousands of missing targets.
constexpr size_t kSuggestions = 100;

void check(const asl::Program& program, Report& report) {
  size_t suggestions = 0;
  for (const asl::TransitionUse& use : program.transitions) {
    const asl::Transition& transition = *use.transition;
    if (transition.target != asl::kNone || report.is_rejected(transition.node) || asl::has_placeholder(transition.name)) continue;
    const asl::Scope& scope = program.scopes[use.scope];
    if (scope.states.empty()) continue;  // States is missing or unusable: said by the structure
    const std::string_view whole = scope.kind == asl::Scope::Kind::Machine  ? "machine"
                                   : scope.kind == asl::Scope::Kind::Branch ? "branch"
                                                                            : "processor";
    if (is_rejected_state(program, scope, transition.name, report)) continue;
    auto& finding = report.at(transition.node, fmt::format("{} names no state of this {}: \"{}\"", use.field, whole, transition.name));
    finding.aws_message = fmt::format("Missing 'Next' target: {}", transition.name);
    if (const asl::State* elsewhere = program.find(transition.name)) {
      finding.help = where_it_is(program, *elsewhere) + "; transitions cannot cross";
      finding.notes.push_back({"it is here", program.document->name_span(elsewhere->node)});
    } else if (suggestions++ < kSuggestions) {
      Report::suggest(finding, transition.name, names_in(program, scope));
    }
  }
}

}  // namespace

extern const Rule missing_transition_target{
    .name = "missing-transition-target",
    .severity = diag::Severity::Error,
    .summary = "a transition to a state that its scope does not have",
    .explanation =
        R"~(StartAt, Next, Default and the Next of rules and catchers name a state of the same scope: of the machine, of one branch of a Parallel, of
one ItemProcessor. Transitions cannot enter or leave a Parallel or Map.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Choice", "Choices": [{ "Variable": "$.free", "BooleanEquals": true, "Next": "Ship" }], "Default": "Shipp" },
    "Ship": { "Type": "Pass", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Pass", "Next": "Ship" },
    "Ship": { "Type": "Pass", "End": true }
  }
})~",
    .aws_code = "MISSING_TRANSITION_TARGET",
    .check = check,
};

}  // namespace sfn::lint::registry

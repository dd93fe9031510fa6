#include "sim/choice.h"

#include <fmt/format.h>

#include "sim/states/states.h"

namespace sfn::sim {
namespace {

void lead(Core& core, FrameId id, EdgeNotice::Kind kind, size_t index, const asl::Transition& transition) {
  core.lead_to(id, transition);
  core.tell(id, Probe::kEdges, [&](Probe& probe, const Place& at) {
    const asl::Program& program = *core.execution_of(id).program;
    probe.edge(at, {kind, index, transition.target == asl::kNone ? nullptr : &program.states[transition.target]});
  });
}

}  // namespace

Step run_choice(Core& core, FrameId id) {
  const asl::State& state = core.state_of(id);
  const asl::Choice& choice = *state.as<asl::Choice>();
  FrameHost host(core, id);
  Scope scope(host, core.frame(id).input);
  effective_input(core, id, scope);
  const Reading tell_reading = [&](const asl::Expression& path, const json::Value* found) {
    core.tell(id, Probe::kRules, [&](Probe& probe, const Place& at) { probe.operand(at, path.text, found); });
  };
  const Reading* reading = core.wants(Probe::kRules) ? &tell_reading : nullptr;
  for (size_t i = 0; i < choice.choices.size(); ++i) {
    const asl::ChoiceRule& rule = choice.choices[i];
    const bool matched = holds(rule.condition, scope, i, reading);
    core.tell(id, Probe::kRules, [&](Probe& probe, const Place& at) { probe.rule(at, i, matched); });
    if (!matched) continue;
    complete_without_result(core, id, scope, rule.assign, rule.output, rule.assign || rule.output ? fmt::format("Choices[{}]", i) : "");
    lead(core, id, EdgeNotice::Kind::Rule, i, rule.next);
    return Step::Exited;
  }
  if (!choice.default_next) throw runtime_failure("Failed to transition out of the state. The state does not point to a next state.");
  complete_without_result(core, id, scope, state.assign, state.output);
  lead(core, id, EdgeNotice::Kind::Default, 0, *choice.default_next);
  return Step::Exited;
}

}  // namespace sfn::sim

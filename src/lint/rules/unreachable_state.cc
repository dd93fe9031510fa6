#include <fmt/format.h>

#include <algorithm>

#include "asl/placeholder.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// Other states of an island that a finding points at.
constexpr size_t kMaxNotes = 8;

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

/// States that no transition leads to, and what hangs on them: that only they lead to it is no further fault.
struct Orphans {
  std::vector<bool> is_orphan, hangs_on_one;
};

Orphans find_orphans(const asl::Program& program, const asl::Flow& flow) {
  Orphans out{std::vector<bool>(program.states.size(), true), std::vector<bool>(program.states.size())};
  for (const asl::TransitionUse& use : program.transitions) {
    if (use.transition->target != asl::kNone) out.is_orphan[use.transition->target] = false;
  }
  std::vector<asl::StateId> open;
  for (const asl::State& state : program.states) {
    if (out.is_orphan[state.id]) open.push_back(state.id);
  }
  while (!open.empty()) {
    const asl::StateId from = open.back();
    open.pop_back();
    for (const asl::Edge& edge : flow.successors(from)) {
      if (flow.is_reachable(edge.to) || out.hangs_on_one[edge.to]) continue;
      out.hangs_on_one[edge.to] = true;
      open.push_back(edge.to);
    }
  }
  return out;
}

/// The states that hang together with `first` through transitions in either direction, `first` among them, in the order of the text.
std::vector<asl::StateId> island_of(asl::StateId first, const asl::Flow& flow, std::vector<bool>& told) {
  std::vector<asl::StateId> island;
  const auto add = [&](asl::StateId id) {
    if (flow.is_reachable(id) || told[id]) return;
    told[id] = true;
    island.push_back(id);
  };
  add(first);
  for (size_t i = 0; i < island.size(); ++i) {
    for (const asl::Edge& edge : flow.successors(island[i])) add(edge.to);
    for (const uint32_t edge : flow.incoming(island[i])) add(flow.edges()[edge].from);
  }
  std::sort(island.begin(), island.end());
  return island;
}

/// One finding for all of them, where the way into the rest begins: in the component that nothing else leads to.
void report_island(const asl::Program& program, const std::vector<asl::StateId>& island, Report& report) {
  const auto deeper = [&](asl::StateId left, asl::StateId right) { return report.flow().component(left) < report.flow().component(right); };
  const asl::StateId entry = *std::max_element(island.begin(), island.end(), deeper);
  auto& finding =
      report.at_key(program.state(entry).node, fmt::format("state \"{}\" can only be reached from {}", program.state(entry).name,
                                                           island.size() == 1 ? "itself" : "states that are never reached"));
  finding.severity = diag::Severity::Warning;
  for (const asl::StateId other : island) {
    if (other == entry) continue;
    if (finding.notes.size() == kMaxNotes) {
      finding.help = fmt::format("{} states hang together here and are never reached", island.size());
      break;
    }
    finding.notes.push_back(
        {fmt::format("nor is \"{}\" ever reached", program.state(other).name), program.document->name_span(program.state(other).node)});
  }
}

void check(const asl::Program& program, Report& report) {
  const Orphans orphans = find_orphans(program, report.flow());
  const std::vector<bool> judged = judged_scopes(program, report);
  std::vector<bool> told = orphans.hangs_on_one;
  for (const asl::State& state : program.states) {
    if (report.flow().is_reachable(state.id) || !judged[state.scope]) continue;
    if (orphans.is_orphan[state.id]) {
      told[state.id] = true;
      report.at_key(state.node, fmt::format("no transition leads to state \"{}\"", state.name)).aws_message =
          fmt::format("State \"{}\" is not reachable.", state.name);
    } else if (!told[state.id]) {
      report_island(program, island_of(state.id, report.flow(), told), report);
    }
  }
}

}  // namespace

extern const Rule unreachable_state{
    .name = "unreachable-state",
    .severity = diag::Severity::Error,
    .summary = "a state that no transition leads to",
    .explanation =
        R"~(AWS refuses a state that is not StartAt and that no Next, Default, Choice rule or catcher of its scope names. AWS reports each
of them. States that lead only to each other are accepted, but never run either: that is one warning for all that hang together.)~",
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

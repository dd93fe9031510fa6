// What states have in common behind their work: from the result to the output.
#include <fmt/format.h>

#include "sim/states/states.h"

namespace sfn::sim {
namespace {

void check_size(const Frame& f, const asl::State& state, const Datum& output) {
  if (output.value.same(f.input.value)) return;  // was checked when it became the input
  if (exceeds(output.value, kMaxPayloadBytes)) throw too_large(state.name);
}

void go_next(Core& core, FrameId id, const asl::State& state) {
  Frame& f = core.frame(id);
  f.next = asl::kNone;
  if (!state.is_terminal()) {
    if (!state.next) throw NotRunnable(fmt::format("\"{}\" has neither Next nor End", state.name), state.node);
    core.lead_to(id, *state.next);
  }
  core.tell(id, Probe::kEdges, [&](Probe& probe, const Place& at) {
    const bool ends = f.next == asl::kNone;
    probe.edge(at,
               {ends ? EdgeNotice::Kind::End : EdgeNotice::Kind::Next, 0, ends ? nullptr : &core.execution_of(id).program->states[f.next]});
  });
}

/// What the frame's scope would have more of variables, in bytes.
int64_t growth_by(const Frame& f, const json::Value& assigned) {
  int64_t growth = 0;
  for (const json::Member& member : assigned.members()) {
    const json::Value* old = f.variables.find(member.key);
    growth += static_cast<int64_t>(bytes_of(member.value));
    if (old != nullptr) growth -= static_cast<int64_t>(bytes_of(*old));
  }
  return growth;
}

AslFailure too_many_variables(std::string_view state, std::string_view what, size_t limit) {
  return AslFailure(error::kDataLimitExceeded,
                    fmt::format("The Assign of the state '{}' exceeds the limit of {} bytes {}.", state, limit, what))
      .bare();
}

Step complete_jsonata(Core& core, FrameId id, Scope& scope, Datum result) {
  Frame& f = core.frame(id);
  const asl::State& state = core.state_of(id);
  scope.set_result(result.value);
  json::Value assigned = assigned_by(core, id, state.assign, scope, "Assign");
  if (state.output) result = {fill(*state.output, scope, "Output"), nullptr};
  check_size(f, state, result);
  f.output = std::move(result);
  f.assigned = std::move(assigned);
  go_next(core, id, state);
  return Step::Exited;
}

bool selects_results(asl::StateType type) {
  return type == asl::StateType::Task || type == asl::StateType::Parallel || type == asl::StateType::Map;
}

}  // namespace

AslFailure too_large(std::string_view who) {
  return AslFailure(
             error::kDataLimitExceeded,
             fmt::format("The state/task '{}' returned a result with a size exceeding the maximum number of bytes service limit.", who))
      .bare();
}

json::Value assigned_by(Core& core, FrameId id, const std::optional<asl::Template>& assign, Scope& scope, std::string_view field) {
  if (!assign) return {};
  json::Value assigned = fill(*assign, scope, field);
  const asl::State& state = core.state_of(id);
  if (exceeds(assigned, kMaxPayloadBytes)) throw too_many_variables(state.name, "for one Assign", kMaxPayloadBytes);
  Frame& f = core.frame(id);
  f.assigned_bytes = growth_by(f, assigned);
  if (core.execution_of(id).variable_bytes + f.assigned_bytes > static_cast<int64_t>(kMaxVariableBytes))
    throw too_many_variables(state.name, "for all variables of an execution", kMaxVariableBytes);
  return assigned;
}

Datum effective_input(Core& core, FrameId id, Scope& scope) {
  const asl::State& state = core.state_of(id);
  if (state.language == asl::QueryLanguage::Jsonata) return scope.input();
  Datum input = apply_path(state.input_path, scope.input(), scope);
  core.tell_data(id, Stage::AfterInputPath, input);
  scope.set_dollar(input);
  return input;
}

Datum effective_payload(Core& core, FrameId id, Scope& scope, const Datum& input) {
  const asl::State& state = core.state_of(id);
  const bool jsonata = state.language == asl::QueryLanguage::Jsonata;
  const std::optional<asl::Template>& content = jsonata ? state.arguments : state.parameters;
  Datum payload = content ? Datum{fill(*content, scope, jsonata ? "Arguments" : "Parameters"), nullptr} : input;
  if (content && exceeds(payload.value, kMaxPayloadBytes)) throw too_large(state.name);
  core.tell_data(id, jsonata ? Stage::AfterArguments : Stage::AfterParameters, payload);
  return payload;
}

Step complete(Core& core, FrameId id, Scope& scope, Datum result) {
  Frame& f = core.frame(id);
  const asl::State& state = core.state_of(id);
  if (state.language == asl::QueryLanguage::Jsonata) return complete_jsonata(core, id, scope, std::move(result));
  if (state.assign || state.result_selector) scope.set_dollar(result);
  json::Value assigned = assigned_by(core, id, state.assign, scope, "Assign");
  if (state.result_selector && selects_results(state.type)) result = {fill(*state.result_selector, scope, "ResultSelector"), nullptr};
  core.tell_data(id, Stage::AfterResultSelector, result);
  Datum output = apply_result_path(state.result_path, f.input, std::move(result));
  core.tell_data(id, Stage::AfterResultPath, output);
  if (state.output_path.state != asl::PathField::State::Absent) {
    scope.set_dollar(output);
    output = apply_path(state.output_path, output, scope);
  }
  check_size(f, state, output);
  f.output = std::move(output);
  f.assigned = std::move(assigned);
  go_next(core, id, state);
  return Step::Exited;
}

Step complete_without_result(Core& core, FrameId id, Scope& scope, const std::optional<asl::Template>& assign,
                             const std::optional<asl::Template>& output, std::string_view prefix) {
  Frame& f = core.frame(id);
  const asl::State& state = core.state_of(id);
  const auto field = [&](std::string_view name) { return prefix.empty() ? std::string(name) : fmt::format("{}/{}", prefix, name); };
  json::Value assigned = assigned_by(core, id, assign, scope, assign ? field("Assign") : std::string());
  Datum left = scope.dollar();
  if (state.language == asl::QueryLanguage::Jsonata) {
    left = output ? Datum{fill(*output, scope, field("Output")), nullptr} : f.input;
  } else {
    left = apply_path(state.output_path, left, scope);
  }
  check_size(f, state, left);
  f.output = std::move(left);
  f.assigned = std::move(assigned);
  if (state.type != asl::StateType::Choice) go_next(core, id, state);
  return Step::Exited;
}

}  // namespace sfn::sim

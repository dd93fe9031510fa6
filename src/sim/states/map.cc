#include "sim/states/map.h"

#include <fmt/format.h>

#include "json/writer.h"

namespace sfn::sim {
namespace {

json::Value items_of_query(const asl::Map& map, Scope& scope) {
  if (!map.items) {
    if (scope.input().value.is_array()) return scope.input().value;
    throw AslFailure::query("Map state input must be an array but was: " + json::to_json(scope.input().value), std::nullopt);
  }
  json::Value items = fill(*map.items, scope, "Items");
  if (items.is_array()) return items;
  if (const auto* dynamic = std::get_if<asl::Template::Dynamic>(&map.items->content))
    throw unexpected_type(dynamic->expression, Location{nullptr, "Items", 0}, "array", items);
  throw AslFailure::query("Map state input must be an array but was: " + json::to_json(items), "Items");
}

void start_iteration(Core& core, FrameId map, uint32_t index, EventId previous) {
  Frame& f = core.frame(map);
  Datum input = selected_item(core, map, index);
  const asl::Program& program = *core.execution_of(map).program;
  const asl::Scope& processor = program.scopes[core.state_of(map).as<asl::Map>()->processor];
  const EventId started = core.record(map, EventType::MapIterationStarted, previous, [&] { return event::Iteration{index}; });
  core.tell(map, Probe::kChildren, [&](Probe& probe, const Place& at) { probe.child_started(at, index, input); });
  const FrameId child = core.spawn(map, index, f.execution, processor.start_at.target, std::move(input), started);
  core.frame(child).is_iteration = true;
}

}  // namespace

json::Value items_of(const asl::State& state, Scope& scope) {
  const asl::Map& map = *state.as<asl::Map>();
  if (state.language == asl::QueryLanguage::Jsonata) return items_of_query(map, scope);
  std::string shown = "$";
  json::Value items = scope.dollar().value;
  if (map.items_path) {
    const jsonpath::Path* path = &path_of(*map.items_path);
    auto found = scope.read(*path);
    if (!found) throw path_conflict(*path, found.error().step, scope.shown_input(*path));
    items = std::move(*found);
    shown = path->text();
    if (path->root() == jsonpath::Root::Context) shown.erase(0, 1);
  }
  if (items.is_array()) return items;
  throw runtime_failure(fmt::format("Reference path \"{}\" must point to array.", shown));
}

int64_t max_concurrency_of(const asl::Map& map, Scope& scope) {
  return map.max_concurrency ? integer_of(*map.max_concurrency, {"MaxConcurrency"}, scope) : 0;
}

Datum selected_item(Core& core, FrameId map, uint32_t index) {
  const asl::State& state = core.state_of(map);
  const asl::Map& kind = *state.as<asl::Map>();
  const Frame& f = core.frame(map);
  if (!kind.item_selector) return {f.activity->join->items[index], nullptr};
  FrameHost host(core, map);
  Scope scope(host, f.input);
  if (state.language == asl::QueryLanguage::JsonPath) scope.set_dollar(apply_path(state.input_path, f.input, scope));
  host.set_item(index);
  Datum selected{fill(*kind.item_selector, scope, "ItemSelector"), nullptr};
  if (exceeds(selected.value, kMaxPayloadBytes)) throw too_large(state.name);
  core.tell_data(map, Stage::AfterItemSelector, selected);
  return selected;
}

void start_item(Core& core, FrameId map, uint32_t index, EventId previous) {
  ++core.counts_.iterations;
  if (core.state_of(map).as<asl::Map>()->distributed) return start_child(core, map, index);
  start_iteration(core, map, index, previous);
}

Step run_map(Core& core, FrameId id) {
  const asl::State& state = core.state_of(id);
  const asl::Map& map = *state.as<asl::Map>();
  const asl::Program& program = *core.execution_of(id).program;
  if (map.processor == asl::kNone || program.scopes[map.processor].start_at.target == asl::kNone)
    throw NotRunnable(fmt::format("the Map \"{}\" has no state to start at", state.name), state.node);
  refuse_unfilled_words(*program.document, program.scopes[map.processor].node, "ProcessorConfig", {"Mode", "ExecutionType"});
  FrameHost host(core, id);
  Scope scope(host, core.frame(id).input);
  effective_input(core, id, scope);
  if (map.distributed) return run_distributed(core, id, scope);
  auto join = std::make_unique<Join>();
  join->items = items_of(state, scope);
  core.tell_data(id, Stage::AfterItemsPath, {join->items, nullptr});
  const int64_t wanted = max_concurrency_of(map, scope);
  core.tell_data(id, Stage::MaxConcurrency, {json::Value::integer(wanted), nullptr});
  join->total = static_cast<uint32_t>(join->items.size());
  join->results.resize(join->total);
  join->concurrency = wanted == 0 ? kMaxInlineConcurrency : static_cast<uint32_t>(std::min<int64_t>(wanted, kMaxInlineConcurrency));
  core.emit(id, EventType::MapStateStarted, [&] { return event::Length{join->total}; });
  set_tolerance(core, id, map, scope, *join);
  Frame& f = core.frame(id);
  join->last = f.cursor;
  f.cold().join = std::move(join);
  f.phase = Phase::Joining;
  core.start_children(id, f.cursor);
  return Step::Blocked;
}

}  // namespace sfn::sim

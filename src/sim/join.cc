// Children: branches, iterations, child executions. They start in order, at most so many at a time; what they give is kept in their order.
#include "sim/core.h"
#include "sim/states/map.h"
#include "sim/states/states.h"

namespace sfn::sim {

/// Out of the parent's list, by moving the last one into its place.
void Core::detach(FrameId child) {
  const Frame& f = frames_[child];
  std::vector<FrameId>& live = frames_[f.parent].activity->join->live;
  live[f.slot] = live.back();
  frames_[live[f.slot]].slot = f.slot;
  live.pop_back();
}

void Core::start_children(FrameId parent, EventId previous) {
  Frame& f = frames_[parent];
  Join& join = *f.activity->join;
  const bool started = tried(parent, [&] {
    while (join.next < join.total && join.live.size() < join.concurrency) start_item(*this, parent, join.next++, previous);
  });
  if (!started) return break_up(parent, Problem(f.activity->problem));  // ItemSelector of a later item: the Map's own failure
  if (join.next == join.total && join.live.empty()) {
    f.phase = Phase::Joined;
    wake(parent);
  }
}

void Core::child_done(FrameId parent, uint32_t index, json::Value result, EventId previous) {
  Join& join = *frames_[parent].activity->join;
  join.results[index] = std::move(result);
  ++join.done;
  start_children(parent, previous);
}

void Core::break_up(FrameId parent, Problem problem) {
  Frame& f = frames_[parent];
  f.activity->join->problem = std::move(problem);
  abort_children(parent, kNobody, f.cursor);
  f.phase = Phase::Broken;
  wake(parent);
}

/// A scope has come to its end.
void Core::finish(FrameId id) {
  Frame& f = frames_[id];
  if (f.is_root) return succeed_execution(f.execution, f.input);
  const FrameId parent = f.parent;
  const uint32_t index = f.index;
  const EventId last = f.cursor;
  json::Value result = std::move(f.input.value);
  Join& join = *frames_[parent].activity->join;
  join.last = last;
  if (f.is_iteration) join.last = record(parent, EventType::MapIterationSucceeded, last, [&] { return event::Iteration{index}; });
  tell(parent, Probe::kChildren, [&](Probe& probe, const Place& at) { probe.child_ended(at, index, Probe::ChildEnd::Succeeded); });
  detach(id);
  release(id);
  child_done(parent, index, std::move(result), last);
}

/// The failure of `child` becomes its container's; siblings end.
bool Core::pass_up(FrameId child, FrameId parent) {
  const Frame& f = frames_[child];
  const EventId previous = f.cursor;
  Problem problem = std::move(f.activity->problem);
  const bool task = state_of(child).type == asl::StateType::Task;
  if (f.is_iteration) record(parent, EventType::MapIterationFailed, previous, [&] { return event::Iteration{f.index}; });
  if (task) emit_aside(child, EventType::TaskStateAborted, previous);
  tell(parent, Probe::kChildren, [&](Probe& probe, const Place& at) { probe.child_ended(at, f.index, Probe::ChildEnd::Failed); });
  abort_children(parent, child, previous);
  frames_[parent].cursor = previous;
  frames_[parent].cold().problem = std::move(problem);
  return true;
}

Step resume_container(Core& core, FrameId id) {
  Frame& f = core.frame(id);
  const asl::State& state = core.state_of(id);
  const auto* map = state.as<asl::Map>();
  std::unique_ptr<Join> join = std::move(f.activity->join);
  if (f.phase == Phase::Broken) {
    if (map != nullptr && map->distributed) record_run_failed(core, id, join->problem);
    f.activity->problem = std::move(join->problem);
    return Step::Failed;
  }
  Datum result;
  if (map != nullptr && map->distributed) {
    result = {close_run(core, id, *join), nullptr};
  } else {
    json::ArrayBuilder results(join->results.size());
    for (json::Value& value : join->results) results.push(std::move(value));
    result = {results.build(), nullptr};
    core.emit_aside(id, map != nullptr ? EventType::MapStateSucceeded : EventType::ParallelStateSucceeded, join->last);
    f.cursor = join->last;
  }
  join.reset();
  core.tell_data(id, Stage::Result, result);
  FrameHost host(core, id);
  Scope scope(host, f.input);
  return complete(core, id, scope, std::move(result));
}

}  // namespace sfn::sim

// Ends that nobody asked for: siblings of a failed child, everything below a stopped execution.
#include "sim/core.h"

#include <algorithm>

namespace sfn::sim {
namespace {

std::optional<EventType> aborted_event(asl::StateType type) {
  switch (type) {
    case asl::StateType::Task: return EventType::TaskStateAborted;
    case asl::StateType::Wait: return EventType::WaitStateAborted;
    case asl::StateType::Parallel: return EventType::ParallelStateAborted;
    case asl::StateType::Map: return EventType::MapStateAborted;
    default: return std::nullopt;
  }
}

/// The state that a frame is in ends, then what is below it, outside in. AWS's order for nested containers was never recorded.
void record_aborted(Core& core, FrameId id, EventId previous) {
  const Frame& f = core.frame(id);
  if (f.phase == Phase::Enter) return;
  const asl::State& state = core.state_of(id);
  if (const auto type = aborted_event(state.type)) {
    if (const auto* map = state.as<asl::Map>(); map != nullptr && map->distributed) core.emit_aside(id, EventType::MapRunAborted, previous);
    core.emit_aside(id, *type, previous);
  }
  if (!f.activity || !f.activity->join) return;
  std::vector<FrameId> live = f.activity->join->live;
  std::sort(live.begin(), live.end(), [&](FrameId a, FrameId b) { return core.frame(a).index < core.frame(b).index; });
  for (const FrameId child : live) {
    if (core.frame(child).is_root) continue;  // a child execution has its own history
    if (core.frame(child).is_iteration)
      core.record(id, EventType::MapIterationAborted, previous, [&] { return event::Iteration{core.frame(child).index}; });
    record_aborted(core, child, previous);
  }
}

}  // namespace

/// All live children of `parent` end because of `failed` (or because of the parent itself: kNobody).
void Core::abort_children(FrameId parent, FrameId failed, EventId previous) {
  Activity& activity = *frames_[parent].activity;
  if (!activity.join) return;
  std::vector<FrameId> live = activity.join->live;  // theirs until all is recorded: the history may be full at any of these events
  std::sort(live.begin(), live.end(), [this](FrameId a, FrameId b) { return frames_[a].index < frames_[b].index; });
  for (const FrameId child : live) {
    if (child == failed) continue;
    const uint32_t index = frames_[child].index;
    if (frames_[child].is_iteration) record(parent, EventType::MapIterationAborted, previous, [&] { return event::Iteration{index}; });
    if (!frames_[child].is_root) record_aborted(*this, child, previous);
    tell(parent, Probe::kChildren, [&](Probe& probe, const Place& at) { probe.child_ended(at, index, Probe::ChildEnd::Aborted); });
  }
  activity.join->live.clear();
  for (const FrameId child : live) {
    if (!frames_[child].is_root) {
      discard(child);
      continue;
    }
    executions_[frames_[child].execution].parent_frame = kNobody;
    stop_execution(frames_[child].execution, Status::Aborted, {}, {});
  }
}

/// Child executions end first, while the frames around them can still be named.
void Core::discard(FrameId id) {
  std::vector<FrameId> doomed{id};
  std::vector<ExecutionSlot> orphans;
  for (size_t i = 0; i < doomed.size(); ++i) {
    const Frame& f = frames_[doomed[i]];
    if (f.is_root && doomed[i] != id) {
      orphans.push_back(f.execution);
      doomed[i] = kNobody;
      continue;
    }
    if (f.activity && f.activity->join) doomed.insert(doomed.end(), f.activity->join->live.begin(), f.activity->join->live.end());
    if (frames_[doomed[i]].activity && frames_[doomed[i]].activity->nested != kNobody)
      orphans.push_back(frames_[doomed[i]].activity->nested);
  }
  for (const ExecutionSlot slot : orphans) {
    executions_[slot].parent_frame = kNobody;
    stop_execution(slot, Status::Aborted, {}, {});
  }
  for (const FrameId frame : doomed)
    if (frame != kNobody) release(frame);
}

void Core::stop_execution(ExecutionSlot slot, Status status, std::optional<std::string> error, std::optional<std::string> cause) {
  Execution& execution = executions_[slot];
  if (!execution.alive) return;
  const EventType type = status == Status::Aborted ? EventType::ExecutionAborted : EventType::ExecutionTimedOut;
  terminal_event(slot, type, 0, event::Failure{error, cause});
  execution.result.error = std::move(error);
  execution.result.cause = std::move(cause);
  end_execution(slot, status);
}

}  // namespace sfn::sim

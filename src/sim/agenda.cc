// Time: a heap of timers, and the rounds of one millisecond. A round first records what arrived at all frames that are due, then lets each
// decide; what becomes runnable meanwhile is the next round of the same millisecond.
#include <algorithm>

#include "sim/core.h"

namespace sfn::sim {
namespace {

/// Later first, so that the heap's front is the earliest; at the same time frames come before deadlines ("longer than").
bool later(const Timer& left, const Timer& right) {
  if (left.due != right.due) return left.due > right.due;
  return (left.whom & Timer::kDeadline) > (right.whom & Timer::kDeadline);
}

}  // namespace

/// Deadlines of executions that ended long before them would pile up, one for each child of a distributed Map.
void Core::sweep() {
  std::erase_if(agenda_, [this](const Timer& timer) { return is_stale(timer); });
  std::make_heap(agenda_.begin(), agenda_.end(), later);
  sweep_at_ = std::max(kFirstSweep, 2 * agenda_.size());
}

void Core::push(Timer timer) {
  if (agenda_.size() >= sweep_at_) sweep();
  agenda_.push_back(timer);
  std::push_heap(agenda_.begin(), agenda_.end(), later);
}

void Core::pop() {
  std::pop_heap(agenda_.begin(), agenda_.end(), later);
  agenda_.pop_back();
}

void Core::arm(FrameId frame, Time due) {
  Frame& f = frames_[frame];
  if (due <= now_) {
    wake(frame);
    return;
  }
  push({due, frame, ++f.timer});
}

void Core::arm_deadline(ExecutionSlot execution, Time due) {
  push({due, execution | Timer::kDeadline, executions_[execution].stamp});
}

void Core::wake(FrameId frame) {
  ++frames_[frame].timer;  // an armed timer is overtaken
  batch_.push_back(ref(frame));
}

bool Core::is_stale(const Timer& timer) const {
  if ((timer.whom & Timer::kDeadline) != 0) {
    const Execution& execution = executions_[timer.whom & ~Timer::kDeadline];
    return !execution.alive || execution.stamp != timer.stamp;
  }
  const Frame& frame = frames_[timer.whom];
  return !frame.alive || frame.timer != timer.stamp;
}

void Core::drop_stale() {
  while (!agenda_.empty() && is_stale(agenda_.front())) pop();
}

bool Core::only_deadlines() const {
  return std::all_of(agenda_.begin(), agenda_.end(),
                     [this](const Timer& timer) { return (timer.whom & Timer::kDeadline) != 0 || is_stale(timer); });
}

/// All frames that are due, or, if none is, the executions whose time is over.
void Core::take_due(Time due) {
  while (!agenda_.empty() && agenda_.front().due == due) {
    const Timer timer = agenda_.front();
    if ((timer.whom & Timer::kDeadline) != 0) break;  // frames of this time come first
    pop();
    if (!is_stale(timer)) batch_.push_back(ref(timer.whom));
  }
  if (!batch_.empty() || agenda_.empty() || agenda_.front().due != due) return;
  const Timer timer = agenda_.front();
  pop();
  if (!is_stale(timer)) stop_execution(timer.whom & ~Timer::kDeadline, Status::TimedOut, {}, {});
}

std::optional<Time> Core::next_due() {
  if (!batch_.empty()) return now_;
  drop_stale();
  if (agenda_.empty()) return std::nullopt;
  return agenda_.front().due;
}

void Core::guarded(FrameRef ref, void (Core::*what)(FrameRef)) {
  if (!alive(ref)) return;
  const ExecutionSlot slot = frames_[ref.frame].execution;
  try {
    (this->*what)(ref);
  } catch (const HistoryFull& full) {
    Problem problem;
    problem.error = error::kRuntime;
    problem.cause =
        "The execution reached the maximum number of history events (" + std::to_string(executions_[full.execution].max_events) + ").";
    const EventId previous = frames_[executions_[full.execution].root].cursor;
    fail_execution(full.execution, std::move(problem), previous);
  } catch (Unsupported& missing) {
    if (!missing.definition) missing.definition = executions_[slot].program->document;
    throw;
  }
}

void Core::play_round() {
  round_.swap(batch_);
  batch_.clear();
  const auto in_order = [this](const FrameRef& left, const FrameRef& right) { return before(left.frame, right.frame); };
  std::erase_if(round_, [this](const FrameRef& ref) { return !alive(ref); });
  if (!std::is_sorted(round_.begin(), round_.end(), in_order)) std::stable_sort(round_.begin(), round_.end(), in_order);
  for (size_t i = 0; i < round_.size(); ++i) guarded(round_[i], &Core::arrive);
  for (size_t i = 0; i < round_.size(); ++i) guarded(round_[i], &Core::advance);
  round_.clear();
}

Stop Core::run_until(Time horizon) {
  while (executions_[0].alive) {
    if (batch_.empty()) {
      drop_stale();
      if (agenda_.empty() || (horizon == Simulation::kForever && only_deadlines())) return Stop::NeedsDelivery;
      if (agenda_.front().due > horizon) return Stop::Horizon;
      now_ = agenda_.front().due;
      take_due(now_);
    }
    if (!batch_.empty()) play_round();
  }
  return Stop::Finished;
}

}  // namespace sfn::sim

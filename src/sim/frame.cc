// Frames: scopes that run. Slots are reused; a generation tells the uses apart.
#include <algorithm>

#include "sim/core.h"

namespace sfn::sim {

Activity::Activity(const Activity& other)
    : retries(other.retries),
      fired(other.fired),
      retrier(other.retrier),
      problem(other.problem),
      catcher(other.catcher),
      plan(other.plan ? std::make_unique<Plan>(*other.plan) : nullptr),
      arguments(other.arguments),
      token(other.token),
      call_number(other.call_number),
      call_started(other.call_started),
      timeout(other.timeout),
      heartbeat(other.heartbeat),
      ending(other.ending),
      nested(other.nested),
      join(other.join ? std::make_unique<Join>(*other.join) : nullptr) {}

Frame::Frame(const Frame& other)
    : parent(other.parent),
      index(other.index),
      generation(other.generation),
      timer(other.timer),
      slot(other.slot),
      execution(other.execution),
      state(other.state),
      visit(other.visit),
      draws(other.draws),
      depth(other.depth),
      phase(other.phase),
      alive(other.alive),
      is_root(other.is_root),
      is_iteration(other.is_iteration),
      input(other.input),
      output(other.output),
      assigned(other.assigned),
      variables(other.variables),
      variable_bytes(other.variable_bytes),
      assigned_bytes(other.assigned_bytes),
      next(other.next),
      cursor(other.cursor),
      before(other.before),
      entered(other.entered),
      entered_at(other.entered_at),
      activity(other.activity ? std::make_unique<Activity>(*other.activity) : nullptr) {}

FrameId Core::spawn(FrameId parent, uint32_t index, ExecutionSlot execution, asl::StateId start, Datum input, EventId cursor) {
  FrameId id = 0;
  if (free_frames_.empty()) {
    id = static_cast<FrameId>(frames_.size());
    frames_.emplace_back();
  } else {
    id = free_frames_.back();
    free_frames_.pop_back();
  }
  Frame& f = frames_[id];
  f.parent = parent;
  f.index = index;
  f.execution = execution;
  f.state = start;
  f.input = std::move(input);
  f.cursor = cursor;
  f.depth = parent == kNobody ? uint16_t{0} : static_cast<uint16_t>(frames_[parent].depth + 1);
  f.phase = Phase::Enter;
  f.alive = true;
  if (parent != kNobody && frames_[parent].activity && frames_[parent].activity->join) {
    std::vector<FrameId>& live = frames_[parent].activity->join->live;
    f.slot = static_cast<uint32_t>(live.size());
    live.push_back(id);
  }
  wake(id);
  return id;
}

void Core::release(FrameId id) {
  Frame& f = frames_[id];
  if (f.variable_bytes != 0) executions_[f.execution].variable_bytes -= f.variable_bytes;
  const uint32_t generation = f.generation + 1;
  const uint32_t timer = f.timer + 1;
  f = Frame();
  f.generation = generation;
  f.timer = timer;
  free_frames_.push_back(id);
}

/// By the indices of iterations and branches, outside in; what contains comes before what is contained.
bool Core::before(FrameId left, FrameId right) const {
  const FrameId first = left, second = right;
  while (frames_[left].depth > frames_[right].depth) left = frames_[left].parent;
  while (frames_[right].depth > frames_[left].depth) right = frames_[right].parent;
  if (left == right) return frames_[first].depth < frames_[second].depth;
  while (frames_[left].parent != frames_[right].parent) {
    left = frames_[left].parent;
    right = frames_[right].parent;
  }
  return frames_[left].index < frames_[right].index;
}

std::vector<PathStep> Core::path_of(FrameId id) const {
  std::vector<PathStep> path;
  for (; frames_[id].parent != kNobody; id = frames_[id].parent) path.push_back({&state_of(frames_[id].parent), frames_[id].index});
  std::reverse(path.begin(), path.end());
  return path;
}

std::vector<uint32_t> Core::iterations_of(FrameId id) const {
  std::vector<uint32_t> indices;
  for (; frames_[id].parent != kNobody; id = frames_[id].parent)
    if (state_of(frames_[id].parent).type == asl::StateType::Map) indices.push_back(frames_[id].index);
  std::reverse(indices.begin(), indices.end());
  return indices;
}

Place Core::place(FrameId id, std::vector<PathStep>& path) const {
  path = path_of(id);
  const Frame& f = frames_[id];
  return {now_, executions_[f.execution].info.id, &state_of(id), f.entered, path};
}

uint64_t Core::key_of(FrameId id, Purpose purpose) {
  Frame& f = frames_[id];
  uint64_t key = executions_[f.execution].key;
  for (FrameId at = id; !frames_[at].is_root; at = frames_[at].parent)
    key = mix(mix(key, frames_[at].index), frames_[frames_[at].parent].visit);
  key = mix(mix(mix(key, f.state), f.visit), static_cast<uint64_t>(purpose));
  return mix(key, f.draws++);
}

}  // namespace sfn::sim

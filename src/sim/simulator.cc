#include "sim/simulator.h"

#include <algorithm>

#include "sim/core.h"

namespace sfn::sim {

Unsupported::Unsupported(std::string what_is_missing, json::NodeId where) : std::runtime_error(what_is_missing), node(where) {}

Simulation::Simulation(const asl::Program& program, RunOptions options, const TaskOracle& oracle, const Surroundings& surroundings,
                       HistorySink* sink, Probe* probe)
    : core_(std::make_unique<Core>(program, std::move(options), oracle, surroundings, sink, probe)) {}
Simulation::Simulation(const Simulation& other) : core_(std::make_unique<Core>(*other.core_)) {}
Simulation::Simulation(Simulation&&) noexcept = default;
Simulation& Simulation::operator=(Simulation other) noexcept {
  core_.swap(other.core_);
  return *this;
}
Simulation::~Simulation() = default;

void Simulation::on_tick(Ticked ticked) {
  core_->ticked_ = std::move(ticked);
}

void Simulation::observe(HistorySink* sink, Probe* probe) {
  core_->observe(sink, probe);
}

Stop Simulation::run_until(Time horizon) {
  return core_->run_until(horizon);
}

bool Simulation::finished() const {
  return !core_->executions_[0].alive;
}
Time Simulation::now() const {
  return core_->now_;
}
std::optional<Time> Simulation::next_due() const {
  return finished() ? std::nullopt : core_->next_due();
}
const ExecutionResult& Simulation::result() const {
  return core_->executions_[0].result;
}
std::span<const uint32_t> Simulation::counters() const {
  return core_->ledgers_[0].counters;
}

std::vector<PendingCall> Simulation::pending() const {
  std::vector<FrameId> waiting;
  for (FrameId id = 0; id < core_->frames_.size(); ++id) {
    const Frame& f = core_->frames_[id];
    const bool asks = f.alive && f.activity && f.activity->plan && f.activity->plan->pending && f.activity->nested == kNobody;
    if (asks && f.phase != Phase::Answered) waiting.push_back(id);
  }
  std::sort(waiting.begin(), waiting.end(), [this](FrameId a, FrameId b) { return core_->before(a, b); });
  std::vector<PendingCall> calls;
  for (const FrameId id : waiting) {
    const Frame& f = core_->frames_[id];
    calls.push_back({id, f.generation, core_->executions_[f.execution].info.id, &core_->state_of(id)});
  }
  return calls;
}

bool Simulation::deliver(const PendingCall& call, Arrival arrival, Time at) {
  Core& core = *core_;
  if (call.frame >= core.frames_.size() || !core.alive({call.frame, call.generation})) return false;
  Frame& f = core.frame(call.frame);
  if (!f.activity || !f.activity->plan || !f.activity->plan->pending || f.phase == Phase::Answered) return false;
  core.now_ = std::max(core.now_, at);
  Plan& plan = *f.activity->plan;
  const Duration since = core.now_ - f.activity->call_started;
  if (arrival.kind == Arrival::Kind::Heartbeat) {
    plan.heartbeats.push_back(since);
    if (f.phase == Phase::Calling) core.rearm_call(call.frame);
    return true;
  }
  plan.pending = false;
  plan.takes = since;
  plan.outcome = std::move(arrival.outcome);
  f.activity->ending = Activity::Ending::Answer;
  if (f.phase == Phase::Calling) core.wake(call.frame);
  return true;
}

void Simulation::abort(std::optional<std::string> error, std::optional<std::string> cause) {
  core_->stop_execution(0, Status::Aborted, std::move(error), std::move(cause));
}

ExecutionResult run(const asl::Program& program, RunOptions options, const TaskOracle& oracle, const Surroundings& surroundings,
                    HistorySink* sink, Probe* probe) {
  Simulation simulation(program, std::move(options), oracle, surroundings, sink, probe);
  if (simulation.run_until() == Stop::NeedsDelivery) throw NoAnswer("a task waits for an answer that nobody will give");
  return simulation.result();
}

}  // namespace sfn::sim

// The inside of a Simulation. Frames run scopes (the machine, branches, iterations, child executions); an agenda wakes them; executions
// keep histories. Everything refers to everything by index, so a Core is copied like a value.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "jsonpath/evaluate.h"
#include "sim/failure.h"
#include "sim/random.h"
#include "sim/scope.h"
#include "sim/simulator.h"
#include "text/unknown_texts.h"

namespace sfn::sim {

using FrameId = uint32_t;
using ExecutionSlot = uint32_t;
inline constexpr uint32_t kNobody = UINT32_MAX;

/// Iterations of an inline Map, and child executions of a distributed one, that run at once if MaxConcurrency allows it.
inline constexpr uint32_t kMaxInlineConcurrency = 40;
inline constexpr uint32_t kMaxDistributedConcurrency = 10'000;
/// Executions inside executions (nested startExecution, distributed Maps).
inline constexpr uint32_t kMaxExecutionDepth = 64;

struct FrameRef {
  FrameId frame = kNobody;
  uint32_t generation = 0;
};

enum class Phase : uint8_t {
  Enter,      ///< the state is about to be entered
  Attempt,    ///< entered; the next attempt starts (after a retry's delay)
  Scheduled,  ///< a task is called: Started comes next
  Submitted,  ///< Started was recorded: Submitted comes next
  Calling,    ///< the outcome comes next
  Answered,   ///< the outcome is recorded
  Waiting,    ///< a Wait state's time passes
  Joining,    ///< children run
  Joined,     ///< all children ended well
  Broken,     ///< a distributed Map's children failed beyond what is tolerated
  Caught      ///< a catcher was applied from below: the state is left
};

enum class Step : uint8_t { Blocked, Exited, Failed };

/// The children of a Parallel or Map.
struct Join {
  json::Value items;                 ///< Map: array
  std::vector<std::string> sources;  ///< Map.Item.Source of each item where it differs; else empty
  std::string source;                ///< of all items; empty: none
  std::vector<json::Value> batches;  ///< ItemBatcher: the children's inputs
  std::vector<json::Value> results;
  uint32_t total = 0, next = 0, done = 0, failed = 0, concurrency = 0;
  std::vector<FrameId> live;
  EventId last = 0;  ///< previous of …StateSucceeded
  // distributed Map
  std::string run_arn, run_id;
  std::string machine;  ///< of the child executions: name/Label
  std::optional<int64_t> tolerated_count;
  std::optional<double> tolerated_percentage;
  bool keeps_records = false;  ///< results are records of the executions, not outputs
  Problem problem;             ///< Broken
};

/// What only some states need, made when they need it.
struct Activity {
  uint32_t retries = 0;           ///< of this entry
  std::vector<uint32_t> fired;    ///< per retrier
  std::optional<size_t> retrier;  ///< the one that matched last, also if it was exhausted
  Problem problem;
  std::optional<size_t> catcher;  ///< Caught
  std::unique_ptr<Plan> plan;     ///< of the call that runs
  json::Value arguments;
  std::string token;  ///< of .waitForTaskToken
  uint32_t call_number = 0;
  Time call_started = 0;
  std::optional<Duration> timeout, heartbeat;
  enum class Ending : uint8_t { Answer, Timeout, Heartbeat };
  Ending ending = Ending::Answer;  ///< what the armed timer stands for
  uint32_t nested = kNobody;       ///< slot of the execution that a startExecution task runs
  std::unique_ptr<Join> join;

  Activity() = default;
  Activity(const Activity& other);
};

struct Frame {
  FrameId parent = kNobody;  ///< through the root of a child execution into the parent's
  uint32_t index = 0;        ///< branch or iteration
  uint32_t generation = 0;   ///< counts reuse: references to an earlier use are stale
  uint32_t timer = 0;        ///< counts arming: only the last armed timer counts
  uint32_t slot = 0;         ///< in the parent's Join::live
  ExecutionSlot execution = 0;
  asl::StateId state = asl::kNone;
  uint32_t visit = 0;  ///< states entered by this frame
  uint32_t draws = 0;  ///< chance used in this visit
  uint16_t depth = 0;
  Phase phase = Phase::Enter;
  bool alive = false;
  bool is_root = false;                            ///< of its execution
  bool is_iteration = false;                       ///< of an inline Map
  Datum input;                                     ///< of the state, raw
  Datum output;                                    ///< of the state, when it is left
  json::Value assigned;                            ///< by the state, when it is left
  json::Value variables;                           ///< of this scope
  int64_t variable_bytes = 0, assigned_bytes = 0;  ///< of `variables`; what `assigned` adds to them
  uint32_t next = asl::kNone;                      ///< where the state leads
  EventId cursor = 0, before = 0, entered = 0;
  Time entered_at = 0;
  std::unique_ptr<Activity> activity;

  Frame() = default;
  Frame(const Frame& other);
  Frame(Frame&&) noexcept = default;
  Frame& operator=(Frame&&) noexcept = default;
  Activity& cold() {
    if (!activity) activity = std::make_unique<Activity>();
    return *activity;
  }
};

struct Timer {
  Time due = 0;
  uint32_t whom = 0;  ///< a frame; an execution's deadline with kDeadline set
  uint32_t stamp = 0;
  static constexpr uint32_t kDeadline = 1U << 31U;
};

/// Calls counted, and the oracle's counters. Children of a distributed Map share their parent's unless the oracle wants otherwise.
struct Ledger {
  std::vector<uint32_t> counters, calls;
};

struct Execution {
  const asl::Program* program = nullptr;
  const TaskOracle* oracle = nullptr;
  std::shared_ptr<const asl::Program> owned;  ///< a nested execution's program
  EventId next_event = 1;
  uint64_t max_events = 0;  ///< 0: no limit
  std::optional<Time> deadline;
  json::Value base_context;  ///< undefined until somebody asks
  Datum input;
  FrameId root = kNobody;
  FrameId parent_frame = kNobody;
  uint32_t parent_generation = 0;
  uint32_t ledger = 0;
  uint32_t stamp = 0;          ///< counts reuse of the slot
  int64_t variable_bytes = 0;  ///< of all its scopes that live
  uint64_t key = 0;            ///< where its chance comes from
  bool express = false, express_async = false;
  bool recorded = false;  ///< the sink wants its events
  bool alive = false;
  ExecutionInfo info;
  ExecutionResult result;
};

class Core {
 public:
  Core(const asl::Program& program, RunOptions options, const TaskOracle& oracle, const Surroundings& surroundings, HistorySink* sink,
       Probe* probe, asl::StateId start = asl::kNone);

  // --- agenda.cc: time ---
  Stop run_until(Time horizon);
  void arm(FrameId frame, Time due);
  void arm_deadline(ExecutionSlot execution, Time due);
  void rearm_call(FrameId task);  ///< a heartbeat came: the time-outs of a pending call, counted anew
  void wake(FrameId frame);       ///< in the next round of this millisecond
  std::optional<Time> next_due();
  bool alive(FrameRef ref) const { return frames_[ref.frame].alive && frames_[ref.frame].generation == ref.generation; }
  FrameRef ref(FrameId id) const { return {id, frames_[id].generation}; }

  // --- frame.cc: scopes that run ---
  Frame& frame(FrameId id) { return frames_[id]; }
  const Frame& frame(FrameId id) const { return frames_[id]; }
  FrameId spawn(FrameId parent, uint32_t index, ExecutionSlot execution, asl::StateId start, Datum input, EventId cursor);
  void release(FrameId id);
  bool before(FrameId left, FrameId right) const;  ///< in path order
  std::vector<PathStep> path_of(FrameId id) const;
  std::vector<uint32_t> iterations_of(FrameId id) const;
  Place place(FrameId id, std::vector<PathStep>& path) const;

  // --- attempt.cc: one state ---
  void advance(FrameRef ref);
  void arrive(FrameRef ref);
  Step attempt(FrameId id);
  bool recover(FrameId id);
  /// The state leads on. Throws Unsupported if there is no state of that name (a definition that was not validated).
  void lead_to(FrameId id, const asl::Transition& transition);
  void exit_state(FrameId id);
  std::optional<Duration> next_retry(FrameId id);
  bool apply_catcher(FrameId id);

  // --- join.cc: children ---
  void finish(FrameId id);
  void child_done(FrameId parent, uint32_t index, json::Value result, EventId previous);  ///< its slot is free: the next, or the parent
  void start_children(FrameId parent, EventId previous);
  void detach(FrameId child);
  void break_up(FrameId parent, Problem problem);  ///< the container fails by itself: children aborted, Phase::Broken

  // --- abort.cc ---
  void abort_children(FrameId parent, FrameId failed, EventId previous);
  void discard(FrameId id);  ///< a frame and all below it, without events
  void stop_execution(ExecutionSlot slot, Status status, std::optional<std::string> error, std::optional<std::string> cause);

  // --- execution.cc ---
  ExecutionSlot begin_execution(Execution execution, asl::StateId start, FrameId parent, uint32_t index);
  void succeed_execution(ExecutionSlot slot, Datum output);
  void fail_execution(ExecutionSlot slot, Problem problem, EventId previous);
  void end_execution(ExecutionSlot slot, Status status);
  void terminal_event(ExecutionSlot slot, EventType type, EventId previous, Payload payload);
  Execution& execution(ExecutionSlot slot) { return executions_[slot]; }
  Execution& execution_of(FrameId id) { return executions_[frames_[id].execution]; }
  const asl::State& state_of(FrameId id) const { return executions_[frames_[id].execution].program->states[frames_[id].state]; }
  Execution child_execution(FrameId parent);  ///< program, oracle and ledger of the parent's
  uint32_t new_ledger(const asl::Program& program, const TaskOracle& oracle);

  // --- context.cc ---
  json::Value context_of(FrameId id, std::optional<uint32_t> item = {});

  // --- events: ids are counted, payloads are made only for somebody who listens ---
  EventId next_id(ExecutionSlot slot, bool terminal = false);
  template <class Make>
  EventId record(FrameId id, EventType type, EventId previous, Make make) {
    const ExecutionSlot slot = frames_[id].execution;
    const EventId event = next_id(slot);
    if (executions_[slot].recorded) send(slot, {event, previous, now_, type, &state_of(id), make()});
    return event;
  }
  template <class Make>
  EventId emit(FrameId id, EventType type, Make make) {
    const EventId event = record(id, type, frames_[id].cursor, make);
    frames_[id].cursor = event;
    return event;
  }
  EventId emit(FrameId id, EventType type) {
    return emit(id, type, [] { return event::Nothing{}; });
  }
  EventId emit_aside(FrameId id, EventType type, EventId previous) {
    return record(id, type, previous, [] { return event::Nothing{}; });
  }
  void send(ExecutionSlot slot, Event event);

  // --- probe ---
  bool wants(uint32_t what) const { return (wanted_ & what) != 0; }
  template <class Tell>
  void tell(FrameId id, uint32_t what, Tell say) {
    if (!wants(what)) return;
    std::vector<PathStep> path;
    say(*probe_, place(id, path));
  }
  void tell_data(FrameId id, Stage stage, const Datum& datum) {
    tell(id, Probe::kData, [&](Probe& probe, const Place& at) { probe.data(at, stage, datum); });
  }

  /// Somebody outside wants the run to stop, or to hear of it: Simulation::interrupt() and tick().
  void heed_signals();

  const RunOptions& options() const { return *options_; }
  uint64_t key_of(FrameId id, Purpose purpose);
  void observe(HistorySink* sink, Probe* probe);

  Time now_ = 0;
  std::shared_ptr<const RunOptions> options_;
  text::UnknownTexts unfilled_;  ///< of all definitions that are run
  const Surroundings* surroundings_;
  HistorySink* sink_ = nullptr;
  Probe* probe_ = nullptr;
  uint32_t wanted_ = 0;
  std::deque<Frame> frames_;
  std::vector<FrameId> free_frames_;
  std::vector<FrameRef> batch_, round_;
  std::vector<Timer> agenda_;  // a heap
  std::deque<Execution> executions_;
  std::vector<ExecutionSlot> free_executions_;
  std::deque<Ledger> ledgers_;
  std::vector<uint32_t> free_ledgers_;
  uint32_t next_execution_ = 0;
  asl::StateId stop_after_ = asl::kNone;
  Counts counts_;
  const asl::Transition* taken_ = nullptr;  ///< run_state: how the state was left
  Simulation::Ticked ticked_;
  const StateRequest* single_ = nullptr;  ///< one state by itself: run_state

 private:
  void take_due(Time due);
  void drop_stale();
  bool is_stale(const Timer& timer) const;
  bool only_deadlines() const;
  void play_round();
  void push(Timer timer);
  void pop();
  void sweep();

  static constexpr size_t kFirstSweep = 1'024;
  size_t sweep_at_ = kFirstSweep;  ///< timers; twice what was alive last time, so that sweeping costs a constant for each
  void guarded(FrameRef ref, void (Core::*what)(FrameRef));
  void catch_with(FrameId id, size_t index);
  void close_failed(FrameId id);
  /// Evaluates something of the frame's state. False: that failed, and the frame's problem says how.
  template <class Body>
  bool tried(FrameId id, Body body) {
    try {
      body();
      return true;
    } catch (const AslFailure& failure) {
      note_failure(id, failure);
    } catch (const json::HeightExceeded&) {
      note_failure(id, too_deep());
    } catch (const jsonpath::Unsupported& problem) {  // in a field that has no better position
      throw Unsupported(problem.what(), state_of(id).node);
    }
    return false;
  }
  void note_failure(FrameId id, const AslFailure& failure);
  bool pass_up(FrameId child, FrameId parent);
};

/// The history of an execution is full: thrown where an event id is given, caught where a frame is run.
struct HistoryFull {
  ExecutionSlot execution;
};

/// A frame as the expressions of its state see it.
class FrameHost final : public Host {
 public:
  FrameHost(Core& core, FrameId frame) : core_(&core), frame_(frame) {}
  void set_item(uint32_t index) { item_ = index; }  ///< Map.Item for ItemSelector
  json::Value variable(std::string_view name) const override;
  json::Value context() const override;
  uint64_t draw() override { return core_->key_of(frame_, Purpose::Expression); }
  Time now() const override { return core_->now_; }
  const text::UnknownTexts* unknown() const override { return core_->unfilled_.empty() ? nullptr : &core_->unfilled_; }

 private:
  Core* core_;
  FrameId frame_;
  std::optional<uint32_t> item_;
  mutable json::Value context_;  // built once for all expressions of a state
};

}  // namespace sfn::sim

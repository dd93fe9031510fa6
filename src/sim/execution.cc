// Executions: the one that was asked for, children of distributed Maps, nested ones. Each has its own ids, history, context and variables.
#include <csignal>

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "asl/unfilled.h"
#include "sim/core.h"
#include "sim/data_flow.h"
#include "sim/nested.h"
#include "sim/states/map.h"
#include "sim/states/states.h"
#include "text/suggest.h"

namespace sfn::sim {
namespace {

constexpr Duration kYear = Duration{365} * 24 * 3600 * 1000;
constexpr Duration kFiveMinutes = Duration{5} * 60 * 1000;

// Set by signal handlers, looked at with every event.
volatile std::sig_atomic_t signalled = 0, interrupted = 0;

std::optional<Duration> timeout_of(const Execution& execution) {
  const bool map_child = execution.info.kind == ExecutionInfo::Kind::MapChild;
  if (map_child && !execution.express) return std::nullopt;  // the parent's time ends earlier
  const Duration longest = execution.express ? kFiveMinutes : kYear;
  if (map_child) return longest;
  const auto& field = execution.program->timeout_seconds;
  if (!field || field->literal() == nullptr) return longest;
  return std::min(longest, static_cast<Duration>(std::min(literal_number(*field, "TimeoutSeconds").as_double(), 1e9) * 1000));
}

uint64_t event_limit(const RunOptions& options, bool express) {
  if (options.max_events) return *options.max_events;
  return express ? kExpressEventLimit : kStandardEventLimit;
}

std::string interruption(const Counts& counts, Duration passed) {
  return fmt::format("interrupted after {} transitions, {} events, {} calls, {} s of virtual time", counts.transitions, counts.events,
                     counts.calls, static_cast<double>(passed) / 1000);
}

std::string no_such_state(const asl::Program& program, std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& [known, state] : program.machine().by_name) names.push_back(known);
  std::sort(names.begin(), names.end());
  const auto near = text::nearest(name, names);
  std::string message = fmt::format("the state machine has no state \"{}\"", name);
  if (near) return message + fmt::format("; did you mean \"{}\"?", *near);
  const bool inner = std::any_of(program.states.begin(), program.states.end(), [&](const asl::State& state) { return state.name == name; });
  return message + (inner ? " of its own, only one inside a Map or Parallel" : "");
}

}  // namespace

void Simulation::interrupt() noexcept {
  interrupted = 1;
  signalled = 1;
}

void Simulation::tick() noexcept {
  signalled = 1;
}

void Core::heed_signals() {
  signalled = interrupted;  // that one stays
  if (interrupted != 0) throw LimitReached(interruption(counts_, now_ - options().start_time));
  if (ticked_) ticked_(counts_, now_ - options().start_time);
}

Core::Core(const asl::Program& program, RunOptions given, const TaskOracle& oracle, const Surroundings& surroundings, HistorySink* sink,
           Probe* probe, asl::StateId start)
    : now_(given.start_time), surroundings_(&surroundings) {
  if (given.input.value.is_undefined()) given.input = {json::Value::empty_object(), nullptr};
  if (given.role_arn.empty()) given.role_arn = fmt::format("arn:aws:iam::{}:role/StepFunctionsRole", given.account);
  const uint64_t key = mix(given.seed, std::string_view("execution"));
  if (given.name.empty()) given.name = make_uuid(mix(key, uint64_t{1}), mix(key, uint64_t{2}));
  options_ = std::make_shared<const RunOptions>(std::move(given));
  observe(sink, probe);
  asl::add_unfilled(*program.document, unfilled_);
  Execution root;
  root.program = &program;
  root.oracle = &oracle;
  root.input = options().input;
  root.express = options().express;
  root.express_async = options().express_async;
  root.key = key;
  root.info.kind = ExecutionInfo::Kind::Root;
  root.info.name = options().name;
  const std::string prefix = fmt::format("arn:aws:states:{}:{}:", options().region, options().account);
  root.info.state_machine_arn = prefix + "stateMachine:" + options().state_machine_name;
  root.info.arn = root.express ? fmt::format("{}express:{}:{}:{}", prefix, options().state_machine_name, root.info.name,
                                             make_uuid(mix(key, uint64_t{3}), mix(key, uint64_t{4})))
                               : fmt::format("{}execution:{}:{}", prefix, options().state_machine_name, root.info.name);
  root.ledger = new_ledger(program, oracle);
  const asl::Scope& machine = program.machine();
  const auto find = [&](const std::string& name) {
    const auto at = machine.by_name.find(name);
    if (at == machine.by_name.end()) throw std::invalid_argument(no_such_state(program, name));
    return at->second;
  };
  if (start == asl::kNone) start = machine.start_at.target;
  if (!options().from_state.empty()) start = find(options().from_state);
  if (!options().to_state.empty()) stop_after_ = find(options().to_state);
  if (start == asl::kNone) {
    refuse_unfilled("StartAt", machine.start_at.name, machine.start_at.node);
    throw NotRunnable("the state machine has no state to start at", machine.node);
  }
  refuse_unfilled_languages(program);
  begin_execution(std::move(root), start, kNobody, 0);
  frames_[executions_[0].root].variables = options().variables;
}

void Core::observe(HistorySink* sink, Probe* probe) {
  sink_ = sink;
  probe_ = probe;
  wanted_ = probe == nullptr ? 0 : probe->wanted();
  for (Execution& execution : executions_)
    execution.recorded = sink != nullptr && (execution.info.kind == ExecutionInfo::Kind::Root || sink->wants_children());
}

ExecutionSlot Core::begin_execution(Execution made, asl::StateId start, FrameId parent, uint32_t index) {
  ExecutionSlot slot = 0;
  if (free_executions_.empty()) {
    slot = static_cast<ExecutionSlot>(executions_.size());
    executions_.emplace_back();
  } else {
    slot = free_executions_.back();
    free_executions_.pop_back();
  }
  made.stamp = executions_[slot].stamp + 1;
  executions_[slot] = std::move(made);
  Execution& execution = executions_[slot];
  execution.alive = true;
  execution.max_events = event_limit(options(), execution.express);
  execution.info.id = next_execution_++;
  execution.info.program = execution.program;
  execution.info.index = index;
  execution.parent_frame = parent;
  if (parent != kNobody) execution.parent_generation = frames_[parent].generation;
  execution.recorded = sink_ != nullptr && (parent == kNobody || sink_->wants_children());
  execution.result.name = execution.info.name;
  execution.result.arn = execution.info.arn;
  execution.result.start = now_;
  if (execution.recorded) sink_->begin(execution.info);
  if (const auto timeout = timeout_of(execution)) {
    execution.deadline = now_ + *timeout;
    arm_deadline(slot, *execution.deadline);
  }
  terminal_event(slot, EventType::ExecutionStarted, 0, event::Started{execution.input, options().role_arn});
  execution.root = spawn(parent, index, slot, start, execution.input, 0);
  frames_[execution.root].is_root = true;
  tell(execution.root, Probe::kExecutions,
       [&](Probe& probe, const Place& at) { probe.execution_started(at, execution.info, execution.input); });
  return slot;
}

EventId Core::next_id(ExecutionSlot slot, bool terminal) {
  if (signalled != 0) heed_signals();
  Execution& execution = executions_[slot];
  if (!terminal && execution.max_events != 0 && execution.next_event >= execution.max_events) {
    if (execution.express && !options().max_events)
      throw LimitReached(fmt::format("the execution made {} events without an end (EXPRESS has no limit of its own; set --max-events)",
                                     execution.max_events));
    throw HistoryFull{slot};
  }
  ++counts_.events;
  return execution.next_event++;
}

void Core::send(ExecutionSlot slot, Event event) {
  sink_->on(executions_[slot].info.id, event);
}

/// An event of the execution itself; never refused for want of room.
void Core::terminal_event(ExecutionSlot slot, EventType type, EventId previous, Payload payload) {
  const EventId id = next_id(slot, true);
  if (executions_[slot].recorded) send(slot, {id, previous, now_, type, nullptr, std::move(payload)});
}

void Core::succeed_execution(ExecutionSlot slot, Datum output) {
  Execution& execution = executions_[slot];
  terminal_event(slot, EventType::ExecutionSucceeded, frames_[execution.root].cursor, event::Output{output});
  execution.result.output = std::move(output);
  end_execution(slot, Status::Succeeded);
}

void Core::fail_execution(ExecutionSlot slot, Problem problem, EventId previous) {
  Execution& execution = executions_[slot];
  terminal_event(slot, EventType::ExecutionFailed, previous, event::Failure{problem.error, problem.cause});
  execution.result.error = std::move(problem.error);
  execution.result.cause = std::move(problem.cause);
  end_execution(slot, Status::Failed);
}

void Core::end_execution(ExecutionSlot slot, Status status) {
  Execution& execution = executions_[slot];
  execution.alive = false;
  ExecutionResult& result = execution.result;
  result.status = status;
  result.stop = now_;
  const Frame& root = frames_[execution.root];
  result.variables = root.variables.is_undefined() ? json::Value::empty_object() : root.variables;
  if (stop_after_ != asl::kNone && slot == 0 && status == Status::Succeeded && root.state == stop_after_)
    result.stopped_after = &execution.program->states[stop_after_];
  result.counts = counts_;
  if (slot != 0) {
    result.counts = Counts();
    result.counts.events = execution.next_event - 1;
  }
  if (execution.recorded) sink_->end(execution.info.id, result);
  tell(execution.root, Probe::kExecutions, [&](Probe& probe, const Place& at) { probe.execution_ended(at, result); });
  const FrameRef parent{execution.parent_frame, execution.parent_generation};
  const bool wanted = parent.frame != kNobody && alive(parent);
  const uint32_t index = frames_[execution.root].index;
  if (wanted && execution.info.kind == ExecutionInfo::Kind::MapChild) detach(execution.root);
  discard(execution.root);
  if (slot == 0) return;
  const bool own_ledger = execution.info.kind == ExecutionInfo::Kind::Nested || execution.oracle->counts_per_execution();
  if (own_ledger) free_ledgers_.push_back(execution.ledger);
  Execution ended = std::exchange(execution, Execution());
  execution.stamp = ended.stamp;
  free_executions_.push_back(slot);
  if (!wanted) return;
  if (ended.info.kind == ExecutionInfo::Kind::MapChild) return finish_item(*this, parent.frame, index, ended);
  finish_nested(*this, parent.frame, ended);
}

uint32_t Core::new_ledger(const asl::Program& program, const TaskOracle& oracle) {
  Ledger ledger{std::vector<uint32_t>(oracle.counters()), std::vector<uint32_t>(program.states.size())};
  if (free_ledgers_.empty()) {
    ledgers_.push_back(std::move(ledger));
    return static_cast<uint32_t>(ledgers_.size() - 1);
  }
  const uint32_t slot = free_ledgers_.back();
  free_ledgers_.pop_back();
  ledgers_[slot] = std::move(ledger);
  return slot;
}

Execution Core::child_execution(FrameId parent) {
  const Execution& from = execution_of(parent);
  Execution child;
  child.program = from.program;
  child.oracle = from.oracle;
  child.owned = from.owned;
  child.info.parent = from.info.id;
  child.info.parent_state = &state_of(parent);
  child.key = key_of(parent, Purpose::ChildName);
  child.ledger = from.oracle->counts_per_execution() ? new_ledger(*from.program, *from.oracle) : from.ledger;
  return child;
}

}  // namespace sfn::sim

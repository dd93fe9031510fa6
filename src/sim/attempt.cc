// One state of one frame: enter or resume, Retry and Catch around it, exit. The one place that catches evaluation failures.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "asl/retry.h"
#include "sim/data_flow.h"
#include "sim/states/states.h"

namespace sfn::sim {
namespace {

using asl::StateType;

EventType entered_event(StateType type) {
  switch (type) {
    case StateType::Task: return EventType::TaskStateEntered;
    case StateType::Choice: return EventType::ChoiceStateEntered;
    case StateType::Wait: return EventType::WaitStateEntered;
    case StateType::Succeed: return EventType::SucceedStateEntered;
    case StateType::Fail: return EventType::FailStateEntered;
    case StateType::Parallel: return EventType::ParallelStateEntered;
    case StateType::Map: return EventType::MapStateEntered;
    case StateType::Pass:
    case StateType::Invalid: break;
  }
  return EventType::PassStateEntered;
}

EventType exited_event(StateType type) {
  switch (type) {
    case StateType::Task: return EventType::TaskStateExited;
    case StateType::Choice: return EventType::ChoiceStateExited;
    case StateType::Wait: return EventType::WaitStateExited;
    case StateType::Succeed: return EventType::SucceedStateExited;
    case StateType::Parallel: return EventType::ParallelStateExited;
    case StateType::Map: return EventType::MapStateExited;
    case StateType::Pass:
    case StateType::Fail:
    case StateType::Invalid: break;
  }
  return EventType::PassStateExited;
}

void enter(Core& core, FrameId id, const asl::State& state) {
  Frame& f = core.frame(id);
  f.before = f.cursor;
  f.entered_at = core.now_;
  f.draws = 0;
  ++f.visit;
  ++core.counts_.transitions;
  f.activity.reset();
  if (core.single_ != nullptr) {
    f.cold().retries = core.single_->retries_done;
    f.activity->fired.assign(state.retry.size(), core.single_->retries_done);
  }
  f.entered = core.emit(id, entered_event(state.type), [&] { return event::Entered{f.input}; });
  core.tell(id, Probe::kStates, [&](Probe& probe, const Place& at) { probe.entered(at, f.input); });
  core.tell_data(id, Stage::Input, f.input);
}

Step start(Core& core, FrameId id, const asl::State& state) {
  if (core.single_ != nullptr && (state.type == StateType::Parallel || state.type == StateType::Map)) return run_mocked(core, id);
  switch (state.type) {
    case StateType::Pass: return run_pass(core, id);
    case StateType::Task: return run_task(core, id);
    case StateType::Choice: return run_choice(core, id);
    case StateType::Wait: return run_wait(core, id);
    case StateType::Succeed: return run_succeed(core, id);
    case StateType::Fail: return run_fail(core, id);
    case StateType::Parallel: return run_parallel(core, id);
    case StateType::Map: return run_map(core, id);
    case StateType::Invalid: break;
  }
  refuse_unfilled_member(*core.execution_of(id).program->document, state.node, "Type");
  throw NotRunnable(fmt::format("the state \"{}\" has no type that can be run", state.name), state.node);
}

Step resume(Core& core, FrameId id) {
  switch (core.frame(id).phase) {
    case Phase::Answered: return resume_task(core, id);
    case Phase::Waiting: return resume_wait(core, id);
    case Phase::Joined:
    case Phase::Broken: return resume_container(core, id);
    case Phase::Caught: return Step::Exited;
    default: return Step::Blocked;
  }
}

Duration backoff(const asl::Retrier& retrier, uint32_t fired) {
  double seconds = retrier.interval_seconds * std::pow(retrier.backoff_rate, fired);
  if (retrier.max_delay_seconds) seconds = std::min(seconds, *retrier.max_delay_seconds);
  return static_cast<Duration>(std::llround(std::clamp(seconds, 0.0, 1e12) * 1000));
}

json::Value error_output(const Problem& problem) {
  json::ObjectBuilder output;
  output.set("Error", problem.error ? json::Value::string(*problem.error) : json::Value::null());
  if (problem.cause)
    output.set("Cause", json::Value::string(*problem.cause));
  else
    output.set("Cause", problem.timed_out ? json::Value::string("") : json::Value::null());
  return output.build();
}

asl::Failure failure_of(const Problem& problem) {
  return {problem.name(), problem.from_task, problem.heartbeat};
}

/// A retrier or catcher that does not match: its names and the error's are not known while a placeholder is in them.
void refuse_unfilled_names(const Core& core, const std::vector<asl::ErrorName>& error_equals, std::string_view error, json::NodeId node) {
  for (const asl::ErrorName& name : error_equals) refuse_unfilled("ErrorEquals", name.name, name.node);
  if (!core.unfilled_.found_in(error).empty()) refuse_unfilled("the name of the error", error, node);
}

}  // namespace

AslFailure too_deep() {
  return runtime_failure(fmt::format("The data is nested deeper than {} levels.", json::kMaxHeight));
}

void Core::lead_to(FrameId id, const asl::Transition& transition) {
  if (transition.target == asl::kNone && single_ == nullptr) {
    refuse_unfilled("the name of the next state", transition.name, transition.node);
    throw NotRunnable(fmt::format("\"{}\" leads to \"{}\", which is no state there", state_of(id).name, transition.name), transition.node);
  }
  frames_[id].next = transition.target;
  taken_ = &transition;
}

void Core::arrive(FrameRef ref) {
  const Phase phase = frames_[ref.frame].phase;
  if (phase == Phase::Scheduled || phase == Phase::Submitted || phase == Phase::Calling) arrive_task(*this, ref.frame);
}

void Core::advance(FrameRef ref) {
  const FrameId id = ref.frame;
  for (;;) {
    const Step step = attempt(id);
    if (step == Step::Blocked) return;
    if (step == Step::Failed && !recover(id)) return;
    exit_state(id);
    Frame& f = frames_[id];
    if (f.next == asl::kNone || (f.state == stop_after_ && f.is_root && f.execution == 0)) return finish(id);
    f.state = f.next;
    f.phase = Phase::Enter;
  }
}

Step Core::attempt(FrameId id) {
  const asl::State& state = state_of(id);
  Step step = Step::Failed;
  tried(id, [&] {
    Frame& f = frames_[id];
    if (f.phase == Phase::Enter) enter(*this, id, state);
    const bool starts = f.phase == Phase::Enter || f.phase == Phase::Attempt;
    step = starts ? start(*this, id, state) : resume(*this, id);
  });
  return step;
}

void Core::note_failure(FrameId id, const AslFailure& failure) {
  Frame& f = frames_[id];
  Problem problem;
  problem.error = failure.error();
  problem.cause = failure.cause();
  if (failure.prefixed() && single_ == nullptr)
    problem.cause = fmt::format("An error occurred while executing the state '{}' (entered at the event id #{}). {}", state_of(id).name,
                                f.entered, failure.cause());
  if (failure.is_query()) {
    // Recorded: behind the event before the state, as if the state had not been entered; behind its last event once it has done something.
    if (!failure.at_cursor() && f.cursor == f.entered) f.cursor = f.before;
    emit(id, EventType::EvaluationFailed, [&] { return event::Evaluation{failure.error(), *problem.cause, failure.location()}; });
  }
  f.cold().problem = std::move(problem);
}

std::optional<Duration> Core::next_retry(FrameId id) {
  Frame& f = frames_[id];
  const std::vector<asl::Retrier>& retriers = state_of(id).retry;
  if (retriers.empty()) return std::nullopt;
  Activity& activity = f.cold();
  const Problem& problem = activity.problem;
  const auto say = [&](size_t i, RetryVerdict verdict, Duration delay) {
    tell(id, Probe::kRetries, [&](Probe& probe, const Place& at) {
      probe.retry(at, {i, verdict, problem.name(), activity.fired.empty() ? 0 : activity.fired[i], delay});
    });
  };
  for (size_t i = 0; i < retriers.size(); ++i) {
    const asl::Retrier& retrier = retriers[i];
    if (problem.name() == error::kRuntime) {
      say(i, RetryVerdict::NotRetriable, 0);
      continue;
    }
    if (!asl::matches(retrier.error_equals, failure_of(problem))) {
      refuse_unfilled_names(*this, retrier.error_equals, problem.name(), retrier.node);
      say(i, RetryVerdict::NoMatch, 0);
      continue;
    }
    if (retrier.unfilled != json::kNoNode) {
      const json::Document& document = *execution_of(id).program->document;
      refuse_unfilled(document.key(retrier.unfilled), document.text(retrier.unfilled), retrier.unfilled);
    }
    activity.fired.resize(retriers.size());
    activity.retrier = i;
    if (activity.fired[i] >= retrier.max_attempts) {
      say(i, RetryVerdict::Exhausted, 0);
      return std::nullopt;
    }
    Duration delay = backoff(retrier, activity.fired[i]);
    if (retrier.full_jitter) delay = static_cast<Duration>(unit_interval(key_of(id, Purpose::Jitter)) * static_cast<double>(delay + 1));
    say(i, RetryVerdict::Retry, delay);
    ++activity.fired[i];
    ++activity.retries;
    ++counts_.retries;
    return delay;
  }
  return std::nullopt;
}

/// MapStateFailed, ParallelStateFailed. A path of the container itself that leads nowhere ends the execution without it (recorded).
void Core::close_failed(FrameId id) {
  const asl::State& state = state_of(id);
  if (state.type == asl::StateType::Map) emit(id, EventType::MapStateFailed);
  if (state.type == asl::StateType::Parallel) emit(id, EventType::ParallelStateFailed);
}

bool Core::apply_catcher(FrameId id) {
  const std::vector<asl::Catcher>& catchers = state_of(id).catchers;
  const Problem& problem = frames_[id].cold().problem;
  const bool catchable = problem.name() != error::kRuntime;
  for (size_t i = 0; i < catchers.size(); ++i) {
    const bool taken = catchable && asl::matches(catchers[i].error_equals, failure_of(problem));
    if (catchable && !taken) refuse_unfilled_names(*this, catchers[i].error_equals, problem.name(), catchers[i].node);
    const CatchVerdict verdict = taken ? CatchVerdict::Taken : catchable ? CatchVerdict::NoMatch : CatchVerdict::NotCatchable;
    tell(id, Probe::kCatchers, [&](Probe& probe, const Place& at) { probe.catcher(at, {i, verdict, problem.name()}); });
    if (taken) return tried(id, [&] { catch_with(id, i); });  // a failure of its own templates: nobody catches that here
  }
  return false;
}

void Core::catch_with(FrameId id, size_t index) {
  Frame& f = frames_[id];
  const asl::State& state = state_of(id);
  const asl::Catcher& catcher = state.catchers[index];
  const json::Value caught = error_output(f.activity->problem);
  FrameHost host(*this, id);
  Scope scope(host, f.input);
  scope.set_dollar({caught, nullptr});
  scope.set_error_output(caught);
  const std::string at = fmt::format("Catch[{}]", index);
  json::Value assigned = assigned_by(*this, id, catcher.assign, scope, at + "/Assign");
  if (state.language == asl::QueryLanguage::Jsonata) {
    f.output = {catcher.output ? fill(*catcher.output, scope, at + "/Output") : caught, nullptr};
  } else {
    f.output = apply_result_path(catcher.result_path, f.input, {caught, nullptr});
  }
  f.assigned = std::move(assigned);
  lead_to(id, catcher.next);
  f.activity->catcher = index;
  tell(id, Probe::kEdges, [&](Probe& probe, const Place& where) {
    probe.edge(where, {EdgeNotice::Kind::Catch, index, f.next == asl::kNone ? nullptr : &executions_[f.execution].program->states[f.next]});
  });
}

/// True: `id` itself caught it and goes on. False: it waits for a retry, or somebody above goes on or ends.
bool Core::recover(FrameId id) {
  for (FrameId at = id;;) {
    const Problem& problem = frames_[at].cold().problem;
    tell(at, Probe::kStates, [&](Probe& probe, const Place& place) { probe.failed(place, {problem.error, problem.cause}); });
    if (const auto delay = next_retry(at)) {
      frames_[at].phase = Phase::Attempt;
      frames_[at].activity->join.reset();
      arm(at, now_ + *delay);
      return false;
    }
    const bool own_path = at == id && (problem.name() == error::kRuntime || problem.name() == error::kReferencePathConflict);
    if (!own_path) close_failed(at);
    if (apply_catcher(at)) {
      if (at == id) return true;
      frames_[at].phase = Phase::Caught;
      wake(at);
      return false;
    }
    if (frames_[at].is_root) {
      fail_execution(frames_[at].execution, frames_[at].activity->problem, frames_[at].cursor);
      return false;
    }
    const FrameId parent = frames_[at].parent;
    pass_up(at, parent);
    at = parent;
  }
}

void Core::exit_state(FrameId id) {
  Frame& f = frames_[id];
  const asl::State& state = state_of(id);
  emit(id, exited_event(state.type), [&] { return event::Exited{f.output, f.assigned}; });
  tell(id, Probe::kAssign, [&](Probe& probe, const Place& at) {
    if (f.assigned.size() > 0) probe.assigned(at, f.assigned);
  });
  tell_data(id, Stage::Output, f.output);
  tell(id, Probe::kStates, [&](Probe& probe, const Place& at) { probe.exited(at, f.output); });
  if (f.assigned.size() > 0) {
    if (f.variables.is_undefined()) f.variables = json::Value::empty_object();
    for (const json::Member& member : f.assigned.members()) f.variables.set(member.key, member.value);
    f.variable_bytes += f.assigned_bytes;
    executions_[f.execution].variable_bytes += f.assigned_bytes;
  }
  f.assigned = json::Value();
  f.input = std::move(f.output);
  f.output = Datum();
  f.activity.reset();
}

}  // namespace sfn::sim

// Task: schedule the call, ask the oracle what will happen, record it as it happens.
#include <fmt/format.h>

#include "sim/nested.h"
#include "sim/service.h"
#include "sim/states/states.h"

namespace sfn::sim {
namespace {

constexpr int64_t kMaxTimeout = 99'999'999;  // seconds

std::optional<int64_t> seconds_of(const std::optional<asl::Computed>& field, std::string_view name, Scope& scope) {
  if (!field) return std::nullopt;
  return integer_of(*field, {name, 0, kMaxTimeout}, scope);
}

struct Prepared {
  Datum arguments;
  std::optional<int64_t> timeout, heartbeat;
  json::Value credentials;
};

/// A RoleArn that is computed must be a text.
json::Value credentials(const asl::Template& content, Scope& scope) {
  json::Value value = fill(content, scope, "Credentials");
  const json::Value& role = value.get("RoleArn");
  const auto* object = std::get_if<asl::Template::Object>(&content.content);
  if (object == nullptr || role.is_undefined() || role.is_string()) return value;
  for (const asl::TemplateField& field : object->fields) {
    const auto* computed = std::get_if<asl::Template::Dynamic>(&field.value.content);
    if (computed == nullptr || computed->expression.jsonata() == nullptr || field.key.view() != "RoleArn") continue;
    const Location outer{nullptr, "Credentials", 0};
    throw unexpected_type(computed->expression, {&outer, "RoleArn", 0}, "string", role);
  }
  return value;
}

Prepared prepare(Core& core, FrameId id) {
  const asl::State& state = core.state_of(id);
  const asl::Task& task = *state.as<asl::Task>();
  FrameHost host(core, id);
  Scope scope(host, core.frame(id).input);
  const Datum input = effective_input(core, id, scope);
  Prepared call;
  call.arguments = effective_payload(core, id, scope, input);
  call.timeout = seconds_of(task.timeout_seconds, "TimeoutSeconds", scope);
  call.heartbeat = seconds_of(task.heartbeat_seconds, "HeartbeatSeconds", scope);
  if (task.credentials) call.credentials = credentials(*task.credentials, scope);
  return call;
}

void give_token(Core& core, FrameId id, const asl::Resource& resource) {
  Activity& activity = core.frame(id).cold();
  activity.token.clear();
  if (!submits(resource)) return;  // a child execution of .sync may hand the token on as well (recorded)
  const uint64_t high = core.key_of(id, Purpose::TaskToken);
  activity.token = make_uuid(high, mix(high, uint64_t{1}));
}

void ask_oracle(Core& core, FrameId id, json::Value arguments) {
  Frame& f = core.frame(id);
  const asl::State& state = core.state_of(id);
  Activity& activity = *f.activity;
  Execution& execution = core.execution_of(id);
  Ledger& ledger = core.ledgers_[execution.ledger];
  activity.call_number = ledger.calls[state.id]++;
  ++core.counts_.calls;
  const std::vector<uint32_t> iterations = core.iterations_of(id);
  const Call call{state,
                  std::move(arguments),
                  f.input.value,
                  CallContext([&core, id] { return core.context_of(id); }),
                  activity.call_number,
                  activity.retries,
                  iterations};
  activity.plan = std::make_unique<Plan>();
  if (!start_nested(core, id, call)) *activity.plan = execution.oracle->plan(call, ledger.counters);
  core.tell(id, Probe::kCalls, [&](Probe& probe, const Place& at) { probe.call(at, {call, *activity.plan}); });
}

/// The first moment at which the service would give up waiting for a heartbeat, if it comes before `until`.
std::optional<Duration> missed_heartbeat(const Plan& plan, std::optional<Duration> interval, std::optional<Duration> until) {
  if (!interval) return std::nullopt;
  Duration last = 0;
  for (const Duration beat : plan.heartbeats) {
    if (beat - last > *interval || (until && beat >= *until)) break;
    last = beat;
  }
  if (until && last + *interval >= *until) return std::nullopt;
  return last + *interval;
}

/// When the call ends and how: the answer, TimeoutSeconds, or the first heartbeat that stays out. At the same moment the answer wins.
std::optional<Duration> ends_after(Activity& activity) {
  const Plan& plan = *activity.plan;
  std::optional<Duration> due;
  if (!plan.pending && !std::holds_alternative<TimesOut>(plan.outcome)) due = plan.takes.value_or(0);
  activity.ending = Activity::Ending::Answer;
  if (activity.timeout && (!due || *due > *activity.timeout)) {
    due = activity.timeout;
    activity.ending = Activity::Ending::Timeout;
  }
  if (const auto missed = missed_heartbeat(plan, activity.heartbeat, due)) {
    due = missed;
    activity.ending = Activity::Ending::Heartbeat;
  }
  return due;
}

void await_outcome(Core& core, FrameId id) {
  Frame& f = core.frame(id);
  f.phase = Phase::Calling;
  const auto due = ends_after(*f.activity);
  if (due) return core.arm(id, f.activity->call_started + *due);
  if (f.activity->plan->pending) return;
  throw NoAnswer(fmt::format("state \"{}\": the mock never answers, but the state has neither TimeoutSeconds nor HeartbeatSeconds",
                             core.state_of(id).name));
}

void record_failure(Core& core, FrameId id, EventType type, Problem problem) {
  core.emit(id, type, [&] { return event::Failure{problem.error, problem.cause}; });
  core.frame(id).activity->problem = std::move(problem);
}

Problem timed_out(bool heartbeat) {
  Problem problem;
  problem.error = error::kTimeout;
  problem.from_task = true;
  problem.timed_out = true;
  problem.heartbeat = heartbeat;
  return problem;
}

void record_error(Core& core, FrameId id, const TaskEvents& events, const ErrorOutput& failed) {
  Problem problem;
  problem.error = failed.error;
  problem.cause = failed.cause;
  problem.from_task = true;
  problem.timed_out = failed.error == error::kTimeout && !failed.cause;
  const EventType type = problem.timed_out ? events.timed_out : events.failed;
  record_failure(core, id, type, std::move(problem));
}

void record_outcome(Core& core, FrameId id) {
  Activity& activity = *core.frame(id).activity;
  const asl::Resource& resource = core.state_of(id).as<asl::Task>()->resource;
  const TaskEvents& events = events_of(resource);
  activity.problem = Problem();
  if (activity.ending != Activity::Ending::Answer) stop_nested(core, id);
  if (activity.ending != Activity::Ending::Answer || std::holds_alternative<TimesOut>(activity.plan->outcome))
    return record_failure(core, id, events.timed_out, timed_out(activity.ending == Activity::Ending::Heartbeat));
  if (const auto* failed = std::get_if<ErrorOutput>(&activity.plan->outcome)) return record_error(core, id, events, *failed);
  const Datum& result = std::get<Datum>(activity.plan->outcome);
  if (exceeds(result.value, kMaxPayloadBytes)) {
    const AslFailure failure = too_large(short_name(resource));
    return record_error(core, id, events, {failure.error(), failure.cause()});
  }
  core.emit(id, events.succeeded, [&] { return event::Output{result}; });
}

bool failed(const Activity& activity) {
  return activity.problem.from_task;
}

void tell_end(Core& core, FrameId id) {
  core.tell(id, Probe::kCalls, [&](Probe& probe, const Place& at) {
    const Activity& activity = *core.frame(id).activity;
    CallEndNotice notice;
    notice.number = activity.call_number;
    notice.attempt = activity.retries;
    notice.started = activity.call_started;
    if (!failed(activity)) notice.result = std::get_if<Datum>(&activity.plan->outcome);
    notice.error = activity.problem.name();
    notice.has_cause = activity.problem.cause.has_value();
    if (notice.has_cause) notice.cause = *activity.problem.cause;
    if (activity.ending == Activity::Ending::Timeout) notice.unanswered_for = activity.timeout;
    notice.no_heartbeat = activity.ending == Activity::Ending::Heartbeat;
    if (notice.no_heartbeat) notice.unanswered_for = activity.heartbeat;
    probe.call_ended(at, notice);
  });
}

}  // namespace

void Core::rearm_call(FrameId task) {
  const auto due = ends_after(*frames_[task].activity);
  if (due) arm(task, frames_[task].activity->call_started + *due);
}

Step run_task(Core& core, FrameId id) {
  const asl::State& state = core.state_of(id);
  const asl::Resource& resource = state.as<asl::Task>()->resource;
  if (resource.kind == asl::Resource::Kind::Unknown && !resource.placeholder)
    throw Unsupported(fmt::format("the resource \"{}\" is not known", resource.text), resource.node);
  give_token(core, id, resource);
  Prepared call = prepare(core, id);
  check_parameters(resource, call.arguments);
  Frame& f = core.frame(id);
  Activity& activity = f.cold();
  activity.timeout = call.timeout ? std::optional(*call.timeout * 1000) : std::nullopt;
  activity.heartbeat = call.heartbeat ? std::optional(*call.heartbeat * 1000) : std::nullopt;
  activity.call_started = core.now_;
  core.emit(id, events_of(resource).scheduled, [&] {
    return event::Scheduled{shown_parameters(resource, call.arguments), core.options().region, call.timeout, call.heartbeat,
                            call.credentials};
  });
  ask_oracle(core, id, std::move(call.arguments.value));
  f.phase = Phase::Scheduled;
  core.wake(id);
  return Step::Blocked;
}

void arrive_task(Core& core, FrameId id) {
  Frame& f = core.frame(id);
  const asl::Resource& resource = core.state_of(id).as<asl::Task>()->resource;
  if (f.phase == Phase::Scheduled) {
    core.emit(id, events_of(resource).started);
    if (!submits(resource)) return await_outcome(core, id);
    f.phase = Phase::Submitted;
    return core.wake(id);
  }
  if (f.phase == Phase::Submitted) {
    const std::optional<json::Value>& answer = f.activity->plan->submitted;
    core.emit(id, EventType::TaskSubmitted, [&] { return event::Output{{answer ? *answer : json::Value::empty_object(), nullptr}}; });
    return await_outcome(core, id);
  }
  f.phase = Phase::Answered;
  record_outcome(core, id);
  tell_end(core, id);
}

Step resume_task(Core& core, FrameId id) {
  Frame& f = core.frame(id);
  if (failed(*f.activity)) return Step::Failed;
  Datum result = std::get<Datum>(std::move(f.activity->plan->outcome));
  f.activity->plan.reset();
  core.tell_data(id, Stage::Result, result);
  FrameHost host(core, id);
  Scope scope(host, f.input);
  return complete(core, id, scope, std::move(result));
}

}  // namespace sfn::sim

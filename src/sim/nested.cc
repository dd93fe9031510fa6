#include "sim/nested.h"

#include <fmt/format.h>

#include "asl/unfilled.h"
#include "json/reader.h"
#include "json/writer.h"
#include "sim/data_flow.h"
#include "sim/result_writer.h"
#include "text/timestamp.h"

namespace sfn::sim {
namespace {

using asl::Resource;

bool starts_execution(const Resource& resource) {
  return resource.kind == Resource::Kind::Optimised && resource.service == "states" && resource.action == "startExecution";
}

/// The API's answer to StartExecution.
json::Value started(const ExecutionInfo& info, Time now) {
  json::ObjectBuilder answer;
  answer.set("ExecutionArn", json::Value::string(info.arn));
  answer.set("StartDate", json::Value::string(text::format_timestamp(now)));
  return answer.build();
}

std::string text_argument(const json::Value& arguments, std::string_view name) {
  const json::Value& value = arguments.get(name);
  return value.is_string() ? std::string(value.as_string()) : std::string();
}

/// Input may be JSON, or a text that holds JSON.
Datum input_of(const json::Value& arguments) {
  const json::Value& input = arguments.get("Input");
  if (input.is_undefined()) return {json::Value::empty_object(), nullptr};
  if (!input.is_string()) return {input, nullptr};
  auto parsed = json::parse_json(input.as_string());
  if (parsed) return {std::move(*parsed), std::make_shared<const std::string>(input.as_string())};
  return {input, nullptr};
}

/// What the task learns of an execution that has ended: its record, in which the child's data may stand one level deeper.
Outcome outcome_of(const Execution& child, bool json_values) {
  try {
    json::Value record = execution_record(child, json_values);
    if (child.result.status == Status::Succeeded) return Datum{std::move(record), nullptr};
    return ErrorOutput{std::string(error::kTaskFailed), json::to_json(record)};
  } catch (const json::HeightExceeded&) {
    return ErrorOutput{std::string(error::kRuntime), too_deep().cause()};
  }
}

}  // namespace

bool start_nested(Core& core, FrameId id, const Call& call) {
  const Resource& resource = call.state.as<asl::Task>()->resource;
  if (!starts_execution(resource) || resource.pattern == Resource::Pattern::WaitForTaskToken) return false;
  const std::string machine = text_argument(call.arguments, "StateMachineArn");
  const auto known = core.surroundings_->child(machine);
  const Execution& caller = core.execution_of(id);
  if (!known || caller.oracle->has_answer(call, core.ledgers_[caller.ledger].counters)) return false;
  if (core.frame(id).depth >= kMaxExecutionDepth) throw LimitReached("executions inside executions are nested too deep");
  Execution child = core.child_execution(id);
  child.program = known->program.get();
  child.owned = known->program;
  child.oracle = known->oracle;
  asl::add_unfilled(*child.program->document, core.unfilled_);
  child.ledger = core.new_ledger(*child.program, *child.oracle);
  child.input = input_of(call.arguments);
  child.info.kind = ExecutionInfo::Kind::Nested;
  child.info.name = text_argument(call.arguments, "Name");
  if (child.info.name.empty()) child.info.name = make_uuid(child.key, mix(child.key, uint64_t{1}));
  child.info.state_machine_arn = machine;
  child.info.arn = fmt::format("arn:aws:states:{}:{}:execution:{}:{}", core.options().region, core.options().account,
                               machine.substr(machine.rfind(':') + 1), child.info.name);
  const asl::StateId start = child.program->machine().start_at.target;
  if (start == asl::kNone) {
    NotRunnable missing(fmt::format("the state machine {} has no state to start at", machine), child.program->machine().node);
    missing.definition = child.program->document;
    throw missing;
  }
  Plan& plan = *core.frame(id).activity->plan;
  plan.submitted = started(child.info, core.now_);
  const bool waits = resource.pattern != Resource::Pattern::RequestResponse;
  plan.pending = waits;
  if (!waits) plan.outcome = Datum{*plan.submitted, nullptr};
  ExecutionSlot slot = 0;
  try {
    refuse_unfilled_languages(*child.program);
    slot = core.begin_execution(std::move(child), start, id, 0);
  } catch (Unsupported& missing) {
    missing.definition = known->program->document;
    throw;
  }
  if (waits) {
    core.frame(id).activity->nested = slot;
    return true;
  }
  core.execution(slot).parent_frame = kNobody;  // runs on by itself
  Frame& root = core.frame(core.execution(slot).root);
  root.parent = kNobody;
  root.depth = 0;
  root.index = core.execution(slot).info.id;
  return true;
}

void finish_nested(Core& core, FrameId task, const Execution& child) {
  Frame& f = core.frame(task);
  if (!f.activity || !f.activity->plan) return;
  f.activity->nested = kNobody;
  const Resource& resource = core.state_of(task).as<asl::Task>()->resource;
  Plan& plan = *f.activity->plan;
  plan.pending = false;
  plan.takes = core.now_ - f.activity->call_started;
  plan.outcome = outcome_of(child, resource.pattern == Resource::Pattern::Sync2);
  f.activity->ending = Activity::Ending::Answer;
  if (f.phase == Phase::Calling) core.wake(task);
}

void stop_nested(Core& core, FrameId task) {
  Activity& activity = *core.frame(task).activity;
  if (activity.nested == kNobody) return;
  const ExecutionSlot slot = activity.nested;
  activity.nested = kNobody;
  core.execution(slot).parent_frame = kNobody;
  core.stop_execution(slot, Status::Aborted, {}, {});
}

}  // namespace sfn::sim

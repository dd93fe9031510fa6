// The context object ($$, $states.context): made when an expression asks for it. Its members stand in the order in which AWS shows them.
#include <fmt/format.h>

#include "sim/core.h"
#include "text/timestamp.h"

namespace sfn::sim {
namespace {

using json::Value;

Value text(std::string_view value) {
  return Value::string(value);
}

Value execution_member(const Execution& execution, const RunOptions& options, bool has_role) {
  const ExecutionInfo& info = execution.info;
  const Value started = text(text::format_timestamp(execution.result.start));
  json::ObjectBuilder object;
  object.set("Id", text(info.arn));
  object.set("Input", execution.input.value);
  if (!execution.express) object.set("StartTime", started);
  object.set("Name", text(info.name));
  object.set("RoleArn", has_role ? text(options.role_arn) : Value::null());
  if (execution.express) object.set("StartTime", started);
  if (!execution.express || execution.express_async) object.set("RedriveCount", Value::integer(0));
  return object.build();
}

/// The part after the last colon of a state machine's ARN: "name", or "parent/label".
std::string_view machine_name(std::string_view arn) {
  return arn.substr(arn.rfind(':') + 1);
}

/// Members of `over` laid over `base`, objects member by member.
Value merge(Value base, const Value& over) {
  if (!base.is_object() || !over.is_object()) return over;
  for (const json::Member& member : over.members()) {
    const Value* old = base.find(member.key);
    base.set(member.key, old == nullptr ? member.value : merge(*old, member.value));
  }
  return base;
}

bool counts_retries(asl::StateType type) {
  return type == asl::StateType::Task || type == asl::StateType::Map || type == asl::StateType::Parallel;
}

Value state_member(const asl::State& state, const Frame& frame, std::string_view name) {
  json::ObjectBuilder object;
  object.set("Name", text(name));
  object.set("EnteredTime", text(text::format_timestamp(frame.entered_at)));
  if (counts_retries(state.type)) object.set("RetryCount", Value::integer(frame.activity ? frame.activity->retries : 0));
  return object.build();
}

Value item_member(const Join& join, uint32_t index, bool distributed) {
  json::ObjectBuilder item;
  item.set("Index", Value::integer(index));
  item.set("Value", join.items[index]);
  if (distributed) item.set("Source", text(join.sources.empty() ? join.source : join.sources[index]));
  json::ObjectBuilder map;
  map.set("Item", item.build());
  return map.build();
}

}  // namespace

Value Core::context_of(FrameId id, std::optional<uint32_t> item) {
  if (single_ != nullptr && !single_->context.is_undefined()) return single_->context;
  const Frame& f = frames_[id];
  Execution& execution = executions_[f.execution];
  if (execution.base_context.is_undefined()) {
    json::ObjectBuilder base;
    const bool has_role = single_ == nullptr || !single_->options.role_arn.empty();
    base.set("Execution", execution_member(execution, options(), has_role));
    json::ObjectBuilder machine;
    machine.set("Id", text(execution.info.state_machine_arn));
    machine.set("Name", text(machine_name(execution.info.state_machine_arn)));
    base.set("StateMachine", machine.build());
    execution.base_context = base.build();
    if (options().context.is_object()) execution.base_context = merge(std::move(execution.base_context), options().context);
  }
  Value context = execution.base_context;
  Value state = state_member(state_of(id), f, single_ != nullptr ? "StateName" : state_of(id).name);  // TestState: whatever its name is
  if (const Value* given = options().context.find("State")) state = merge(std::move(state), *given);
  context.set("State", std::move(state));
  if (f.activity && !f.activity->token.empty()) {
    json::ObjectBuilder task;
    task.set("Token", text(f.activity->token));
    Value made = task.build();
    if (const Value* given = options().context.find("Task")) made = merge(std::move(made), *given);
    context.set("Task", std::move(made));
  }
  if (item) {
    context.set("Map", item_member(*f.activity->join, *item, state_of(id).as<asl::Map>()->distributed));
    return context;
  }
  for (FrameId at = id; !frames_[at].is_root; at = frames_[at].parent) {
    if (!frames_[at].is_iteration) continue;
    context.set("Map", item_member(*frames_[frames_[at].parent].activity->join, frames_[at].index, false));
    break;
  }
  return context;
}

Value FrameHost::variable(std::string_view name) const {
  for (FrameId at = frame_;; at = core_->frame(at).parent) {
    const Frame& f = core_->frame(at);
    if (const Value* value = f.variables.find(name)) return *value;
    if (f.is_root) return {};
  }
}

Value FrameHost::context() const {
  if (context_.is_undefined()) context_ = core_->context_of(frame_, item_);
  return context_;
}

}  // namespace sfn::sim

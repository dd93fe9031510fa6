#include <fmt/format.h>

#include "json/reader.h"
#include "teststate/checks.h"

namespace sfn::teststate {
namespace {

using json::Value;

enum class Wanted : uint8_t { Text, Number, Anything };
struct Field {
  std::string_view object, name;
  Wanted wanted;
};
constexpr Field kFields[] = {
    {"Execution", "Id", Wanted::Text},
    {"Execution", "Input", Wanted::Anything},
    {"Execution", "Name", Wanted::Text},
    {"Execution", "RoleArn", Wanted::Text},
    {"Execution", "StartTime", Wanted::Text},
    {"Execution", "RedriveCount", Wanted::Number},
    {"Execution", "RedriveTime", Wanted::Text},
    {"State", "EnteredTime", Wanted::Text},
    {"State", "Name", Wanted::Text},
    {"State", "RetryCount", Wanted::Number},
    {"StateMachine", "Id", Wanted::Text},
    {"StateMachine", "Name", Wanted::Text},
    {"Task", "Token", Wanted::Text},
};

[[noreturn]] void refuse(std::string_view what) {
  throw Refusal(fmt::format("Invalid Context object provided: {}", what));
}

void check_member(std::string_view object, std::string_view name, const Value& value) {
  for (const Field& field : kFields) {
    if (field.object != object || field.name != name) continue;
    if (field.wanted == Wanted::Text && !value.is_string()) refuse(fmt::format("{}.{} must be a string", object, name));
    if (field.wanted == Wanted::Number && !value.is_number()) refuse(fmt::format("{}.{} must be a number", object, name));
    return;
  }
  refuse(fmt::format("Field '{}' is not allowed", name));
}

bool has_token(const asl::State& state) {
  const auto* task = state.as<asl::Task>();
  return task != nullptr && task->resource.pattern != asl::Resource::Pattern::RequestResponse;
}

void check_object(std::string_view name, const Value& value, const asl::State& state) {
  if (name == "Map") refuse("'Map' field is not supported when mocking a Context object");
  if (name != "Execution" && name != "State" && name != "StateMachine" && name != "Task")
    refuse(fmt::format("Field '{}' is not allowed", name));
  if (name == "Task" && !has_token(state)) {
    refuse(
        "Context object contains 'Task' when state is not a Task state with a '.sync' or '.waitForTaskToken' service integration pattern");
  }
  if (!value.is_object()) refuse(fmt::format("{} must be an object", name));
  for (const json::Member& member : value.members()) check_member(name, member.key.view(), member.value);
}

}  // namespace

Value check_context(const Request& request, const asl::State& state) {
  if (!request.context) return {};
  auto context = json::parse_json(*request.context);
  if (!context) refuse("Context object must be valid JSON");
  if (!context->is_object()) refuse("Context object must be a JSON object");
  for (const json::Member& member : context->members()) check_object(member.key.view(), member.value, state);
  return std::move(*context);
}

}  // namespace sfn::teststate

#include <fmt/format.h>

#include "json/reader.h"
#include "teststate/checks.h"
#include "teststate/result_shapes.h"

namespace sfn::teststate {
namespace {

using asl::StateType;

bool is_container(const asl::State& state) {
  return state.type == StateType::Map || state.type == StateType::Parallel;
}

/// Whether the mocked result stands for one answer of an AWS API.
bool answers_of_api(const asl::Resource& resource) {
  using Kind = asl::Resource::Kind;
  return (resource.kind == Kind::Optimised || resource.kind == Kind::AwsSdk) &&
         resource.pattern != asl::Resource::Pattern::WaitForTaskToken;
}

void check_answer(const asl::Resource& resource, const json::Value& result, FieldValidation validation, std::vector<std::string>& notes) {
  if (validation == FieldValidation::None || !answers_of_api(resource)) return;
  // A .sync task results in what describes the finished work, not in the answer of the action.
  const bool sync = resource.pattern != asl::Resource::Pattern::RequestResponse;
  ShapeCheck check;
  if (!sync) check = check_result(resource.service, resource.action, result, validation == FieldValidation::Strict);
  if (check.fault) throw Refusal("Mock result schema validation error: " + *check.fault);
  if (!check.known)
    notes.push_back(fmt::format("the mocked result is not checked against the API: no shape is known for {}", resource.text));
}

void check_map_result(const Request& request, const asl::Map& map, const json::Value& result) {
  if (map.result_writer) {
    if (!result.is_object()) throw Refusal("Mocked result must be a JSON object.");
    return;
  }
  if (!result.is_array()) throw Refusal("Mocked result must be an array.");
  const auto& failures = request.configuration.map_iteration_failure_count;
  if (failures && *failures > result.size())
    throw Refusal("Map iteration failure count must be less than or equal to the number of Map iterations");
}

}  // namespace

void check_combination(const Request& request) {
  if (!request.mock) {
    if (request.configuration.map_iteration_failure_count)
      throw Refusal("TestState does not support MapIterationFailureCount when a mock is not specified.");
    if (request.context) throw Refusal("TestState does not support Context when a mock is not specified.");
    return;
  }
  if (request.mock->result.has_value() == request.mock->error_output.has_value())
    throw Refusal("A test mock should have only one of the following fields: [result, errorOutput].");
  if (request.reveal_secrets) throw Refusal("TestState does not support RevealSecrets when a mock is specified.");
}

void check_mockable(const Request& request, const asl::State& state) {
  if (request.mock) {
    if (state.type == StateType::Task || is_container(state)) return;
    throw Refusal(fmt::format("State type '{}' is not supported when a mock is specified", asl::name_of(state.type)));
  }
  if (is_container(state)) {
    throw Refusal(
        "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]");
  }
  if (state.type != StateType::Task) return;
  if (!request.role_arn) throw Refusal("RoleArn must be specified when testing a Task state");
  throw Refusal(fmt::format("the Task \"{}\" needs a mock: nothing is called", state.name));
}

void check_mock(const Request& request, const asl::State& state, std::vector<std::string>& notes) {
  if (!request.mock || !request.mock->result) return;
  const auto result = json::parse_json(*request.mock->result);
  if (!result) throw Refusal("Mocked result must be valid JSON");
  if (const auto* task = state.as<asl::Task>()) return check_answer(task->resource, *result, request.mock->validation, notes);
  if (const auto* map = state.as<asl::Map>()) return check_map_result(request, *map, *result);
  const auto* parallel = state.as<asl::Parallel>();
  if (!result->is_array()) throw Refusal("Mocked result must be an array.");
  if (result->size() != parallel->branches.size())
    throw Refusal("Mocked result must contain the same number of items as number of Parallel branches.");
}

}  // namespace sfn::teststate

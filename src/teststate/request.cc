#include "teststate/request.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <initializer_list>
#include <limits>

namespace sfn::teststate {
namespace {

using json::Value;

// The words are those of the AWS CLI, which looks at parameters before it sends them.
void only(const Value& object, std::string_view where, std::initializer_list<std::string_view> names) {
  if (!object.is_object())
    throw Refusal(fmt::format("Parameter validation failed: Invalid type for parameter {}: an object is expected", where));
  for (const json::Member& member : object.members()) {
    bool known = false;
    for (const std::string_view name : names) known = known || member.key.view() == name;
    if (!known) {
      throw Refusal(fmt::format("Parameter validation failed: Unknown parameter in {}: \"{}\", must be one of: {}", where,
                                member.key.view(), fmt::join(names, ", ")));
    }
  }
}

std::optional<std::string> text_of(const Value& object, std::string_view name) {
  const Value* value = object.find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string())
    throw Refusal(fmt::format("Parameter validation failed: Invalid type for parameter {}: a string is expected", name));
  return std::string(value->as_string());
}

std::optional<uint32_t> count_of(const Value& object, std::string_view name) {
  const Value* value = object.find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_int())
    throw Refusal(fmt::format("Parameter validation failed: Invalid type for parameter {}: an integer is expected", name));
  if (value->as_int() < 0 || value->as_int() > std::numeric_limits<int32_t>::max()) {
    throw Refusal(
        fmt::format("1 validation error detected: Value '{}' at 'stateConfiguration.{}' failed to satisfy constraint: Member must have "
                    "value greater than or equal to 0",
                    value->as_int(), name));
  }
  return static_cast<uint32_t>(value->as_int());
}

template <class Enum>
Enum one_of(const Value& object, std::string_view name, std::string_view where, std::initializer_list<std::string_view> names,
            Enum otherwise) {
  const auto text = text_of(object, name);
  if (!text) return otherwise;
  uint8_t index = 0;
  for (const std::string_view candidate : names) {
    if (candidate == *text) return static_cast<Enum>(index);
    ++index;
  }
  throw Refusal(
      fmt::format("1 validation error detected: Value '{}' at '{}' failed to satisfy constraint: Member must satisfy enum value set: [{}]",
                  *text, where, fmt::join(names, ", ")));
}

Mock mock_of(const Value& value) {
  only(value, "mock", {"result", "errorOutput", "fieldValidationMode"});
  Mock mock;
  mock.result = text_of(value, "result");
  if (const Value* error = value.find("errorOutput")) {
    only(*error, "mock.errorOutput", {"error", "cause"});
    mock.error_output = sim::ErrorOutput{text_of(*error, "error"), text_of(*error, "cause")};
  }
  mock.validation =
      one_of(value, "fieldValidationMode", "mock.fieldValidationMode", {"STRICT", "PRESENT", "NONE"}, FieldValidation::Strict);
  return mock;
}

StateConfiguration configuration_of(const Value& value) {
  only(value, "stateConfiguration", {"retrierRetryCount", "errorCausedByState", "mapIterationFailureCount", "mapItemReaderData"});
  StateConfiguration configuration;
  configuration.retrier_retry_count = count_of(value, "retrierRetryCount").value_or(0);
  configuration.map_iteration_failure_count = count_of(value, "mapIterationFailureCount");
  configuration.error_caused_by_state = text_of(value, "errorCausedByState");
  configuration.map_item_reader_data = text_of(value, "mapItemReaderData");
  return configuration;
}

bool flag_of(const Value& object, std::string_view name) {
  const Value* value = object.find(name);
  if (value == nullptr) return false;
  if (!value->is_boolean())
    throw Refusal(fmt::format("Parameter validation failed: Invalid type for parameter {}: a boolean is expected", name));
  return value->as_boolean();
}

}  // namespace

Request read_request(const Value& value) {
  only(value, "input",
       {"definition", "roleArn", "input", "inspectionLevel", "revealSecrets", "variables", "stateName", "mock", "context",
        "stateConfiguration"});
  Request request;
  const auto definition = text_of(value, "definition");
  if (!definition) throw Refusal("Parameter validation failed: Missing required parameter in input: \"definition\"");
  request.definition = *definition;
  request.state_name = text_of(value, "stateName");
  request.role_arn = text_of(value, "roleArn");
  request.input = text_of(value, "input");
  request.variables = text_of(value, "variables");
  request.context = text_of(value, "context");
  request.inspection_level = one_of(value, "inspectionLevel", "inspectionLevel", {"INFO", "DEBUG", "TRACE"}, InspectionLevel::Info);
  request.reveal_secrets = flag_of(value, "revealSecrets");
  if (const Value* mock = value.find("mock")) request.mock = mock_of(*mock);
  if (const Value* configuration = value.find("stateConfiguration")) request.configuration = configuration_of(*configuration);
  return request;
}

}  // namespace sfn::teststate

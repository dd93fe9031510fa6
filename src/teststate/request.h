// A request of the TestState API. In: its JSON, as the AWS CLI takes it (--cli-input-json). Out: the members, checked one by one; what they
// mean together is checked by test_state.h.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "json/value.h"
#include "sim/oracle.h"
#include "teststate/refusal.h"

namespace sfn::teststate {

enum class InspectionLevel : uint8_t { Info, Debug, Trace };
enum class FieldValidation : uint8_t { Strict, Present, None };

struct Mock {
  std::optional<std::string> result;  ///< JSON text
  std::optional<sim::ErrorOutput> error_output;
  FieldValidation validation = FieldValidation::Strict;
};

struct StateConfiguration {
  uint32_t retrier_retry_count = 0;
  std::optional<uint32_t> map_iteration_failure_count;
  std::optional<std::string> error_caused_by_state;
  std::optional<std::string> map_item_reader_data;  ///< what the reader would read, as it is
};

struct Request {
  std::string definition;  ///< JSON text of a state, or with state_name of a machine
  std::optional<std::string> state_name;
  std::optional<std::string> role_arn;
  std::optional<std::string> input;      ///< JSON text; absent: {}
  std::optional<std::string> variables;  ///< JSON text of an object
  std::optional<std::string> context;    ///< JSON text of a context object
  InspectionLevel inspection_level = InspectionLevel::Info;
  bool reveal_secrets = false;
  std::optional<Mock> mock;
  StateConfiguration configuration;
};

/// Throws Refusal: a member is unknown, missing, of the wrong type, or not one of its values.
Request read_request(const json::Value& request);

}  // namespace sfn::teststate

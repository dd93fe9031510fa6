// The definition of a request. In: its text. Out: a program and the state to run. A state by itself stands in a machine that is made around
// it, under the name by which the service's messages call it.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "asl/program.h"

namespace sfn::teststate {

inline constexpr std::string_view kStateName = "StateName";  ///< how the service calls the state: /States/StateName

struct TestedState {
  std::shared_ptr<const asl::Program> program;
  const asl::State* state = nullptr;
};

/// Throws Refusal: the definition is invalid ("Invalid State Machine Definition: …"), or has no such state.
TestedState find_state(const std::string& definition, const std::optional<std::string>& state_name);

}  // namespace sfn::teststate

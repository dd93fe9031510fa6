// What a request may not say, in the service's words. In: the request and the state that it is about. Out: nothing, or a Refusal.
#pragma once

#include <string>
#include <vector>

#include "asl/program.h"
#include "teststate/request.h"

namespace sfn::teststate {

/// What does not depend on the definition: members that exclude each other.
void check_combination(const Request& request);

/// Whether the state's type can do with or without a mock, as the request has it.
void check_mockable(const Request& request, const asl::State& state);

/// The mocked result as JSON and as a result of that state: an array for a Map, an answer of the service for a Task. A note says if it was
/// not checked against the service's API.
void check_mock(const Request& request, const asl::State& state, std::vector<std::string>& notes);

/// The given context object: its members and their types. Returns it; undefined if none is given.
json::Value check_context(const Request& request, const asl::State& state);

}  // namespace sfn::teststate

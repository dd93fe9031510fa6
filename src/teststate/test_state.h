// The TestState API. In: a request (request.h). Out: the response as JSON, or a Refusal in the service's words. Nothing is called: a Task,
// a Map or a Parallel state runs with the request's mock, by the simulator that runs whole executions.
#pragma once

#include <string>
#include <vector>

#include "json/value.h"
#include "sim/simulator.h"
#include "teststate/request.h"

namespace sfn::teststate {

struct Response {
  json::Value value;               ///< {output?, error?, cause?, inspectionData?, nextState?, status}
  std::vector<std::string> notes;  ///< what was not looked at
};

/// Throws Refusal, sim::Unsupported. `options`: region, account, seed and start time; input and names are the request's.
Response test_state(const Request& request, sim::RunOptions options = {});

}  // namespace sfn::teststate

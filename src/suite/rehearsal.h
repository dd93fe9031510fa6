// A case made from an execution in production, tried once before it is handed over. In: the program, the mocks and the case. Out: the same
// case, in which values that no dry run can reproduce (random numbers, ids, times, names of the execution) are compared by their type only;
// or which is skipped, with the reason, if it cannot run at all. Everything that was changed is told in words.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "asl/program.h"
#include "json/value.h"

namespace sfn::suite {

struct Rehearsal {
  json::Value test_case;
  std::vector<std::string> notes;
};

/// `test_case` expects output, error and cause by {"$exact": …}. Values are loosened only if the definition uses something that differs
/// from run to run; any other difference stays in the case, so that it fails, and is noted.
Rehearsal rehearse(const std::shared_ptr<const asl::Program>& program, const json::Value& mocks, json::Value test_case);

/// What in the definition gives other values in each execution: `States.UUID in "Init"`, in the order of the definition, each once.
std::vector<std::string> volatile_sources(const asl::Program& program);

}  // namespace sfn::suite

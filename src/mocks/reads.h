// Which parts of their data the states of a machine read. In: a Program. Out: paths with hints, by state, apart for the state's input and
// the result of its own work.
#pragma once

#include <string>
#include <vector>

#include "asl/program.h"
#include "mocks/skeleton.h"

namespace sfn::mocks {

struct Read {
  asl::StateId state = asl::kNone;
  bool of_result = false;  ///< of the task's raw result (ResultSelector, $states.result); else of the state's input
  KeyPath path;
  Hint hint = Hint::Anything;
  json::Value example;  ///< a literal that it is compared with; undefined if there is none
};

std::vector<Read> reads_of(const asl::Program& program);

/// The steps of a definite path of the input, as far as they are names and indices; nothing for other roots.
std::optional<KeyPath> key_path(const jsonpath::Path& path);

}  // namespace sfn::mocks

// A first mock file and input for a machine. In: a Program. Out: JSON that a person goes on from: a plausible response for every Task, S3
// objects for readers, and an input in which every path that is read leads somewhere.
#pragma once

#include "asl/program.h"
#include "json/value.h"

namespace sfn::mocks {

struct Scaffold {
  json::Value mocks;  ///< a native mock file
  json::Value input;
};

Scaffold scaffold(const asl::Program& program);

}  // namespace sfn::mocks

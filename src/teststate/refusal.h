// What the service says instead of an answer: the exception of a request that it does not accept.
#pragma once

#include <stdexcept>
#include <string>

namespace sfn::teststate {

/// The message is the service's own, as far as it is known.
struct Refusal : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace sfn::teststate

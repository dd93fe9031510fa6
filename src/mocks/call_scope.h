// A call as JSONata sees it in `compute` and `when`.
#pragma once

#include <array>
#include <string_view>

#include "jsonata/evaluate.h"
#include "sim/oracle.h"

namespace sfn::mocks {

/// $arguments, $input, $context, $call, $attempt, $iteration (the innermost index; nothing outside of a Map) and $iterations (all of them).
class CallScope : public jsonata::Variables {
 public:
  static constexpr std::array<std::string_view, 7> kNames = {"arguments", "input", "context", "call", "attempt", "iteration", "iterations"};
  explicit CallScope(const sim::Call& call) : call_(call) {}
  json::Value lookup(std::string_view name) const override;

 private:
  const sim::Call& call_;
};

/// What expressions of the call see: the arguments as `$`, the variables of `scope`, the time the state was entered, and random numbers of
/// the call's own.
jsonata::Environment environment_of(const sim::Call& call, const CallScope& scope);

/// The value of `expression` for the call, with `$` = the arguments. Throws jsonata::EvaluationError.
json::Value evaluate_for(const jsonata::Expression& expression, const sim::Call& call);

/// "call 3 of state "Charge" (attempt 1, iteration 0/2)".
std::string describe(const sim::Call& call);

}  // namespace sfn::mocks

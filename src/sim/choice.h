// Choice rules. In: a condition and a Scope. Out: true or false, or AWS's failure for a path that leads nowhere.
#pragma once

#include "asl/state.h"
#include "sim/data_flow.h"

namespace sfn::sim {

/// `rule` is the index of the rule, for the location of a JSONata Condition. And, Or stop at the first operand that decides.
bool holds(const asl::Condition& condition, Scope& scope, size_t rule);

/// StringMatches: `*` is any run of characters, `\*` and `\\` are literal.
bool matches_pattern(std::string_view text, std::string_view pattern);

}  // namespace sfn::sim

// Choice rules. In: a condition and a Scope. Out: true or false, or AWS's failure for a path that leads nowhere.
#pragma once

#include <functional>

#include "asl/state.h"
#include "sim/data_flow.h"

namespace sfn::sim {

/// Hears what a JSONPath condition read: a path and what it found, nullptr for nothing.
using Reading = std::function<void(const asl::Expression& path, const json::Value* found)>;

/// `rule` is the index of the rule, for the location of a JSONata Condition. And, Or stop at the first operand that decides.
bool holds(const asl::Condition& condition, Scope& scope, size_t rule, const Reading* reading = nullptr);

/// StringMatches: `*` is any run of characters, `\*` and `\\` are literal.
bool matches_pattern(std::string_view text, std::string_view pattern);

}  // namespace sfn::sim

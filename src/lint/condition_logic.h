// What comparisons of a Choice say about each other: one Variable with literal operands at a time, everything else is left alone.
#pragma once

#include <string>
#include <vector>

#include "asl/state.h"

namespace sfn::lint {

/// Comparisons that must all be true for the condition to be: itself, or the operands of an And (nested ones included). Empty if there is
/// anything in it that is no comparison.
std::vector<const asl::Condition*> conjuncts(const asl::Condition& condition);

/// Whether the second is true whenever the first is.
bool implies(const asl::Condition& first, const asl::Condition& second);
/// Whether they cannot both be true.
bool exclude_each_other(const asl::Condition& first, const asl::Condition& second);

/// Equal for conditions that ask the same: operands of And and Or in a fixed order, Comments left out.
std::string canonical(const asl::Condition& condition);

}  // namespace sfn::lint

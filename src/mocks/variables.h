// The variables that an expression of a mock or suite file may use.
#pragma once

#include <span>
#include <string_view>

#include "asl/expression.h"
#include "mocks/checker.h"

namespace sfn::mocks {

/// Reports each free variable of the JSONata at `node` that is none of `names`: it would be nothing for ever, and a response or an
/// expectation that asks for it would never hold.
void check_variables(const Checker& checker, json::NodeId node, const asl::Expression& expression, std::span<const std::string_view> names,
                     Rule rule);

}  // namespace sfn::mocks

// Which kind of value a node gives for certain.
#pragma once

#include "jsonata/node.h"

namespace sfn::jsonata {

/// Unknown unless every value that the node can give, nothing aside, is of one kind.
ResultKind kind_of(const Node& node, const Program& program);
/// The function that a callee names, if no name of the expression hides it; the host may.
const BuiltIn* built_in_callee(const Node& procedure, const Program& program);
std::string_view name_of(ResultKind kind);

}  // namespace sfn::jsonata

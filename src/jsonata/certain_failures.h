// What in an expression cannot succeed whenever it is evaluated.
#pragma once

#include <vector>

#include "jsonata/node.h"

namespace sfn::jsonata {

/// Looks at the node itself, not at its children.
void find_certain_failures(const Node& node, const Program& program, std::vector<FailureFact>& failures);
/// Whether the whole expression nests deeper than the service evaluates (Limits::step_functions).
void find_certain_overflow(const Node& root, std::vector<FailureFact>& failures);

}  // namespace sfn::jsonata

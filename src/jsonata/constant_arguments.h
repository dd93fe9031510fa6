// Arguments that are constants and that the function refuses whatever the others are: pictures, radices, limits, patterns, timestamps.
#pragma once

#include <vector>

#include "jsonata/functions.h"
#include "jsonata/node.h"

namespace sfn::jsonata {

/// Tries the call with its constants, a stand-in for the first argument where it is none, and adds the failure that no value could avoid.
/// `function` is what the callee names for certain.
void find_refused_constants(const CallNode& node, const BuiltIn& function, const Program& program, std::vector<FailureFact>& failures);

}  // namespace sfn::jsonata

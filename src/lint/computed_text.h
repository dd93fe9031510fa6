// Texts that look as if they were meant to be computed.
#pragma once

#include <string_view>

namespace sfn::lint {

/// A JSONPath that goes somewhere (`$.a`, `$$.Execution.Id`, `$[0]`; not `$` or `$5`), or a call of an intrinsic function that exists.
bool looks_computed(std::string_view text);

}  // namespace sfn::lint

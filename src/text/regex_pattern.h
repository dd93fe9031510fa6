// Patterns of ECMAScript (without the `u` flag) in the syntax of PCRE2.
#pragma once

#include <string>
#include <string_view>

#include "text/regex.h"
#include "text/result.h"

namespace sfn::text {

/// The same pattern for PCRE2. An error where it is no pattern of ECMAScript, or one that PCRE2 would read in another way.
Result<std::string, RegexError> translate_pattern(std::string_view pattern, RegexOptions options);

}  // namespace sfn::text

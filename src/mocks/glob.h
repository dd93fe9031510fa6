// Wildcards in resource names. In: a pattern with `*` (any text, also none) and `?` (one character). Out: whether a text fits.
#pragma once

#include <string_view>

namespace sfn::mocks {

/// Takes at most |pattern| · |text| steps.
bool glob_matches(std::string_view pattern, std::string_view text);
bool is_glob(std::string_view pattern);  ///< holds a wildcard at all

}  // namespace sfn::mocks

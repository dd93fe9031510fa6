// Upper and lower case after Unicode, in no language's special way, as String.toUpperCase and toLowerCase of ECMAScript have it.
#pragma once

#include <string>
#include <string_view>

namespace sfn::text {

/// Full mapping: one letter may become several (ß becomes SS).
std::string to_upper(std::string_view text);
/// Full mapping; a capital sigma at the end of a word becomes ς.
std::string to_lower(std::string_view text);

}  // namespace sfn::text

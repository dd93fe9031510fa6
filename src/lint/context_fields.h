// What the context object ($$, $states.context) holds.
#pragma once

#include <string_view>
#include <vector>

namespace sfn::lint {

/// Fields below `parent` ("" for the context object itself, "Execution", …); empty if they are not fixed.
std::vector<std::string_view> members_of(std::string_view parent);
bool has_members(std::string_view parent);
bool is_member(std::string_view parent, std::string_view name);

}  // namespace sfn::lint

// The JSON Schemas that sfnctl publishes, as text inside the program. In: schemas/*.schema.json at build time. Out: compact JSON.
#pragma once

#include <string_view>

namespace sfn::schemas {

/// The schema file of that name ("asl", "mocks", "suite", …) as compact JSON, without descriptions; empty if there is none.
std::string_view embedded(std::string_view name);

}  // namespace sfn::schemas

// What services answer, for the mocked results of tasks. In: a service and an action as a Resource names them, and a value. Out: the first
// way in which the value cannot be an answer, in the service's words. Tables: result_shapes.def, made from botocore's API models.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/value.h"

namespace sfn::teststate {

struct ShapeCheck {
  bool known = false;                ///< the tables have the action
  std::optional<std::string> fault;  ///< "Field 'StatusCode' must be a number"
};

/// `required`: members that the answer always has must be there. Unknown members are passed over; names are matched in PascalCase.
ShapeCheck check_result(std::string_view service, std::string_view action, const json::Value& result, bool required);

}  // namespace sfn::teststate

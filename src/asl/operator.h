// The comparison operators of a Choice rule (JSONPath), from operators.def.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "asl/state.h"

namespace sfn::asl {

enum class OperandKind : uint8_t { String, Numeric, Boolean, Timestamp, Is };

enum class Operator : uint8_t {
#define SFN_OPERATOR(name, kind, path) name,
#include "asl/operators.def"
};

struct OperatorInfo {
  std::string_view name;
  Operator op;
  OperandKind operand;
  bool path;
};

const OperatorInfo* find_operator(std::string_view name);  ///< nullptr if there is no such operator
const OperatorInfo& info(Operator op);
std::vector<std::string_view> operator_names();

}  // namespace sfn::asl

#include "asl/operator.h"

#include <array>

namespace sfn::asl {
namespace {

constexpr std::array kOperators{
#define SFN_OPERATOR(name, kind, path) OperatorInfo{#name, Operator::name, OperandKind::kind, path},
#include "asl/operators.def"
};

}  // namespace

const OperatorInfo* find_operator(std::string_view name) {
  for (const OperatorInfo& row : kOperators) {
    if (row.name == name) return &row;
  }
  return nullptr;
}

const OperatorInfo& info(Operator op) {
  return kOperators[static_cast<size_t>(op)];
}

std::vector<std::string_view> operator_names() {
  std::vector<std::string_view> names;
  for (const OperatorInfo& row : kOperators) names.push_back(row.name);
  return names;
}

}  // namespace sfn::asl

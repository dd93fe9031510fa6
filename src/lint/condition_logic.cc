#include "lint/condition_logic.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

#include "asl/operator.h"
#include "json/writer.h"

namespace sfn::lint {
namespace {

using asl::Condition;
using asl::OperandKind;
using asl::Operator;

/// The numbers that satisfy a comparison.
struct Interval {
  double low = -std::numeric_limits<double>::infinity(), high = std::numeric_limits<double>::infinity();
  bool low_open = false, high_open = false;

  bool is_empty() const { return low > high || (low == high && (low_open || high_open)); }
  bool within(const Interval& other) const {
    const bool above = low > other.low || (low == other.low && (low_open || !other.low_open));
    const bool below = high < other.high || (high == other.high && (high_open || !other.high_open));
    return above && below;
  }
  Interval and_also(const Interval& other) const {
    Interval both = *this;
    if (other.low > low || (other.low == low && other.low_open)) both.low = other.low, both.low_open = other.low_open;
    if (other.high < high || (other.high == high && other.high_open)) both.high = other.high, both.high_open = other.high_open;
    return both;
  }
};

std::optional<Interval> interval_of(const Condition& condition) {
  if (!condition.operand.is_number()) return std::nullopt;
  const double value = condition.operand.as_double();
  Interval out;
  switch (condition.op) {
    case Operator::NumericEquals: out.low = out.high = value; break;
    case Operator::NumericLessThan: out.high = value, out.high_open = true; break;
    case Operator::NumericLessThanEquals: out.high = value; break;
    case Operator::NumericGreaterThan: out.low = value, out.low_open = true; break;
    case Operator::NumericGreaterThanEquals: out.low = value; break;
    default: return std::nullopt;
  }
  return out;
}

bool same_variable(const Condition& first, const Condition& second) {
  return !first.variable.text.empty() && first.variable.text == second.variable.text && !first.operand.is_undefined() &&
         !second.operand.is_undefined();
}

/// The test for a type that a comparison of that kind implies.
std::optional<Operator> type_test(OperandKind kind) {
  switch (kind) {
    case OperandKind::String:
    case OperandKind::Timestamp: return Operator::IsString;
    case OperandKind::Numeric: return Operator::IsNumeric;
    case OperandKind::Boolean: return Operator::IsBoolean;
    case OperandKind::Is: return std::nullopt;
  }
  return std::nullopt;
}

/// What a comparison says about the type, as the test that it is or implies; nothing for negative tests.
std::optional<Operator> known_type(const Condition& condition) {
  const OperandKind kind = asl::info(condition.op).operand;
  if (kind != OperandKind::Is) return type_test(kind);
  if (!condition.operand.is_true() || condition.op == Operator::IsPresent) return std::nullopt;
  return condition.op == Operator::IsTimestamp ? Operator::IsString : condition.op;
}

}  // namespace

std::vector<const Condition*> conjuncts(const Condition& condition) {
  if (condition.kind == Condition::Kind::Comparison) return {&condition};
  std::vector<const Condition*> all;
  if (condition.kind != Condition::Kind::And) return all;
  for (const Condition& operand : condition.operands) {
    const auto inner = conjuncts(operand);
    if (inner.empty()) return {};
    all.insert(all.end(), inner.begin(), inner.end());
  }
  return all;
}

bool implies(const Condition& first, const Condition& second) {
  if (!same_variable(first, second)) return false;
  if (first.op == second.op && first.operand == second.operand) return true;
  const auto a = interval_of(first), b = interval_of(second);
  if (a && b) return a->within(*b);
  if (!second.operand.is_true()) return false;
  if (second.op == Operator::IsPresent) return asl::info(first.op).operand != OperandKind::Is || first.op != Operator::IsPresent;
  return second.op != Operator::IsTimestamp && known_type(first) == second.op && asl::info(second.op).operand == OperandKind::Is;
}

bool exclude_each_other(const Condition& first, const Condition& second) {
  if (!same_variable(first, second)) return false;
  if (first.op == second.op &&
      (first.op == Operator::StringEquals || asl::info(first.op).operand == OperandKind::Is || first.op == Operator::BooleanEquals)) {
    return !(first.operand == second.operand);
  }
  const auto a = interval_of(first), b = interval_of(second);
  if (a && b) return a->and_also(*b).is_empty();
  const auto left = known_type(first), right = known_type(second);
  return left && right && *left != *right;
}

std::string canonical(const Condition& condition) {
  switch (condition.kind) {
    case Condition::Kind::Comparison:
      return fmt::format("{} {} {}", condition.variable.text, condition.op_name,
                         condition.operand_path ? std::string(condition.operand_path->text) : json::to_json(condition.operand));
    case Condition::Kind::And:
    case Condition::Kind::Or: {
      std::vector<std::string> parts;
      for (const Condition& operand : condition.operands) parts.push_back(canonical(operand));
      std::sort(parts.begin(), parts.end());
      return fmt::format("{}({})", condition.kind == Condition::Kind::And ? "and" : "or", fmt::join(parts, "; "));
    }
    case Condition::Kind::Not: return condition.operands.empty() ? "not" : fmt::format("not({})", canonical(condition.operands.front()));
    case Condition::Kind::Jsonata:
      if (!condition.condition) return {};
      return condition.condition->expression() != nullptr ? std::string(condition.condition->expression()->source()) : "literal";
    case Condition::Kind::Invalid: break;
  }
  return {};
}

}  // namespace sfn::lint

#include "sim/choice.h"

#include <fmt/format.h>

#include <optional>

#include "asl/operator.h"
#include "text/timestamp.h"
#include "text/utf8.h"

namespace sfn::sim {
namespace {

enum class Relation : uint8_t { Equals, LessThan, GreaterThan, LessThanEquals, GreaterThanEquals, Matches };

Relation relation_of(std::string_view name) {
  if (name.ends_with("Path")) name.remove_suffix(4);
  if (name.ends_with("GreaterThanEquals")) return Relation::GreaterThanEquals;
  if (name.ends_with("LessThanEquals")) return Relation::LessThanEquals;
  if (name.ends_with("GreaterThan")) return Relation::GreaterThan;
  if (name.ends_with("LessThan")) return Relation::LessThan;
  return name.ends_with("Matches") ? Relation::Matches : Relation::Equals;
}

bool decide(std::partial_ordering order, Relation relation) {
  switch (relation) {
    case Relation::Equals: return order == 0;
    case Relation::LessThan: return order < 0;
    case Relation::GreaterThan: return order > 0;
    case Relation::LessThanEquals: return order <= 0;
    case Relation::GreaterThanEquals: return order >= 0;
    case Relation::Matches: break;
  }
  return false;
}

std::partial_ordering order_of_numbers(const json::Value& left, const json::Value& right) {
  if (left.is_int() && right.is_int()) return left.as_int() <=> right.as_int();
  return left.as_double() <=> right.as_double();
}

std::optional<text::Instant> instant_of(const json::Value& value) {
  return value.is_string() ? text::parse_timestamp(value.as_string(), text::TimestampForm::Comparison) : std::nullopt;
}

/// Values of another type than the operator's are not compared: false, never an error, never converted.
bool compare(const json::Value& left, const json::Value& right, asl::OperandKind kind, Relation relation) {
  switch (kind) {
    case asl::OperandKind::String:
      if (!left.is_string() || !right.is_string()) return false;
      if (relation == Relation::Matches) return matches_pattern(left.as_string(), right.as_string());
      if (relation == Relation::Equals) return left.as_string() == right.as_string();
      return decide(text::compare_utf16(left.as_string(), right.as_string()), relation);
    case asl::OperandKind::Numeric: return left.is_number() && right.is_number() && decide(order_of_numbers(left, right), relation);
    case asl::OperandKind::Boolean: return left.is_boolean() && right.is_boolean() && left.as_boolean() == right.as_boolean();
    case asl::OperandKind::Timestamp: {
      const auto a = instant_of(left);
      const auto b = instant_of(right);
      return a && b && decide(*a <=> *b, relation);
    }
    case asl::OperandKind::Is: break;
  }
  return false;
}

bool is_a(const json::Value& value, asl::Operator op) {
  switch (op) {
    case asl::Operator::IsNull: return value.is_null();
    case asl::Operator::IsNumeric: return value.is_number();
    case asl::Operator::IsString: return value.is_string();
    case asl::Operator::IsBoolean: return value.is_boolean();
    case asl::Operator::IsTimestamp: return instant_of(value).has_value();
    default: return true;  // IsPresent: it was found
  }
}

std::optional<json::Value> find(const asl::Expression& expression, Scope& scope, const Reading* reading) {
  const jsonpath::Path& path = path_of(expression);
  try {
    auto found = scope.read(path);
    if (reading != nullptr) (*reading)(expression, found ? &*found : nullptr);
    if (found) return std::move(*found);
  } catch (const jsonpath::Unsupported& problem) {
    throw Unsupported(problem.what(), expression.node);
  }
  return std::nullopt;
}

json::Value need(const asl::Expression& expression, Scope& scope, const Reading* reading) {
  if (auto value = find(expression, scope, reading)) return std::move(*value);
  throw runtime_failure(fmt::format("Invalid path '{}': The choice state's condition path references an invalid value.", expression.text));
}

/// Throws Unsupported if the answer depends on a text that is not known.
void look_at(const asl::Condition& condition, Scope& scope, const json::Value& left, const json::Value& right) {
  const text::UnknownTexts* const unknown = scope.host().unknown();
  const bool alone = condition.op == asl::Operator::IsTimestamp;
  if (unknown == nullptr || !left.is_string() || (!alone && !right.is_string())) return;
  const bool equality = condition.op == asl::Operator::StringEquals || condition.op == asl::Operator::StringEqualsPath;
  if (equality && (left == right || !unknown->may_equal(left.as_string(), right.as_string()))) return;
  if (right.is_string() && !condition.operand_path && !unknown->found_in(right.as_string()).empty())
    refuse_unfilled(condition.op_name, right.as_string(), condition.operand_node);
  for (const json::Value* text : {&left, &right}) {
    const std::string_view part = text->is_string() ? unknown->found_in(text->as_string()) : std::string_view();
    if (!part.empty())
      throw Unsupported(fmt::format("{} looks at \"{}\", in which {} has no value (--substitute gives it one)", condition.op_name,
                                    text->as_string(), part),
                        condition.node);
  }
}

bool holds_comparison(const asl::Condition& condition, Scope& scope, const Reading* reading) {
  const asl::OperatorInfo& op = asl::info(condition.op);
  const bool texts = op.operand == asl::OperandKind::String || op.operand == asl::OperandKind::Timestamp;
  if (!texts && condition.operand.is_string()) refuse_unfilled(condition.op_name, condition.operand.as_string(), condition.operand_node);
  if (condition.op == asl::Operator::IsPresent) return find(condition.variable, scope, reading).has_value() == condition.operand.is_true();
  const json::Value left = need(condition.variable, scope, reading);
  if (condition.op == asl::Operator::IsTimestamp) look_at(condition, scope, left, {});
  if (op.operand == asl::OperandKind::Is) return is_a(left, condition.op) == condition.operand.is_true();
  const json::Value right = condition.operand_path ? need(*condition.operand_path, scope, reading) : condition.operand;
  if (texts) look_at(condition, scope, left, right);
  return compare(left, right, op.operand, relation_of(op.name));
}

bool holds_jsonata(const asl::Condition& condition, Scope& scope, size_t rule) {
  const asl::Computed& field = *condition.condition;
  if (const json::Value* literal = field.literal()) {
    if (literal->is_string()) refuse_unfilled("Condition", literal->as_string(), field.node);
    return literal->is_true();
  }
  const Location choices{nullptr, "Choices", 0};
  const Location at_rule{&choices, {}, rule};
  const Location location{&at_rule, "Condition", 0};
  const json::Value value = query(*field.expression(), scope, location);
  refuse_unknown(field, scope, value);
  if (!value.is_boolean()) throw unexpected_type(*field.expression(), location, "boolean", value);
  return value.is_true();
}

}  // namespace

bool holds(const asl::Condition& condition, Scope& scope, size_t rule, const Reading* reading) {
  switch (condition.kind) {
    case asl::Condition::Kind::Comparison: return holds_comparison(condition, scope, reading);
    case asl::Condition::Kind::Jsonata: return holds_jsonata(condition, scope, rule);
    case asl::Condition::Kind::Not: return !holds(condition.operands.front(), scope, rule, reading);
    case asl::Condition::Kind::And:
      for (const asl::Condition& operand : condition.operands)
        if (!holds(operand, scope, rule, reading)) return false;
      return true;
    case asl::Condition::Kind::Or:
      for (const asl::Condition& operand : condition.operands)
        if (holds(operand, scope, rule, reading)) return true;
      return false;
    case asl::Condition::Kind::Invalid: break;
  }
  throw NotRunnable("this Choice rule cannot be evaluated", condition.node);
}

/// Greedy with one point to come back to: the last `*`. Linear times the pattern at worst.
bool matches_pattern(std::string_view text, std::string_view pattern) {
  size_t t = 0, p = 0;
  size_t star = std::string_view::npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
      continue;
    }
    const bool escaped = p + 1 < pattern.size() && pattern[p] == '\\';
    if (p < pattern.size() && pattern[p + (escaped ? 1 : 0)] == text[t]) {
      p += escaped ? 2 : 1;
      ++t;
      continue;
    }
    if (star == std::string_view::npos) return false;
    p = star + 1;
    t = ++resume;
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

}  // namespace sfn::sim

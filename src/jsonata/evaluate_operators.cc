// Infix operators and the unary minus.
#include "json/writer.h"
#include "jsonata/evaluator.h"
#include "jsonata/to_text.h"
#include "text/utf8.h"

namespace sfn::jsonata {

using json::Value;

namespace {

double arithmetic(Operator op, double left, double right) {
  switch (op) {
    case Operator::Add: return left + right;
    case Operator::Subtract: return left - right;
    case Operator::Multiply: return left * right;
    case Operator::Divide: return left / right;
    default: return std::fmod(left, right);
  }
}

bool is_arithmetic(Operator op) {
  return op <= Operator::Modulo;
}
bool is_equality(Operator op) {
  return op == Operator::Equal || op == Operator::NotEqual;
}

// What an operator of numbers takes: a number, or nothing.
bool fits(const Value& value) {
  return value.is_undefined() || is_numeric(value);
}

// An integer that a double holds exactly. What fmod gives for those (dividend not negative, so that no -0 comes out) is the remainder.
bool is_whole(const Value& value) {
  constexpr int64_t kExact = int64_t{1} << 53U;
  return value.is_int() && value.as_int() < kExact && value.as_int() > -kExact;
}

Value numeric(Operator op, const Value& left, const Value& right) {
  if (!fits(left)) fail("T2001", left);
  if (!fits(right)) fail("T2002", right);
  if (left.is_undefined() || right.is_undefined()) return {};
  if (op == Operator::Modulo && is_whole(left) && is_whole(right) && left.as_int() >= 0 && right.as_int() != 0)
    return Value::integer(left.as_int() % right.as_int());
  return number_value(arithmetic(op, left.as_double(), right.as_double()));
}

bool ordered(Operator op, std::strong_ordering order) {
  switch (op) {
    case Operator::Less: return order < 0;
    case Operator::LessEqual: return order <= 0;
    case Operator::Greater: return order > 0;
    default: return order >= 0;
  }
}

bool ordered(Operator op, double left, double right) {
  switch (op) {
    case Operator::Less: return left < right;
    case Operator::LessEqual: return left <= right;
    case Operator::Greater: return left > right;
    default: return left >= right;
  }
}

Value comparison(Operator op, const Value& left, const Value& right) {
  const auto comparable = [](const Value& v) { return v.is_undefined() || v.is_string() || v.is_number(); };
  if (!comparable(left) || !comparable(right)) fail("T2010", left.is_string() || left.is_number() ? right : left);
  if (left.is_undefined() || right.is_undefined()) return {};
  if (left.is_string() != right.is_string()) fail("T2009", left, right);
  if (left.is_string()) return Value::boolean(ordered(op, text::compare_utf16(left.as_string(), right.as_string())));
  return Value::boolean(ordered(op, left.as_double(), right.as_double()));
}

// Identity: arrays and objects are never members.
Value membership(const Value& left, const Value& right) {
  if (left.is_undefined() || right.is_undefined()) return Value::boolean(false);
  const auto is_me = [&](const Value& item) { return left.is_array() || left.is_object() ? left.same(item) : item == left; };
  if (!right.is_array()) return Value::boolean(is_me(right));
  for (const Value& item : right.items()) {
    if (is_me(item)) return Value::boolean(true);
  }
  return Value::boolean(false);
}

// Broken limits belong to no operator.
void locate(Failure& failure, const BinaryNode& node) {
  if (failure.is_limit) return;
  failure.at(node.position).named(name_of(node.op));
}

bool equals(const Value& left, const Value& right) {
  if (left.is_number() && right.is_number()) return left.as_double() == right.as_double();
  return left == right;
}

}  // namespace

Value Evaluator::binary(const BinaryNode& node, const Value& input, Frame* frame) {
  const Value left = eval(*node.left, input, frame);
  if (node.op == Operator::And || node.op == Operator::Or) return logical(node, left, input, frame);
  const Value right = eval(*node.right, input, frame);
  try {
    return operate(node, left, right);
  } catch (Failure& failure) {
    locate(failure, node);
    throw;
  }
}

// Failures of the right side are reported as the operator's, as the reference does.
Value Evaluator::logical(const BinaryNode& node, const Value& left, const Value& input, Frame* frame) {
  try {
    if (holds(left) != (node.op == Operator::And)) return Value::boolean(node.op == Operator::Or);
    return Value::boolean(holds(eval(*node.right, input, frame)));
  } catch (Failure& failure) {
    locate(failure, node);
    throw;
  }
}

Value Evaluator::operate(const BinaryNode& node, const Value& left, const Value& right) {
  const Operator op = node.op;
  if (is_arithmetic(op)) return numeric(op, left, right);
  if (is_equality(op)) {
    if (left.is_undefined() || right.is_undefined()) return Value::boolean(false);
    if (left.type() == right.type()) charge_whole(left);
    const bool equal = equals(left, right);
    if (!equal) look_at_difference(left, right);
    return Value::boolean(equal == (op == Operator::Equal));
  }
  switch (op) {
    case Operator::In:
      charge_items(right);
      if (left.is_string()) charge_whole(right);
      return member(left, right);
    case Operator::Concatenate: return concatenate(left, right);
    case Operator::Range: return range(left, right);
    default:
      if (left.is_string()) charge_text(left.as_string().size());
      if (left.is_string() && right.is_string()) look_at(left), look_at(right);
      return comparison(op, left, right);
  }
}

Value Evaluator::member(const Value& left, const Value& right) {
  const Value found = membership(left, right);
  if (found.is_true() || !left.is_string()) return found;
  for (const Value& item : right.is_array() ? right.items() : std::span<const Value>(&right, 1)) look_at_difference(left, item);
  return found;
}

Value Evaluator::range(const Value& left, const Value& right) {
  const auto integral = [](const Value& v) {
    return v.is_number() && std::isfinite(v.as_double()) && std::floor(v.as_double()) == v.as_double();
  };
  if (!left.is_undefined() && !integral(left)) fail("T2003", left);
  if (!right.is_undefined() && !integral(right)) fail("T2004", right);
  if (left.is_undefined() || right.is_undefined()) return {};
  const double first = left.as_double(), last = right.as_double();
  if (first > last) return {};
  const double size = last - first + 1;
  constexpr double kMostItems = 1e7;
  if (size > kMostItems) fail("D2014", number_value(size));
  if (size > static_cast<double>(limits().max_range)) out_of_memory();
  const auto count = static_cast<size_t>(size);
  charge(count / 2);  // 16 bytes each: what a program may keep of them is bounded by its steps
  json::ArrayBuilder out(count);
  for (size_t i = 0; i < count; ++i) out.push(number_value(first + static_cast<double>(i)));
  return as_sequence(out.build());
}

Value Evaluator::concatenate(const Value& left, const Value& right) {
  const auto bytes = [](const Value& value) { return value.is_string() ? value.as_string().size() : 0; };
  check_string(bytes(left) + bytes(right));
  std::string text;
  text.reserve(bytes(left) + bytes(right));
  append_text(text, left);
  append_text(text, right);
  check_string(text.size());
  charge(text.size() / 64);
  return Value::string(text);
}

Value Evaluator::negate(const NegateNode& node, const Value& input, Frame* frame) {
  const Value value = eval(*node.operand, input, frame);
  if (value.is_undefined()) return {};
  if (is_numeric(value)) return number_value(-value.as_double());
  throw Failure("D1002", value).at(node.position).named("-");
}

}  // namespace sfn::jsonata

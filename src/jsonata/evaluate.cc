#include "jsonata/evaluate.h"

#include "jsonata/evaluator.h"
#include "text/utf8.h"

namespace sfn::jsonata {

using json::Value;

namespace {

[[noreturn]] void report(const Failure& failure, const Program& program) {
  Error error;
  error.code = failure.code;
  error.message = message_of(failure);
  error.token = failure.token;
  error.value = failure.value;
  error.has_position = failure.has_position;
  if (failure.has_position) error.position = text::count_utf16(std::string_view(program.source).substr(0, failure.position));
  throw EvaluationError(std::move(error));
}

Value without_marks(const Value& value) {
  return value.marks() == 0 ? value : value.with_marks(0);
}

// The number as it is written, or undefined if it may stay as it is.
Value changed_number(const Value& number) {
  if (number.is_int()) return {};
  const double value = number.as_double();
  if (std::isnan(value)) return Value::string("NaN");
  if (std::isinf(value)) return Value::string(value < 0 ? "-Infinity" : "Infinity");
  constexpr double kTwo63 = 9223372036854775808.0;
  if (std::floor(value) == value && value >= -kTwo63 && value < kTwo63) return Value::integer(static_cast<int64_t>(value));
  return number.is_decimal() ? Value::real(value) : Value();
}

// What has to be written instead of the value; undefined if nothing has.
Value changed(const Value& value) {
  if (value.is_number()) return changed_number(value);
  if (value.is_array()) {
    Value out;
    for (size_t i = 0; i < value.size(); ++i) {
      Value item = changed(value[i]);
      if (item.is_undefined()) continue;
      if (out.is_undefined()) out = without_marks(value);
      out.set(i, std::move(item));
    }
    return out.is_undefined() && value.marks() != 0 ? without_marks(value) : out;
  }
  if (!value.is_object()) return {};
  Value out;
  for (size_t i = 0; i < value.size(); ++i) {
    Value member = changed(value.value_at(i));
    if (member.is_undefined()) continue;
    if (out.is_undefined()) out = value;
    out.set(value.key_at(i), std::move(member));
  }
  return out;
}

}  // namespace

Value evaluate(const Expression& expression, Environment& environment) {
  const Program& program = expression.program();
  try {
    return without_marks(Evaluator(program, environment).run());
  } catch (const Failure& failure) {
    report(failure, program);
  } catch (const json::HeightExceeded&) {
    Failure failure(environment.limits.service_messages ? "" : "U1001");
    failure.is_limit = true;
    failure.detail = "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive";
    report(failure, program);
  }
}

std::string_view type_name(const Value& value) {
  if (value.is_foreign()) return "function";
  return json::name_of(value.type());
}

bool contains_function(const Value& value) {
  if (value.is_foreign()) return true;
  if (value.is_array()) {
    for (const Value& item : value.items()) {
      if (contains_function(item)) return true;
    }
  }
  for (size_t i = 0; value.is_object() && i < value.size(); ++i) {
    if (contains_function(value.value_at(i))) return true;
  }
  return false;
}

Value to_output(const Value& value) {
  Value out = changed(value);
  return out.is_undefined() ? value : out;
}

}  // namespace sfn::jsonata

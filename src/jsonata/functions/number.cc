// Numbers: sums, rounding, conversion.
#include <cmath>
#include <cstdlib>

#include "json/number.h"
#include "jsonata/evaluator.h"
#include "jsonata/functions/declarations.h"
#include "jsonata/functions/rounding.h"
#include "jsonata/to_text.h"

namespace sfn::jsonata::functions {

using json::Value;

namespace {

double total(Call& call) {
  double sum = 0;
  call.evaluator.charge_items(call[0]);
  for (const Value& item : call[0].items()) sum += item.as_double();
  return sum;
}

template <class Better>
Value extreme(Call& call, Better better) {
  if (call[0].is_undefined() || call[0].size() == 0) return {};
  call.evaluator.charge_items(call[0]);
  double best = call[0][0].as_double();
  for (const Value& item : call[0].items()) {
    const double number = item.as_double();
    if (std::isnan(number)) return item;
    if (better(number, best)) best = number;
  }
  return number_value(best);
}

template <class Function>
Value of_number(Call& call, Function function) {
  return call[0].is_undefined() ? Value() : number_value(function(call[0].as_double()));
}

bool is_decimal_text(std::string_view text) {
  size_t at = 0;
  const auto digits = [&] {
    const size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at > begin;
  };
  if (at < text.size() && text[at] == '-') ++at;
  if (!digits()) return false;
  if (at < text.size() && text[at] == '.' && (++at, !digits())) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!digits()) return false;
  }
  return at == text.size();
}

// 0x1F, 0o17, 0b11; nothing if it is none of them.
bool radix_number(std::string_view text, double& number) {
  if (text.size() < 3 || text[0] != '0') return false;
  const char mark = static_cast<char>(text[1] | 0x20);
  const int radix = mark == 'x' ? 16 : mark == 'o' ? 8 : mark == 'b' ? 2 : 0;
  number = 0;
  for (const char c : text.substr(2)) {
    const char lower = static_cast<char>(c | 0x20);
    const int digit = c >= '0' && c <= '9' ? c - '0' : lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : 99;
    if (digit >= radix) return false;
    number = number * radix + digit;
  }
  return radix != 0;
}

}  // namespace

Value sum(Call& call) {
  return call[0].is_undefined() ? Value() : number_value(total(call));
}

Value count(Call& call) {
  return Value::integer(call[0].is_undefined() ? 0 : static_cast<int64_t>(call[0].size()));
}

Value maximum(Call& call) {
  return extreme(call, [](double number, double best) { return number > best; });
}

Value minimum(Call& call) {
  return extreme(call, [](double number, double best) { return number < best; });
}

Value average(Call& call) {
  if (call[0].is_undefined() || call[0].size() == 0) return {};
  return number_value(total(call) / static_cast<double>(call[0].size()));
}

Value number(Call& call) {
  const Value& argument = call[0];
  if (argument.is_undefined() || argument.is_number()) return argument;
  if (argument.is_boolean()) return Value::integer(argument.is_true() ? 1 : 0);
  const std::string text(argument.as_string());
  double result = 0;
  if (radix_number(text, result)) return number_value(result);
  if (!is_decimal_text(text)) fail("D3030", argument);
  result = std::strtod(text.c_str(), nullptr);
  if (!std::isfinite(result)) fail("D3030", argument);
  return number_value(result);
}

Value floor(Call& call) {
  return of_number(call, [](double x) { return std::floor(x); });
}

Value ceil(Call& call) {
  return of_number(call, [](double x) { return std::ceil(x); });
}

Value abs(Call& call) {
  return of_number(call, [](double x) { return std::fabs(x); });
}

Value sqrt(Call& call) {
  if (!call[0].is_undefined() && call[0].as_double() < 0) fail("D3060", call[0]);
  return of_number(call, [](double x) { return std::sqrt(x); });
}

Value power(Call& call) {
  if (call[0].is_undefined()) return {};
  const double base = call[0].as_double(), exponent = call[1].is_undefined() ? NAN : call[1].as_double();
  const bool finite = std::isfinite(exponent);  // for C, 1 to the power of anything is 1; ECMAScript asks the exponent first
  const double result = finite || std::fabs(base) != 1 ? std::pow(base, exponent) : NAN;
  if (!std::isfinite(result)) fail("D3061", call[0], call[1]);
  return number_value(result);
}

Value round(Call& call) {
  if (call[0].is_undefined()) return {};
  return number_value(rounded(call[0].as_double(), call[1].is_undefined() ? 0 : call[1].as_double()));
}

}  // namespace sfn::jsonata::functions

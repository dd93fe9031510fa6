#include "json/yaml_schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

namespace sfn::json {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_octal(char c) {
  return c >= '0' && c <= '7';
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

template <size_t N>
bool is_one_of(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

constexpr std::array<std::string_view, 5> kNull = {"", "~", "null", "Null", "NULL"};
constexpr std::array<std::string_view, 3> kTrue = {"true", "True", "TRUE"};
constexpr std::array<std::string_view, 3> kFalse = {"false", "False", "FALSE"};
// y and n, which only the letter of YAML 1.1 makes booleans, are left out: no tool in use reads them so, and DynamoDB has a type N.
constexpr std::array<std::string_view, 6> kTrue11 = {"yes", "Yes", "YES", "on", "On", "ON"};
constexpr std::array<std::string_view, 6> kFalse11 = {"no", "No", "NO", "off", "Off", "OFF"};
constexpr std::array<std::string_view, 12> kNotFinite = {".inf",  ".Inf",  ".INF",  "+.inf", "+.Inf", "+.INF",
                                                         "-.inf", "-.Inf", "-.INF", ".nan",  ".NaN",  ".NAN"};

size_t skip_digits(std::string_view text, size_t at) {
  while (at < text.size() && is_digit(text[at])) ++at;
  return at;
}

// Parts of [-+]? ( [0-9]+ ( . [0-9]* )? | . [0-9]+ ) ( [eE] [-+]? [0-9]+ )?
struct Decimal {
  bool negative = false;
  std::string_view whole, fraction, exponent;  // exponent with its e and sign
  bool point = false;
};

std::optional<Decimal> split_decimal(std::string_view text) {
  Decimal d;
  size_t at = 0;
  if (text[0] == '-' || text[0] == '+') d.negative = text[at++] == '-';
  size_t end = skip_digits(text, at);
  d.whole = text.substr(at, end - at);
  if (end < text.size() && text[end] == '.') {
    d.point = true;
    at = end + 1;
    end = skip_digits(text, at);
    d.fraction = text.substr(at, end - at);
  }
  if (d.whole.empty() && d.fraction.empty()) return std::nullopt;
  if (end == text.size()) return d;
  if (text[end] != 'e' && text[end] != 'E') return std::nullopt;
  at = end + 1;
  if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
  if (at == text.size() || skip_digits(text, at) != text.size()) return std::nullopt;
  d.exponent = text.substr(end);
  return d;
}

std::string json_literal(const Decimal& d) {
  std::string_view whole = d.whole;
  while (whole.size() > 1 && whole[0] == '0') whole.remove_prefix(1);
  std::string out = d.negative ? "-" : "";
  out += whole.empty() ? "0" : whole;
  if (d.point) (out += '.') += d.fraction.empty() ? "0" : d.fraction;
  // The JSON reader takes no exponent beyond a double's, not even of zero.
  const bool zero = out.find_first_of("123456789") == std::string::npos;
  return zero ? out : out += d.exponent;
}

// "0o17" and "0x1F" without their prefix.
std::string from_base(std::string_view digits, int base) {
  uint64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  return error == std::errc() && end == digits.data() + digits.size() ? std::to_string(value) : std::string();
}

// Digits in groups of two, "1:30" and "12:30:45": base 60 in YAML 1.1.
bool is_sexagesimal(std::string_view text) {
  if (text[0] == '-' || text[0] == '+') text.remove_prefix(1);
  size_t at = skip_digits(text, 0);
  if (at == 0 || at == text.size()) return false;
  while (at < text.size() && text[at] == ':') {
    const size_t end = skip_digits(text, at + 1);
    if (end == at + 1 || end > at + 3 || (end == at + 3 && text[at + 1] > '5')) return false;
    at = end;
  }
  return at == text.size();
}

// "2024-01-31", with or without a time behind it.
bool is_date(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  if (text.size() < kForm.size()) return false;
  for (size_t i = 0; i < kForm.size(); ++i) {
    if (kForm[i] == '0' ? !is_digit(text[i]) : text[i] != '-') return false;
  }
  const std::string_view time = text.substr(kForm.size());
  return time.empty() || ((time[0] == 'T' || time[0] == 't' || time[0] == ' ') && time.size() > 1 && is_digit(time[1]));
}

bool is_grouped(std::string_view text) {
  return is_digit(text[0]) && text.find('_') != std::string_view::npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c) || c == '_'; });
}

std::string of_1_1_string(std::string_view text) {
  if (is_one_of(text, kTrue11)) return "the boolean true";
  if (is_one_of(text, kFalse11)) return "the boolean false";
  if (is_sexagesimal(text)) return "a number in base 60";
  if (is_date(text)) return "a date";
  if (is_grouped(text)) return "a number";
  const bool binary = text.size() > 2 && text.substr(0, 2) == "0b" && text.find_first_not_of("01", 2) == std::string_view::npos;
  return binary ? "a binary number" : "";
}

PlainScalar resolve_number(std::string_view text, const Decimal& d) {
  PlainScalar scalar{NodeKind::Number, json_literal(d), {}};
  const bool leading_zero = !d.point && d.exponent.empty() && d.whole.size() > 1 && d.whole[0] == '0';
  if (!leading_zero) return scalar;
  const bool octal = std::all_of(d.whole.begin(), d.whole.end(), is_octal);
  scalar.yaml_1_1 = octal ? fmt::format("the octal number {}", from_base(d.whole, 8)) : fmt::format("the string {}", text);
  return scalar;
}

}  // namespace

PlainScalar resolve_plain(std::string_view text) {
  if (is_one_of(text, kNull)) return {NodeKind::Null, {}, {}};
  if (is_one_of(text, kTrue)) return {NodeKind::True, {}, {}};
  if (is_one_of(text, kFalse)) return {NodeKind::False, {}, {}};
  if (is_one_of(text, kNotFinite)) return {NodeKind::Number, {}, {}};
  const std::string_view digits = text.size() > 2 ? text.substr(2) : std::string_view();
  if (!digits.empty() && text.substr(0, 2) == "0o" && std::all_of(digits.begin(), digits.end(), is_octal)) {
    return {NodeKind::Number, from_base(digits, 8), fmt::format("the string {}", text)};
  }
  if (!digits.empty() && text.substr(0, 2) == "0x" && std::all_of(digits.begin(), digits.end(), is_hex)) {
    return {NodeKind::Number, from_base(digits, 16), {}};
  }
  if (const auto decimal = split_decimal(text)) return resolve_number(text, *decimal);
  return {NodeKind::String, {}, of_1_1_string(text)};
}

std::string describe(const PlainScalar& scalar) {
  switch (scalar.kind) {
    case NodeKind::Null: return "null";
    case NodeKind::True: return "the boolean true";
    case NodeKind::False: return "the boolean false";
    case NodeKind::Number: return "the number " + scalar.literal;
    default: return "a string";
  }
}

}  // namespace sfn::json

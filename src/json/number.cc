#include "json/number.h"

#include <charconv>
#include <cmath>

namespace sfn::json {
namespace {

// Shortest digits that give the double back, and the place of the decimal point: value = 0.digits × 10^point.
struct Digits {
  char text[24];
  int count = 0;
  int point = 0;
};

Digits shortest(double magnitude) {
  char buffer[40];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, magnitude, std::chars_format::scientific).ptr;
  Digits digits;
  const char* at = buffer;
  for (; at != end && *at != 'e'; ++at) {
    if (*at != '.') digits.text[digits.count++] = *at;
  }
  int exponent = 0;
  if (at != end) {
    ++at;
    if (*at == '+') ++at;
    std::from_chars(at, end, exponent);
  }
  digits.point = exponent + 1;
  return digits;
}

std::string sign_of(double value) {
  return std::signbit(value) ? "-" : "";
}

void append_fixed(std::string& out, const Digits& digits, bool always_fraction) {
  const std::string_view text(digits.text, static_cast<size_t>(digits.count));
  if (digits.point <= 0) {
    out.append("0.").append(static_cast<size_t>(-digits.point), '0').append(text);
  } else if (digits.point >= digits.count) {
    out.append(text).append(static_cast<size_t>(digits.point - digits.count), '0');
    if (always_fraction) out += ".0";
  } else {
    out.append(text.substr(0, static_cast<size_t>(digits.point))).append(".").append(text.substr(static_cast<size_t>(digits.point)));
  }
}

}  // namespace

std::string java_text(double value) {
  if (std::isnan(value)) return "NaN";
  std::string out = sign_of(value);
  const double magnitude = std::fabs(value);
  if (std::isinf(value)) return out + "Infinity";
  if (magnitude == 0) return out + "0.0";
  const Digits digits = shortest(magnitude);
  if (magnitude >= 1e-3 && magnitude < 1e7) {
    append_fixed(out, digits, true);
    return out;
  }
  out += digits.text[0];
  out += '.';
  out.append(digits.count > 1 ? std::string_view(digits.text + 1, static_cast<size_t>(digits.count - 1)) : "0");
  return out + "E" + std::to_string(digits.point - 1);
}

std::string ecmascript_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (value == 0) return "0";
  std::string out = value < 0 ? "-" : "";
  if (std::isinf(value)) return out + "Infinity";
  const Digits digits = shortest(std::fabs(value));
  if (digits.point > -6 && digits.point <= 21) {
    append_fixed(out, digits, false);
    return out;
  }
  out += digits.text[0];
  if (digits.count > 1) out.append(".").append(digits.text + 1, static_cast<size_t>(digits.count - 1));
  const int exponent = digits.point - 1;
  return out + (exponent < 0 ? "e-" : "e+") + std::to_string(std::abs(exponent));
}

bool is_json_number(std::string_view text) {
  size_t at = 0;
  const auto digits = [&] {
    const size_t begin = at;
    while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
    return at - begin;
  };
  if (at < text.size() && text[at] == '-') ++at;
  const size_t first = at;
  const size_t whole = digits();
  if (whole == 0 || (whole > 1 && text[first] == '0')) return false;
  if (at < text.size() && text[at] == '.') {
    ++at;
    if (digits() == 0) return false;
  }
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (digits() == 0) return false;
  }
  return at == text.size();
}

std::optional<double> to_double(std::string_view json_number) {
  double value = 0;
  const auto [end, error] = std::from_chars(json_number.data(), json_number.data() + json_number.size(), value);
  if (error == std::errc::result_out_of_range) {
    // Too small is zero; too large has no double.
    const size_t exponent = json_number.find_first_of("eE");
    const bool tiny = exponent != std::string_view::npos && json_number.substr(exponent + 1).starts_with('-');
    return tiny ? std::optional<double>(0.0) : std::nullopt;
  }
  return error == std::errc() && end == json_number.data() + json_number.size() ? std::optional<double>(value) : std::nullopt;
}

}  // namespace sfn::json

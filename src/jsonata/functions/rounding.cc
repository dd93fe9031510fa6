#include "jsonata/functions/rounding.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdlib>

#include "json/number.h"

namespace sfn::jsonata {
namespace {

// value * 10^digits, done in its decimal text.
double shifted(double value, int digits) {
  const std::string text = json::ecmascript_text(value);
  const size_t mark = text.find('e');
  const int exponent = mark == std::string::npos ? 0 : std::atoi(text.c_str() + mark + 1);
  return std::strtod(fmt::format("{}e{}", text.substr(0, mark), exponent + digits).c_str(), nullptr);
}

double half_even(double value) {
  double result = std::floor(value);
  if (value - result >= 0.5) result += 1;
  if (std::fabs(result - value) == 0.5 && std::fmod(std::fabs(result), 2) == 1) result -= 1;
  return result;
}

}  // namespace

double rounded(double value, double precision) {
  if (!std::isfinite(value)) return value;
  const auto digits = static_cast<int>(std::fmax(-400, std::fmin(400, precision)));
  double result = half_even(digits == 0 ? value : shifted(value, digits));
  if (!std::isfinite(result)) return value;  // more decimals than a number has
  if (digits != 0) result = shifted(result, -digits);
  return result == 0 ? 0 : result;
}

std::string fixed(double value, int digits) {
  if (std::fabs(value) >= 1e21 || !std::isfinite(value)) return json::ecmascript_text(value);
  return fmt::format("{:.{}f}", value, digits);
}

}  // namespace sfn::jsonata

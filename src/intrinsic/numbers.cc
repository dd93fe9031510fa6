#include <cmath>
#include <limits>

#include "intrinsic/library.h"

namespace sfn::intrinsic {
namespace {

bool fits(int64_t value) {
  return value >= INT32_MIN && value <= INT32_MAX;
}

std::optional<int64_t> in_32_bits(double value) {
  if (value < INT32_MIN || value > INT32_MAX) return std::nullopt;
  return static_cast<int64_t>(value);
}

/// Java's Math.round: halves go up.
std::optional<int64_t> rounded(const json::Value& number) {
  if (number.is_int()) return fits(number.as_int()) ? std::optional(number.as_int()) : std::nullopt;
  return in_32_bits(std::floor(number.as_double() + 0.5));
}

/// java.util.Random: a linear congruential generator of 48 bits.
class JavaRandom {
 public:
  explicit JavaRandom(int64_t seed) : seed_((static_cast<uint64_t>(seed) ^ kMultiplier) & kMask) {}
  int32_t next_31_bits() {
    seed_ = (seed_ * kMultiplier + 0xB) & kMask;
    return static_cast<int32_t>(seed_ >> 17U);
  }

 private:
  static constexpr uint64_t kMultiplier = 0x5DEECE66D;
  static constexpr uint64_t kMask = (uint64_t{1} << 48U) - 1;
  uint64_t seed_;
};

std::optional<int64_t> seed_of(const json::Value& number) {
  if (number.is_int()) return number.as_int();
  const double value = std::trunc(number.as_double());
  constexpr double kLimit = 9223372036854775808.0;  // 2^63
  if (value < -kLimit) return std::numeric_limits<int64_t>::min();
  if (value >= kLimit) return std::numeric_limits<int64_t>::max();
  return static_cast<int64_t>(value);
}

}  // namespace

std::optional<int64_t> truncated(const json::Value& number) {
  if (number.is_int()) return fits(number.as_int()) ? std::optional(number.as_int()) : std::nullopt;
  return in_32_bits(std::trunc(number.as_double()));
}

int32_t java_next_int(int64_t seed, int32_t bound) {
  JavaRandom random(seed);
  if ((bound & (bound - 1)) == 0) return static_cast<int32_t>((int64_t{bound} * random.next_31_bits()) >> 31U);
  for (;;) {
    const int64_t bits = random.next_31_bits();
    const int64_t value = bits % bound;
    if (bits - value + (bound - 1) <= INT32_MAX) return static_cast<int32_t>(value);
  }
}

Outcome math_add(Values values) {
  const auto left = rounded(values[0]);
  const auto right = rounded(values[1]);
  if (!left || !right || !fits(*left + *right)) return Problem{};
  return json::Value::integer(*left + *right);
}

Outcome math_random(Values values, Environment& environment) {
  const auto start = truncated(values[0]);
  const auto end = truncated(values[1]);
  if (!start || !end || *start >= *end || !fits(*end - *start)) return Problem{};
  const auto bound = static_cast<int32_t>(*end - *start);
  if (values.size() == 3) return json::Value::integer(*start + java_next_int(*seed_of(values[2]), bound));
  return json::Value::integer(*start + static_cast<int64_t>(environment.random() % static_cast<uint64_t>(bound)));
}

}  // namespace sfn::intrinsic

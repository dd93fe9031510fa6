#include "report/duration.h"

#include <fmt/format.h>

namespace sfn::report {
namespace {

constexpr sim::Duration kSecond = 1000, kMinute = 60 * kSecond, kHour = 60 * kMinute, kDay = 24 * kHour;

std::string two_units(sim::Duration duration, sim::Duration large, const char* large_name, sim::Duration small, const char* small_name) {
  const sim::Duration rest = duration % large / small;
  const std::string head = fmt::format("{} {}", duration / large, large_name);
  return rest == 0 ? head : fmt::format("{} {} {}", head, rest, small_name);
}

}  // namespace

std::string duration_text(sim::Duration duration) {
  if (duration > 0 && duration < kSecond) return fmt::format("{} ms", duration);
  if (duration < kMinute) return fmt::format("{} s", static_cast<double>(duration) / 1000);
  if (duration < kHour) return two_units(duration, kMinute, "min", kSecond, "s");
  if (duration < kDay) return two_units(duration, kHour, "h", kMinute, "min");
  return two_units(duration, kDay, "d", kHour, "h");
}

std::string clock_text(sim::Duration since_start) {
  const std::string clock = fmt::format("{:02}:{:02}:{:02}.{:03}", since_start % kDay / kHour, since_start % kHour / kMinute,
                                        since_start % kMinute / kSecond, since_start % kSecond);
  return since_start < kDay ? clock : fmt::format("{}d {}", since_start / kDay, clock);
}

}  // namespace sfn::report

#include "text/calendar.h"

#include <date/date.h>
#include <fmt/format.h>

namespace sfn::text {
namespace {

constexpr int64_t kMillisADay = 86'400'000;

int64_t floor_divided(int64_t value, int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

}  // namespace

// date's years are 16 bits wide, so whole cycles of 400 years (146,097 days) are taken away first.
CivilTime civil_time(int64_t millis) {
  const int64_t days = floor_divided(millis, kMillisADay);
  const int64_t rest = millis - days * kMillisADay;
  const int64_t cycles = floor_divided(days, 146'097);
  const date::year_month_day ymd{date::sys_days{date::days{days - cycles * 146'097}}};
  CivilTime time;
  time.year = static_cast<int>(ymd.year()) + cycles * 400;
  time.month = static_cast<int>(static_cast<unsigned>(ymd.month()));
  time.day = static_cast<int>(static_cast<unsigned>(ymd.day()));
  time.hour = static_cast<int>(rest / 3'600'000);
  time.minute = static_cast<int>(rest / 60'000 % 60);
  time.second = static_cast<int>(rest / 1000 % 60);
  time.millisecond = static_cast<int>(rest % 1000);
  return time;
}

int64_t days_from_civil(int64_t year, int64_t month, int64_t day) {
  year += floor_divided(month - 1, 12);
  month = month - 1 - floor_divided(month - 1, 12) * 12 + 1;
  const int64_t cycles = floor_divided(year - 1970, 400);
  const date::year_month_day first{date::year{static_cast<int>(year - cycles * 400)}, date::month{static_cast<unsigned>(month)},
                                   date::day{1}};
  return date::sys_days{first}.time_since_epoch().count() + cycles * 146'097 + day - 1;
}

int64_t to_millis(const CivilTime& time) {
  const int64_t days = days_from_civil(time.year, time.month, time.day);
  return days * kMillisADay + time.hour * int64_t{3'600'000} + time.minute * int64_t{60'000} + time.second * int64_t{1000} +
         time.millisecond;
}

int weekday(int64_t days) {
  return static_cast<int>((days % 7 + 11) % 7);
}

int day_of_year(const CivilTime& time) {
  return static_cast<int>(days_from_civil(time.year, time.month, time.day) - days_from_civil(time.year, 1, 1)) + 1;
}

std::string iso_text(int64_t millis) {
  const CivilTime t = civil_time(millis);
  const std::string year = t.year >= 0 && t.year <= 9999 ? fmt::format("{:04}", t.year) : fmt::format("{:+07}", t.year);
  return fmt::format("{}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", year, t.month, t.day, t.hour, t.minute, t.second, t.millisecond);
}

}  // namespace sfn::text

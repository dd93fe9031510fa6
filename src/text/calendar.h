// The proleptic Gregorian calendar in UTC. In: milliseconds since 1970-01-01T00:00:00Z. Out: fields, and back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sfn::text {

struct CivilTime {
  int64_t year = 1970;
  int month = 1;  ///< 1..12
  int day = 1;    ///< 1..31
  int hour = 0;
  int minute = 0;
  int second = 0;
  int millisecond = 0;
};

/// Largest distance from 1970 that ECMAScript's Date (and so JSONata) knows, in milliseconds.
inline constexpr int64_t kMaxMillis = 8'640'000'000'000'000;

CivilTime civil_time(int64_t millis);
/// Fields may be out of their ranges: they carry over, as ECMAScript's Date.UTC does (month 13 = January of the next year).
int64_t to_millis(const CivilTime& time);
int64_t days_from_civil(int64_t year, int64_t month, int64_t day);  ///< days since 1970-01-01; fields carry over
int weekday(int64_t days);                                          ///< 0 = Sunday
int day_of_year(const CivilTime& time);                             ///< 1..366

/// 1970-01-01T00:00:00.000Z; years beyond 9999 or before 0 are written with a sign and six digits.
std::string iso_text(int64_t millis);

}  // namespace sfn::text

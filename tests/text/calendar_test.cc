#include <doctest/doctest.h>

#include "text/calendar.h"

using namespace sfn::text;

TEST_CASE("milliseconds and fields go there and back") {
  for (const int64_t millis :
       {int64_t{0}, int64_t{-1}, int64_t{951782400000}, int64_t{1735689599999}, int64_t{-62198755200000}, kMaxMillis, -kMaxMillis}) {
    CHECK(to_millis(civil_time(millis)) == millis);
  }
  const CivilTime leap = civil_time(951782400000);
  CHECK(leap.year == 2000);
  CHECK(leap.month == 2);
  CHECK(leap.day == 29);
}

TEST_CASE("fields beyond their range carry over") {
  CHECK(days_from_civil(2017, 2, 30) == days_from_civil(2017, 3, 2));
  CHECK(days_from_civil(2016, 13, 1) == days_from_civil(2017, 1, 1));
  CHECK(days_from_civil(2017, 0, 1) == days_from_civil(2016, 12, 1));
}

TEST_CASE("weekdays, days of the year and ISO texts") {
  CHECK(weekday(0) == 4);  // a Thursday
  CHECK(weekday(-1) == 3);
  CHECK(day_of_year(civil_time(1735603200000)) == 366);  // 31 December 2024
  CHECK(iso_text(1735689600000) == "2025-01-01T00:00:00.000Z");
  CHECK(iso_text(kMaxMillis) == "+275760-09-13T00:00:00.000Z");
}

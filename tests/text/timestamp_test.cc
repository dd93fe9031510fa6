#include "text/timestamp.h"

#include <doctest/doctest.h>

using namespace sfn::text;

namespace {

struct Case {
  std::string_view text;
  std::optional<Instant> rfc3339;
  std::optional<Instant> offset_date_time;
  std::optional<Instant> comparison;
};

}  // namespace

// The column for offset date-times was printed by java.time.OffsetDateTime.parse.
TEST_CASE("Each form has its own idea of a timestamp") {
  constexpr Instant k{1480973369, 0};
  const auto none = std::nullopt;
  const Case cases[] = {
      {"2016-12-05T21:29:29Z", k, k, k},
      {"2016-12-05T21:29Z", none, Instant{1480973340, 0}, none},
      {"2016-12-05t21:29:29z", k, k, none},
      {"2016-12-05T21:29:29+01", none, Instant{1480969769, 0}, none},
      {"2016-12-05T21:29:29+0100", none, none, none},
      {"2016-12-05T21:29:29+01:00", Instant{1480969769, 0}, Instant{1480969769, 0}, Instant{1480969769, 0}},
      {"2016-12-05T21:29:29+01:00:30", none, Instant{1480969739, 0}, none},
      {"2016-12-05T21:29:29-00:00", k, k, k},
      {"2016-12-05T21:29:29.Z", none, k, none},
      {"2016-12-05T21:29:29.123456789Z", Instant{1480973369, 123456789}, Instant{1480973369, 123456789}, Instant{1480973369, 123456789}},
      {"2016-12-05T21:29:29.1234567890Z", Instant{1480973369, 123456789}, none, Instant{1480973369, 123456789}},
      {"2016-12-05T21:29:29.5Z", Instant{1480973369, 500000000}, Instant{1480973369, 500000000}, Instant{1480973369, 500000000}},
      {"2016-12-05T24:00:00Z", none, none, none},
      {"2016-12-05T23:59:60Z", Instant{1480982400, 0}, none, none},
      {"2016-12-05T23:59:61Z", none, none, none},
      {"2016-12-05T23:60:00Z", none, none, none},
      {"2016-02-29T00:00:00Z", Instant{1456704000, 0}, Instant{1456704000, 0}, Instant{1456704000, 0}},
      {"2017-02-29T00:00:00Z", none, none, none},
      {"2016-04-31T00:00:00Z", none, none, none},
      {"2016-13-05T21:29:29Z", none, none, none},
      {"2016-00-05T21:29:29Z", none, none, none},
      {"2016-12-05T25:29:29Z", none, none, none},
      {"2016-12-05T21:29:29+18:00", Instant{1480908569, 0}, Instant{1480908569, 0}, Instant{1480908569, 0}},
      {"2016-12-05T21:29:29+18:01", Instant{1480908509, 0}, none, Instant{1480908509, 0}},
      {"2016-12-05T21:29:29+24:00", none, none, none},
      {"2016-12-05T21:29:29+00:60", none, none, none},
      {"+12016-12-05T21:29:29Z", none, Instant{317050493369, 0}, none},
      {"12016-12-05T21:29:29Z", none, none, none},
      {"0000-01-01T00:00:00Z", Instant{-62167219200, 0}, Instant{-62167219200, 0}, Instant{-62167219200, 0}},
      {"-0001-01-01T00:00:00Z", none, Instant{-62198755200, 0}, none},
      {"2016-12-05 21:29:29Z", none, none, none},
      {"2016-12-05T21:29:29", none, none, none},
      {"2016-12-05T21:29:29 Z", none, none, none},
      {"2016-12-05T21:29:29Z ", none, none, none},
      {"2016-12-05T21:29:29,5Z", none, none, none},
      {"2016-1-05T21:29:29Z", none, none, none},
      {"2016-12-05T21Z", none, none, none},
      {"05-12-2016T21:29:29Z", none, none, none},
      {"2016-12-05", none, none, none},
      {"", none, none, none},
      {"{% $x %}", none, none, none},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK((parse_timestamp(c.text, TimestampForm::Rfc3339) == c.rfc3339));
    CHECK((parse_timestamp(c.text, TimestampForm::OffsetDateTime) == c.offset_date_time));
    CHECK((parse_timestamp(c.text, TimestampForm::Comparison) == c.comparison));
  }
}

TEST_CASE("Instants are ordered and rounded down to milliseconds") {
  const auto at = [](std::string_view text) { return *parse_timestamp(text, TimestampForm::OffsetDateTime); };
  CHECK((at("2012-10-09T19:00:55+01:00") < at("2012-10-09T19:00:55Z")));
  CHECK((at("2012-10-09T19:00:55.000000001Z") > at("2012-10-09T19:00:55Z")));
  CHECK(at("1970-01-01T00:00:00.0019Z").milliseconds() == 1);
  CHECK(at("1969-12-31T23:59:59.999Z").milliseconds() == -1);
}

TEST_CASE("Timestamps are written with milliseconds") {
  const std::pair<int64_t, std::string_view> cases[] = {
      {0, "1970-01-01T00:00:00.000Z"},
      {1735689600000, "2025-01-01T00:00:00.000Z"},
      {1456790399999, "2016-02-29T23:59:59.999Z"},
      {-1, "1969-12-31T23:59:59.999Z"},
      {253402300799999, "9999-12-31T23:59:59.999Z"},
      {253402300800000, "9999-12-31T23:59:59.999Z"},
      {-62167219200001, "0000-01-01T00:00:00.000Z"},
  };
  for (const auto& [millis, text] : cases) CHECK(format_timestamp(millis) == text);
}

TEST_CASE("Durations are read in milliseconds") {
  const std::pair<std::string_view, std::optional<int64_t>> cases[] = {
      {"PT40S", 40'000},
      {"PT1M30S", 90'000},
      {"P1D", 86'400'000},
      {"P2W", 1'209'600'000},
      {"P1DT2H", 93'600'000},
      {"PT0.5S", 500},
      {"PT0,25S", 250},
      {"PT1.2345S", 1234},
      {"PT0S", 0},
      {"P1W1DT1H1M1S", 694'861'000},
      {"PT90M", 5'400'000},
      {"P", std::nullopt},
      {"PT", std::nullopt},
      {"P1DT", std::nullopt},
      {"PT5", std::nullopt},
      {"PT1.5M", std::nullopt},
      {"PT1.S", std::nullopt},
      {"P1Y", std::nullopt},
      {"P1M", std::nullopt},
      {"PT1S1M", std::nullopt},
      {"PT1S1S", std::nullopt},
      {"-PT1S", std::nullopt},
      {"PT-1S", std::nullopt},
      {"pt1s", std::nullopt},
      {"40", std::nullopt},
      {"", std::nullopt},
      {"PT1S ", std::nullopt},
      {"P1H", std::nullopt},
      {"PT9223372036854775S", 9223372036854775000},
      {"PT9223372036854776S", std::nullopt},
      {"PT9999999999999999999999S", std::nullopt},
  };
  for (const auto& row : cases) {
    const auto& text = row.first;
    CAPTURE(text);
    CHECK((parse_duration(text) == row.second));
  }
}

TEST_CASE("Durations are written in their shortest form and read back") {
  const std::pair<int64_t, std::string_view> cases[] = {
      {0, "PT0S"},         {90'000, "PT1M30S"}, {250, "PT0.25S"},     {93'600'000, "P1DT2H"},
      {86'400'000, "P1D"}, {3'600'000, "PT1H"}, {60'100, "PT1M0.1S"}, {10'000, "PT10S"},
  };
  for (const auto& [millis, text] : cases) {
    CHECK(format_duration(millis) == text);
    CHECK((parse_duration(text) == millis));
  }
}

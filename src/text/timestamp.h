// Points in time and lengths of time as text: RFC 3339, ISO 8601 offset date-times as Java reads them, ISO 8601 durations.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace sfn::text {

/// A point in time, UTC.
struct Instant {
  int64_t seconds = 0;  ///< since 1970-01-01T00:00:00Z, rounded down
  int32_t nanos = 0;    ///< 0 … 999,999,999

  constexpr auto operator<=>(const Instant&) const = default;
  /// Milliseconds since 1970, rounded down.
  constexpr int64_t milliseconds() const { return seconds * 1000 + nanos / 1'000'000; }
};

/// Who reads a timestamp decides what is one. The day must exist in its month in all of them.
enum class TimestampForm : uint8_t {
  /// A literal in a definition (Wait's Timestamp, Choice's Timestamp…): RFC 3339, seconds mandatory, `T` and `Z` in either case.
  Rfc3339,
  /// At run time (TimestampPath, JSONata's Timestamp): Java's ISO_OFFSET_DATE_TIME; seconds may be absent, offsets may have seconds,
  /// a fraction has at most nine digits, `24:00` and leap seconds are refused, letters may be small, years reach to 32767.
  OffsetDateTime,
  /// Choice's IsTimestamp and Timestamp… comparisons: RFC 3339 with capital `T` and `Z`.
  Comparison
};

std::optional<Instant> parse_timestamp(std::string_view text, TimestampForm form);

/// `2025-01-01T00:00:00.000Z`, as history and context object have it. Years 0000-9999 only; others are clamped.
std::string format_timestamp(int64_t milliseconds_since_1970);

/// `PT40S`, `PT1M30S`, `P1D`, `P2W`, `PT0.5S` to milliseconds (a fraction only in the seconds, below a millisecond cut off). Nothing for
/// years and months, which have no length of their own, signs, an empty `P` or `PT`, and lengths above 292 million years.
std::optional<int64_t> parse_duration(std::string_view text);

/// The shortest form of a length >= 0: `PT1M30S`, `P1DT2H`, `PT0.25S`, `PT0S`.
std::string format_duration(int64_t milliseconds);

}  // namespace sfn::text

#include "text/timestamp.h"

#include <date/date.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <span>

namespace sfn::text {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

struct Fields {
  int year = 0, month = 0, day = 0;
  int hour = 0, minute = 0, second = 0;
  int32_t nanos = 0;
  int offset = 0;  ///< seconds east of UTC
};

/// Reads the parts of a timestamp from left to right; false as soon as one is not there.
class Reader {
 public:
  Reader(std::string_view text, TimestampForm form) : text_(text), form_(form) {}
  bool read(Fields& out) { return year(out.year) && take('-') && date_and_time(out) && zone(out.offset) && text_.empty(); }

 private:
  bool date_and_time(Fields& out) {
    return two(out.month) && take('-') && two(out.day) && take_letter('T') && two(out.hour) && take(':') && two(out.minute) && seconds(out);
  }
  bool year(int& value);
  bool seconds(Fields& out);
  bool fraction(int32_t& nanos);
  bool zone(int& offset);
  bool java() const { return form_ == TimestampForm::OffsetDateTime; }

  bool take(char wanted) {
    if (text_.empty() || text_.front() != wanted) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool take_letter(char capital) {
    const bool any_case = form_ != TimestampForm::Comparison;
    return take(capital) || (any_case && take(static_cast<char>(capital - 'A' + 'a')));
  }
  size_t digits() const { return static_cast<size_t>(std::find_if_not(text_.begin(), text_.end(), is_digit) - text_.begin()); }
  bool number(size_t count, int& value) {
    if (digits() < count) return false;
    std::from_chars(text_.data(), text_.data() + count, value);
    text_.remove_prefix(count);
    return true;
  }
  bool two(int& value) { return number(2, value); }

  std::string_view text_;
  TimestampForm form_;
};

/// Four digits; Java takes a sign and then also five, up to what the calendar holds.
bool Reader::year(int& value) {
  const bool minus = java() && take('-');
  const bool plus = !minus && java() && take('+');
  const size_t count = digits();
  if (count < 4 || count > 5 || (count == 4 && plus) || (count == 5 && !plus && !minus) || !number(count, value)) return false;
  if (minus) value = -value;
  return value >= static_cast<int>(date::year::min()) && value <= static_cast<int>(date::year::max());
}

bool Reader::seconds(Fields& out) {
  if (!take(':')) return java();
  if (!two(out.second)) return false;
  return !take('.') || fraction(out.nanos);
}

bool Reader::fraction(int32_t& nanos) {
  const size_t count = digits();
  if (java() ? count > 9 : count == 0) return false;
  for (size_t i = 0; i < 9; ++i) nanos = nanos * 10 + (i < count ? text_[i] - '0' : 0);
  text_.remove_prefix(count);
  return true;
}

bool Reader::zone(int& offset) {
  if (take_letter('Z')) return true;
  const bool west = take('-');
  if (!west && !take('+')) return false;
  int hours = 0;
  int minutes = 0;
  int seconds = 0;
  if (!two(hours)) return false;
  if (take(':')) {
    if (!two(minutes)) return false;
    if (java() && take(':') && !two(seconds)) return false;
  } else if (!java()) {
    return false;
  }
  offset = (hours * 60 + minutes) * 60 + seconds;
  if (west) offset = -offset;
  const int limit = java() ? 18 * 3600 : 24 * 3600 - 1;
  return minutes < 60 && seconds < 60 && offset >= -limit && offset <= limit;
}

struct Unit {
  char letter;
  int64_t milliseconds;
};
constexpr Unit kDateUnits[] = {{'W', 604'800'000}, {'D', 86'400'000}};
constexpr Unit kTimeUnits[] = {{'H', 3'600'000}, {'M', 60'000}, {'S', 1'000}};
constexpr int64_t kLongest = std::numeric_limits<int64_t>::max();

/// Number and unit pairs in the order of `units`, each at most once. Sums to `total`; false if a part is not there or too large.
bool read_parts(std::string_view& text, std::span<const Unit> units, int64_t& total) {
  while (!text.empty() && is_digit(text.front())) {
    int64_t count = 0;
    const auto [stop, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (problem != std::errc()) return false;
    text.remove_prefix(static_cast<size_t>(stop - text.data()));
    int64_t fraction = 0;  // milliseconds
    if (!text.empty() && (text.front() == '.' || text.front() == ',')) {
      text.remove_prefix(1);
      const auto size = static_cast<size_t>(std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
      if (size == 0 || size == text.size() || text[size] != 'S') return false;
      for (size_t i = 0; i < 3; ++i) fraction = fraction * 10 + (i < size ? text[i] - '0' : 0);
      text.remove_prefix(size);
    }
    const auto unit = std::find_if(units.begin(), units.end(), [&](const Unit& u) { return !text.empty() && u.letter == text.front(); });
    if (unit == units.end() || count > (kLongest - total - fraction) / unit->milliseconds) return false;
    total += count * unit->milliseconds + fraction;
    units = units.subspan(static_cast<size_t>(unit - units.begin()) + 1);
    text.remove_prefix(1);
  }
  return true;
}

}  // namespace

std::optional<Instant> parse_timestamp(std::string_view text, TimestampForm form) {
  Fields f;
  if (!Reader(text, form).read(f)) return std::nullopt;
  const date::year_month_day day = date::year(f.year) / f.month / f.day;
  const int last_second = form == TimestampForm::Rfc3339 ? 60 : 59;
  if (!day.ok() || f.hour > 23 || f.minute > 59 || f.second > last_second) return std::nullopt;
  const int64_t days = date::sys_days(day).time_since_epoch().count();
  return Instant{((days * 24 + f.hour) * 60 + f.minute) * 60 + f.second - f.offset, f.nanos};
}

std::string format_timestamp(int64_t milliseconds_since_1970) {
  constexpr int64_t kFirst = -62'167'219'200'000;  // 0000-01-01T00:00:00.000Z
  constexpr int64_t kLast = 253'402'300'799'999;   // 9999-12-31T23:59:59.999Z
  const std::chrono::milliseconds since(std::clamp(milliseconds_since_1970, kFirst, kLast));
  const date::sys_time<std::chrono::milliseconds> instant(since);
  const auto midnight = date::floor<date::days>(instant);
  const date::year_month_day day(midnight);
  const auto in_day = (instant - midnight).count();
  std::string text = "0000-00-00T00:00:00.000Z";
  const auto put = [&text](size_t last, int64_t number) {
    for (; number > 0; number /= 10) text[last--] = static_cast<char>('0' + number % 10);
  };
  put(3, static_cast<int>(day.year()));
  put(6, static_cast<unsigned>(day.month()));
  put(9, static_cast<unsigned>(day.day()));
  put(12, in_day / 3'600'000);
  put(15, in_day / 60'000 % 60);
  put(18, in_day / 1'000 % 60);
  put(22, in_day % 1'000);
  return text;
}

std::optional<int64_t> parse_duration(std::string_view text) {
  if (text.size() < 3 || text.front() != 'P') return std::nullopt;
  text.remove_prefix(1);
  int64_t total = 0;
  if (!read_parts(text, kDateUnits, total)) return std::nullopt;
  if (text.empty()) return total;
  if (text.size() < 3 || text.front() != 'T') return std::nullopt;
  text.remove_prefix(1);
  if (!read_parts(text, kTimeUnits, total) || !text.empty()) return std::nullopt;
  return total;
}

std::string format_duration(int64_t milliseconds) {
  const int64_t days = milliseconds / 86'400'000;
  const int64_t hours = milliseconds / 3'600'000 % 24;
  const int64_t minutes = milliseconds / 60'000 % 60;
  const int64_t rest = milliseconds % 60'000;
  std::string time;
  if (hours > 0) time += fmt::format("{}H", hours);
  if (minutes > 0) time += fmt::format("{}M", minutes);
  if (rest > 0) {
    std::string seconds = fmt::format("{}.{:03}", rest / 1000, rest % 1000);
    seconds.erase(seconds.find_last_not_of('0') + 1);
    if (seconds.back() == '.') seconds.pop_back();
    time += seconds + "S";
  }
  if (days == 0 && time.empty()) return "PT0S";
  return fmt::format("P{}{}{}", days > 0 ? fmt::format("{}D", days) : "", time.empty() ? "" : "T", time);
}

}  // namespace sfn::text

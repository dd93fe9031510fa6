// Times: $now, $millis, $fromMillis, $toMillis.
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "jsonata/evaluator.h"
#include "jsonata/functions/date_picture.h"
#include "jsonata/functions/declarations.h"
#include "text/calendar.h"

namespace sfn::jsonata::functions {

using json::Value;

namespace {

constexpr std::string_view kNoZone = "The timezone must be an offset from UTC such as \"+0530\". Given {{value}}";
constexpr std::string_view kNoTime = "The time must be within 8.64e15 milliseconds of 1970-01-01T00:00:00Z. Given {{value}}";

// "+0530" as the number it is: hours are its hundreds, rounded down, minutes the rest (so "-0530" is 6 hours and 30 minutes west).
void read_zone(const Value& zone, int& hours, int& minutes) {
  hours = minutes = 0;
  if (zone.is_undefined()) return;
  std::string text(zone.as_string());
  text.erase(0, text.find_first_not_of(" \t\r\n"));
  const size_t digit = !text.empty() && (text[0] == '+' || text[0] == '-') ? 1 : 0;
  if (digit >= text.size() || text[digit] < '0' || text[digit] > '9') fail_with_text("D3110", kNoZone, zone);
  const int offset = std::atoi(text.substr(0, 9).c_str());
  hours = static_cast<int>(std::floor(offset / 100.0));
  minutes = offset % 100;
}

Value formatted(Evaluator& evaluator, double millis, const Value& picture, const Value& zone) {
  if (!(std::fabs(millis) <= static_cast<double>(text::kMaxMillis))) fail_with_text("D3110", kNoTime, number_value(millis));
  int hours = 0, minutes = 0;
  read_zone(zone, hours, minutes);
  const std::string_view text = picture.is_undefined() ? "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01].[f001][Z01:01t]" : picture.as_string();
  evaluator.charge_picture(text);
  if (zone.is_string()) evaluator.charge_text(zone.as_string().size());
  const std::vector<DatePart> parts = date_picture(text);
  const size_t least =
      std::accumulate(parts.begin(), parts.end(), size_t{0}, [](size_t sum, const DatePart& part) { return sum + part.integer.mandatory; });
  evaluator.check_string(least);
  evaluator.charge(least / 4);
  const std::string written = format_date(millis, parts, hours, minutes);
  evaluator.check_string(written.size());
  return Value::string(written);
}

/// Reads YYYY[-MM][-DD][Thh:mm:ss][.f][zone] piece by piece.
class IsoReader {
 public:
  explicit IsoReader(std::string_view text) : text_(text) {}

  /// Nothing if the text has another form; NaN if its numbers are no time.
  std::optional<double> read() {
    text::CivilTime t;
    double millis = 0;
    int year = 0;
    if (!digits(4, 9, year)) return std::nullopt;
    t.year = year;
    const bool month = after('-') && digits(2, 1, t.month);
    if (!month) back();
    const bool day = after('-') && digits(2, 3, t.day);
    if (!day) back();
    const bool time = after('T') && digits(2, 2, t.hour) && after(':') && digits(2, 5, t.minute) && after(':') && digits(2, 5, t.second);
    if (!time) back();
    const bool has_fraction = fraction(millis);
    int offset = 0;
    const bool has_zone = zone(offset);
    if (at_ != text_.size()) return std::nullopt;
    const bool whole_date = !day || month;
    if (!whole_date || (!time && (has_fraction || (has_zone && !zulu_))) || (t.hour == 24 && millis > 0) || !valid(t)) return NAN;
    if (std::abs(offset) >= 24 * 60) return NAN;
    return static_cast<double>(text::to_millis(t)) + millis - offset * 60'000.0;
  }

 private:
  static bool valid(const text::CivilTime& t) {
    return t.month >= 1 && t.month <= 12 && t.day >= 1 && t.day <= 31 && (t.hour < 24 || (t.hour == 24 && t.minute == 0 && t.second == 0));
  }
  bool after(char c) {
    if (c != ':' && c != '.') kept_ = at_;
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  void back() { at_ = kept_; }
  // `count` digits, the first at most `first`.
  bool digits(int count, int first, int& number) {
    int value = 0;
    for (int i = 0; i < count; ++i) {
      const char c = at_ + static_cast<size_t>(i) < text_.size() ? text_[at_ + static_cast<size_t>(i)] : 'x';
      if (c < '0' || c > '9' || (i == 0 && c - '0' > first)) return false;
      value = value * 10 + (c - '0');
    }
    at_ += static_cast<size_t>(count);
    number = value;
    return true;
  }
  bool fraction(double& millis) {
    const size_t begin = at_;
    if (at_ >= text_.size() || text_[at_] != '.') return false;
    ++at_;
    const size_t first = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    if (at_ == first) {
      at_ = begin;
      return false;
    }
    std::string three(text_.substr(first, std::min<size_t>(3, at_ - first)));
    three.resize(3, '0');
    millis = std::atoi(three.c_str());
    return true;
  }
  bool zone(int& minutes) {
    const size_t begin = at_;
    if (at_ < text_.size() && text_[at_] == 'Z') return ++at_, zulu_ = true;
    if (at_ >= text_.size() || (text_[at_] != '+' && text_[at_] != '-')) return false;
    const int sign = text_[at_++] == '-' ? -1 : 1;
    int hours = 0, rest = 0;
    bool good = digits(2, 2, hours);
    if (good && at_ < text_.size() && text_[at_] == ':') ++at_;
    good = good && digits(2, 5, rest);
    if (!good)
      at_ = begin;
    else
      minutes = sign * (hours * 60 + rest);
    return good;
  }

  std::string_view text_;
  size_t at_ = 0;
  size_t kept_ = 0;
  bool zulu_ = false;
};

}  // namespace

Value now(Call& call) {
  return formatted(call.evaluator, static_cast<double>(call.evaluator.environment().now_millis), call[0], call[1]);
}

Value millis(Call& call) {
  return Value::integer(call.evaluator.environment().now_millis);
}

Value from_millis(Call& call) {
  if (call[0].is_undefined()) return {};
  return formatted(call.evaluator, call[0].as_double(), call[1], call[2]);
}

Value to_millis(Call& call) {
  if (call[0].is_undefined()) return {};
  const std::string_view text = call[0].as_string();
  std::optional<double> result;
  if (call[1].is_undefined()) {
    result = IsoReader(text).read();
    if (!result) fail("D3110", call[0]);
  } else {
    call.evaluator.charge_picture(call[1].as_string());
    result = parse_date(call.evaluator, text, date_picture(call[1].as_string()));
  }
  return result ? number_value(*result) : Value();
}

}  // namespace sfn::jsonata::functions

#include "jsonata/functions/date_picture.h"

#include <cmath>
#include <cstdlib>

#include "jsonata/evaluator.h"
#include "text/calendar.h"
#include "text/case_mapping.h"

namespace sfn::jsonata {
namespace {

using json::Value;
using Names = DatePart::Names;

constexpr std::string_view kIntegers = "YMDdFWwXxHhmsf";

std::string_view default_presentation(char component) {
  switch (component) {
    case 'F':
    case 'P':
    case 'C':
    case 'E': return "n";
    case 'm':
    case 's': return "01";
    case 'Z':
    case 'z': return "01:01";
    default: return kIntegers.find(component) != std::string_view::npos ? "1" : "";
  }
}

std::string without_blanks(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\v' && c != '\f') out += c;
  }
  return out;
}

// `4`, `*`, `2-4`, `*-3`.
void read_width(std::string_view text, std::optional<int>& least, std::optional<int>& most) {
  const size_t dash = text.find('-');
  const auto number = [](std::string_view part) -> std::optional<int> {
    if (part.empty() || part[0] < '0' || part[0] > '9') return std::nullopt;
    return std::atoi(std::string(part.substr(0, 6)).c_str());
  };
  least = number(text.substr(0, dash));
  if (dash != std::string_view::npos) most = number(text.substr(dash + 1));
}

void read_integer(DatePart& part, const std::string& presentation, std::optional<int> least) {
  part.integer = integer_picture(presentation);
  part.has_integer = true;
  const bool digits = part.integer.kind == IntegerPicture::Kind::Decimal;
  if (digits && least && part.integer.mandatory < static_cast<size_t>(*least)) part.integer.mandatory = static_cast<size_t>(*least);
  if (part.component != 'Y') return;
  if (part.most) {
    part.year_digits = *part.most;
    part.integer.mandatory = static_cast<size_t>(*part.most);
  } else if (digits && part.integer.mandatory + part.integer.optional >= 2) {
    part.year_digits = static_cast<int>(part.integer.mandatory + part.integer.optional);
  }
}

// What stands between [ and ].
DatePart read_marker(std::string_view text) {
  const std::string marker = without_blanks(text);
  DatePart part;
  part.component = marker.empty() ? '\0' : marker[0];
  std::string presentation = marker.empty() ? "" : marker.substr(1);
  std::optional<int> least;
  const size_t comma = marker.rfind(',');
  if (comma != std::string::npos) {
    read_width(std::string_view(marker).substr(comma + 1), least, part.most);
    presentation = comma > 0 ? marker.substr(1, comma - 1) : "";
  }
  char second = '\0';
  if (presentation.size() > 1 && std::string_view("atco").find(presentation.back()) != std::string_view::npos) {
    second = presentation.back();
    presentation.pop_back();
  }
  const std::string_view usual = default_presentation(part.component);
  if (presentation.empty()) presentation = usual;
  if (usual.empty()) fail("D3132", Value::string(marker.substr(0, 1)));
  part.zulu = second == 't';
  if (presentation[0] == 'n')
    part.names = Names::Lower;
  else if (presentation[0] == 'N')
    part.names = presentation.substr(1, 1) == "n" ? Names::Title : Names::Upper;
  else if (kIntegers.find(part.component) != std::string_view::npos)
    read_integer(part, second == '\0' ? presentation : presentation + ";" + second, least);
  if (part.component == 'Z' || part.component == 'z') {
    part.integer = integer_picture(presentation);
    part.has_integer = true;
  }
  return part;
}

void add_literal(std::vector<DatePart>& parts, std::string_view text) {
  std::string literal;
  for (size_t i = 0; i < text.size(); ++i) {
    literal += text[i];
    if (text.substr(i, 2) == "]]") ++i;
  }
  if (literal.empty()) return;
  parts.emplace_back().literal = std::move(literal);
}

std::string with_case(std::string_view name, Names names) {
  if (names == Names::Upper) return text::to_upper(name);
  return names == Names::Lower ? text::to_lower(name) : std::string(name);
}

std::string named(const DatePart& part, int64_t value) {
  std::string_view name;
  if (part.component == 'M' || part.component == 'x')
    name = kMonths[static_cast<size_t>(value - 1)];
  else if (part.component == 'F')
    name = kDays[static_cast<size_t>(value - 1)];
  else
    fail("D3133", Value::string(std::string(1, part.component)));
  const std::string text = with_case(name, part.names);
  return part.most ? text.substr(0, static_cast<size_t>(*part.most)) : text;
}

std::string offset_text(const DatePart& part, int hours, int minutes) {
  const int offset = hours * 100 + minutes;
  std::string text;
  if (part.integer.regular > 0) {
    text = format_integer_text(offset, part.integer);
  } else if (part.integer.kind != IntegerPicture::Kind::Decimal) {
    fail("D3134");
  } else if (part.integer.mandatory <= 2) {
    text = format_integer_text(hours, part.integer);
    if (minutes != 0) text += ":" + format_integer_text(minutes, integer_picture("00"));
  } else if (part.integer.mandatory <= 4) {
    text = format_integer_text(offset, part.integer);
  } else {
    fail("D3134", Value::integer(static_cast<int64_t>(part.integer.mandatory)));
  }
  if (offset == 0 && part.zulu) return "Z";
  return (part.component == 'z' ? "GMT" : "") + std::string(offset >= 0 ? "+" : "") + text;
}

std::string component_text(const DatePart& part, int64_t millis, int hours, int minutes) {
  switch (part.component) {
    case 'Z':
    case 'z': return offset_text(part, hours, minutes);
    case 'C':
    case 'E': return "ISO";
    case 'P': {
      const std::string text = date_component(millis, 'P') == 1 ? "pm" : "am";
      return part.names == Names::Upper ? text::to_upper(text) : text;
    }
    default: break;
  }
  int64_t value = date_component(millis, part.component);
  if (part.component == 'Y' && part.year_digits >= 0) {
    value = static_cast<int64_t>(std::fmod(static_cast<double>(value), std::pow(10, part.year_digits)));
  }
  if (part.names != Names::None) return named(part, value);
  return format_integer_text(static_cast<double>(value), part.integer);
}

// Days since 1970 on which the first week of a year, or of a month, begins: the one with its Thursday.
int64_t first_week(int64_t year, int64_t month) {
  const int64_t first = text::days_from_civil(year, month, 1);
  const int weekday = text::weekday(first) == 0 ? 7 : text::weekday(first);
  return weekday > 4 ? first + 8 - weekday : first - weekday + 1;
}

// Week of the year (months = 12) or of the month (months = 1).
int64_t week(const text::CivilTime& time, int64_t months) {
  const int64_t month = months == 12 ? 1 : time.month;
  const int64_t today = text::days_from_civil(time.year, time.month, time.day);
  const auto start = [&](int64_t shift) { return first_week(time.year, month + shift * months); };
  const auto weeks_since = [&](int64_t begin) { return static_cast<double>(today - begin) / 7 + 1; };
  double number = weeks_since(start(0));
  if (number > (months == 12 ? 52 : 4)) {
    if (today >= start(1)) number = 1;
  } else if (number < 1) {
    number = weeks_since(start(-1));
  }
  return static_cast<int64_t>(std::floor(number));
}

// The year, or month, that the week belongs to: -1, 0 or 1 from the calendar's.
int64_t week_shift(int64_t millis, const text::CivilTime& time, int64_t months) {
  constexpr int64_t kDay = 86'400'000;
  const int64_t month = months == 12 ? 1 : time.month;
  if (millis < first_week(time.year, month) * kDay) return -1;
  return millis >= first_week(time.year, month + months) * kDay ? 1 : 0;
}

}  // namespace

int64_t date_component(int64_t millis, char component) {
  const text::CivilTime time = text::civil_time(millis);
  switch (component) {
    case 'Y': return time.year;
    case 'M': return time.month;
    case 'D': return time.day;
    case 'd': return text::day_of_year(time);
    case 'F': {
      const int day = text::weekday(text::days_from_civil(time.year, time.month, time.day));
      return day == 0 ? 7 : day;
    }
    case 'W': return week(time, 12);
    case 'w': return week(time, 1);
    case 'X': return time.year + week_shift(millis, time, 12);
    case 'x': return (time.month - 1 + week_shift(millis, time, 1) + 12) % 12 + 1;
    case 'H': return time.hour;
    case 'h': return time.hour % 12 == 0 ? 12 : time.hour % 12;
    case 'P': return time.hour >= 12 ? 1 : 0;
    case 'm': return time.minute;
    case 's': return time.second;
    case 'f': return time.millisecond;
    default: return 0;
  }
}

std::vector<DatePart> date_picture(std::string_view text) {
  std::vector<DatePart> parts;
  size_t begin = 0;
  for (size_t at = text.find('['); at != std::string_view::npos; at = text.find('[', begin)) {
    add_literal(parts, text.substr(begin, at - begin));
    if (text.substr(at, 2) == "[[") {
      parts.emplace_back().literal = "[";
      begin = at + 2;
      continue;
    }
    const size_t end = text.find(']', at);
    if (end == std::string_view::npos) fail("D3135");
    DatePart part = read_marker(text.substr(at + 1, end - at - 1));
    if (part.has_integer && part.component != 'Z' && part.component != 'z' && !parts.empty() && parts.back().has_integer) {
      parts.back().integer.width = parts.back().integer.mandatory;
    }
    parts.push_back(std::move(part));
    begin = end + 1;
  }
  add_literal(parts, text.substr(begin));
  return parts;
}

std::string format_date(double millis, const std::vector<DatePart>& parts, int offset_hours, int offset_minutes) {
  const auto local = static_cast<int64_t>(std::trunc(millis + (60.0 * offset_hours + offset_minutes) * 60'000));
  std::string out;
  for (const DatePart& part : parts) out += part.component == 0 ? part.literal : component_text(part, local, offset_hours, offset_minutes);
  return out;
}

}  // namespace sfn::jsonata

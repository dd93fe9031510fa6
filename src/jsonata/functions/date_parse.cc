// Reading times by a picture: one regular expression out of its parts, then the components that it gave.
#include <cmath>
#include <cstdlib>
#include <map>

#include "jsonata/evaluator.h"
#include "jsonata/functions/date_picture.h"
#include "text/calendar.h"
#include "text/regex.h"
#include "text/utf8.h"

namespace sfn::jsonata {
namespace {

using json::Value;
using Components = std::map<char, double>;

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (std::string_view(".*+?^${}()|[]\\").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string separator_of(const DatePart& part) {
  std::string out;
  if (part.integer.regular > 0) text::append_utf8(out, part.integer.separators[0].character);
  return out;
}

std::string pattern_of(const DatePart& part) {
  if (part.component == 0) return escaped(part.literal);
  if (part.component == 'Z' || part.component == 'z') {
    const std::string separator = separator_of(part);
    return std::string(part.component == 'z' ? "GMT" : "") + "[-+][0-9]+" + (separator.empty() ? "" : escaped(separator) + "[0-9]+");
  }
  if (part.component == 'f') return "[0-9]+";
  if (part.has_integer) return integer_pattern(part.integer);
  if (std::string_view("MxFP").find(part.component) == std::string_view::npos) fail("D3133", Value::string(std::string(1, part.component)));
  return "[a-zA-Z]+";
}

// Names are compared as they are, with their capital; an unknown one counts as missing.
std::optional<double> name_number(const DatePart& part, std::string_view text) {
  if (part.component == 'P') {
    if (text == "am" || text == "AM") return 0;
    return text == "pm" || text == "PM" ? std::optional<double>(1) : std::nullopt;
  }
  const std::span<const std::string_view> names =
      part.component == 'F' ? std::span<const std::string_view>(kDays) : std::span<const std::string_view>(kMonths);
  for (size_t i = 0; i < names.size(); ++i) {
    const bool cut = part.most && *part.most > 0;
    if (text == (cut ? names[i].substr(0, static_cast<size_t>(*part.most)) : names[i])) return static_cast<double>(i + 1);
  }
  return std::nullopt;
}

// Minutes east of Greenwich.
double offset_minutes(const DatePart& part, std::string_view text) {
  if (part.component == 'z') text.remove_prefix(3);
  const auto number = [](std::string_view digits) { return static_cast<double>(std::atoi(std::string(digits).c_str())); };
  const std::string separator = separator_of(part);
  const size_t at = separator.empty() ? std::string_view::npos : text.find(separator);
  if (at != std::string_view::npos) return number(text.substr(0, at)) * 60 + number(text.substr(at + separator.size()));
  if (text.size() <= 3) return number(text) * 60;
  return number(text.substr(0, 3)) * 60 + number(text.substr(3));
}

std::optional<double> component_of(const DatePart& part, std::string_view text) {
  if (part.component == 'Z' || part.component == 'z') return offset_minutes(part, text);
  if (part.component == 'f') return std::strtod(("0." + std::string(text.substr(0, 3))).c_str(), nullptr) * 1000;
  if (part.has_integer) return parse_integer_text(text, part.integer);
  return name_number(part, text);
}

std::optional<Components> read_components(Evaluator& evaluator, std::string_view text, const std::vector<DatePart>& parts) {
  std::string pattern = "^";
  for (const DatePart& part : parts) pattern += "(" + pattern_of(part) + ")";
  const auto regex = text::Regex::compile(pattern + "$", {true, false});
  text::RegexMatch match;
  if (!regex) evaluator.out_of_memory();  // more parts than the matcher can take
  if (!evaluator.search(*regex, text::RegexSubject(text), 0, match)) return std::nullopt;
  Components components;
  bool any = false;
  for (size_t i = 0; i < parts.size(); ++i) {
    const auto& group = match.groups[i + 1];
    if (parts[i].component == 0) continue;
    any = true;
    const auto value = component_of(parts[i], text.substr(group.begin, group.end - group.begin));
    if (value)
      components[parts[i].component] = *value;
    else
      components.erase(parts[i].component);
  }
  if (!any) return std::nullopt;
  return components;
}

// Whether those of `all` that are given and not zero are exactly of `kind`, and at least one is.
bool only(const Components& components, std::string_view all, std::string_view kind) {
  bool any = false;
  for (const char component : all) {
    const auto found = components.find(component);
    if (found == components.end() || found->second == 0 || std::isnan(found->second)) continue;
    if (kind.find(component) == std::string_view::npos) return false;
    any = true;
  }
  return any;
}

bool has(const Components& components, char component) {
  const auto found = components.find(component);
  return found != components.end() && found->second != 0 && !std::isnan(found->second);
}

// Which components make the date and the time, most significant first.
std::string relevant(const Components& c) {
  const bool by_month = only(c, "YXMxWwdD", "YMD");
  const bool by_day = !by_month && only(c, "YXMxWwdD", "Yd");
  const bool by_month_week = only(c, "YXMxWwdD", "XxwF");
  const bool by_week = !by_month_week && only(c, "YXMxWwdD", "XW");
  const bool half_days = !only(c, "PHhmsf", "Hmsf") && only(c, "PHhmsf", "Phmsf");
  const std::string date = by_day ? "YD" : by_month_week ? "XxwF" : by_week ? "XWF" : "YMD";
  return date + (half_days ? "Phmsf" : "Hmsf");
}

// Components before the first given one are those of now, behind the last given one the least; a gap is an error.
void complete(Components& components, std::string_view order, int64_t now) {
  bool started = false, ended = false;
  for (const char component : order) {
    if (components.count(component) > 0) {
      if (ended) fail("D3136");
      started = true;
    } else if (started) {
      components[component] = component == 'M' || component == 'D' || component == 'd' ? 1 : 0;
      ended = true;
    } else {
      components[component] = static_cast<double>(date_component(now, component));
    }
  }
}

double to_number(Components& c) {
  double days = 0;
  double year = c['Y'];
  if (year >= 0 && year <= 99) year += 1900;
  if (!std::isfinite(year) || !std::isfinite(c['M']) || !std::isfinite(c['D']) || std::fabs(year) > 400'000) return NAN;
  days = static_cast<double>(text::days_from_civil(static_cast<int64_t>(year), static_cast<int64_t>(c['M']), 1)) + std::trunc(c['D']) - 1;
  return ((days * 24 + c['H']) * 60 + c['m']) * 60'000 + c['s'] * 1000 + std::trunc(c['f']);
}

}  // namespace

std::optional<double> parse_date(Evaluator& evaluator, std::string_view text, const std::vector<DatePart>& parts) {
  auto components = read_components(evaluator, text, parts);
  if (!components) return std::nullopt;
  Components& c = *components;
  const std::string order = relevant(c);
  complete(c, order, evaluator.environment().now_millis);
  if (order[0] == 'X') fail("D3136");
  if (!(c['M'] > 0)) c['M'] = 1;
  if (order.substr(0, 2) == "YD") c['M'] = 1, c['D'] = c['d'];
  if (order.find('P') != std::string::npos) c['H'] = (c['h'] == 12 ? 0 : c['h']) + (c['P'] == 1 ? 12 : 0);
  double millis = to_number(c);
  if (std::isnan(millis) || std::fabs(millis) > static_cast<double>(text::kMaxMillis)) return NAN;
  const double offset = has(c, 'Z') ? c['Z'] : has(c, 'z') ? c['z'] : 0;
  return millis - offset * 60'000;
}

}  // namespace sfn::jsonata

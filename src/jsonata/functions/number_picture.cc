// $formatNumber: XPath's format-number, with the peculiarities of the reference.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "jsonata/evaluator.h"
#include "jsonata/functions/declarations.h"
#include "jsonata/functions/rounding.h"
#include "text/utf8.h"

namespace sfn::jsonata::functions {

using json::Value;

namespace {

using Text = std::u16string;
constexpr size_t kAbsent = Text::npos;

/// What the options can replace.
struct Symbols {
  Text decimal = u".", grouping = u",", exponent = u"e", minus = u"-", percent = u"%", per_mille = u"\u2030", zero = u"0", digit = u"#",
       separator = u";";

  void replace(std::string_view key, const Text& text) {
    const std::pair<std::string_view, Text Symbols::*> members[] = {{"decimal-separator", &Symbols::decimal},
                                                                    {"grouping-separator", &Symbols::grouping},
                                                                    {"exponent-separator", &Symbols::exponent},
                                                                    {"minus-sign", &Symbols::minus},
                                                                    {"percent", &Symbols::percent},
                                                                    {"per-mille", &Symbols::per_mille},
                                                                    {"zero-digit", &Symbols::zero},
                                                                    {"digit", &Symbols::digit},
                                                                    {"pattern-separator", &Symbols::separator}};
    for (const auto& [name, member] : members) {
      if (name == key) this->*member = text;
    }
  }
  bool is(const Text& symbol, char16_t c) const { return symbol.size() == 1 && symbol[0] == c; }
  bool in_family(char16_t c) const { return !zero.empty() && c >= zero[0] && c < zero[0] + 10; }
  bool is_digit(char16_t c) const { return in_family(c) || is(digit, c); }
  bool is_active(char16_t c) const { return is_digit(c) || is(decimal, c) || is(exponent, c) || is(grouping, c) || is(separator, c); }
};

/// A sub-picture in its parts.
struct Parts {
  Text picture, prefix, suffix, active, mantissa, exponent, integer, fraction;
  bool has_exponent = false;
};

/// What the parts say about the text of a number.
struct Layout {
  Text picture, prefix, suffix;
  std::vector<size_t> integer_groups, fraction_groups;
  size_t regular_group = 0;
  size_t least_integer = 0, scaling = 0, least_fraction = 0, most_fraction = 0, least_exponent = 0;
};

class Picture {
 public:
  explicit Picture(Symbols symbols) : symbols_(std::move(symbols)) {}

  Parts split(const Text& picture) const;
  void check(const Parts& parts) const;
  Layout layout(const Parts& parts) const;
  Text format(double value, const Layout& layout) const;

 private:
  size_t count_family(const Text& text) const {
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [&](char16_t c) { return symbols_.in_family(c); }));
  }
  size_t count_digits(const Text& text) const {
    return static_cast<size_t>(std::count_if(text.begin(), text.end(), [&](char16_t c) { return symbols_.is_digit(c); }));
  }
  bool ends_prefix(char16_t c) const { return symbols_.is_active(c) && !symbols_.is(symbols_.exponent, c); }
  const char* separator_fault(const Parts& parts) const;
  const char* digit_fault(const Parts& parts) const;
  std::vector<size_t> groups(const Text& part, const Text& integer, bool to_left) const;
  Text digits(double number, size_t decimals) const;
  std::vector<size_t> integer_places(size_t point, const Layout& layout) const;
  void group(Text& text, const Layout& layout) const;
  Text exponent_text(int exponent, size_t least) const;

  Symbols symbols_;
};

Parts Picture::split(const Text& picture) const {
  Parts parts;
  parts.picture = picture;
  const auto ends = [&](char16_t c) { return ends_prefix(c); };
  const auto first = std::find_if(picture.begin(), picture.end(), ends);
  const auto last = std::find_if(picture.rbegin(), picture.rend(), ends);
  if (first != picture.end()) parts.prefix.assign(picture.begin(), first);
  if (last != picture.rend()) parts.suffix.assign(last.base(), picture.end());
  const size_t end = picture.size() - parts.suffix.size();
  parts.active = picture.substr(parts.prefix.size(), end - parts.prefix.size());
  const size_t exponent = picture.find(symbols_.exponent, parts.prefix.size());
  parts.mantissa = parts.active;
  if (exponent != kAbsent && exponent <= end) {  // the reference forgets the prefix here, and so a prefix spoils an exponent
    parts.has_exponent = true;
    parts.mantissa = parts.active.substr(0, exponent);
    parts.exponent = exponent + 1 < parts.active.size() ? parts.active.substr(exponent + 1) : Text();
  }
  const size_t point = parts.mantissa.find(symbols_.decimal);
  parts.integer = parts.mantissa.substr(0, point);
  parts.fraction = point == kAbsent ? parts.suffix : parts.mantissa.substr(point + 1);
  return parts;
}

const char* Picture::separator_fault(const Parts& parts) const {
  const Text& picture = parts.picture;
  const char* fault = nullptr;
  const size_t point = picture.find(symbols_.decimal);
  const auto grouping_at = [&](size_t at) { return at < picture.size() && symbols_.is(symbols_.grouping, picture[at]); };
  if (point != kAbsent) {
    if (grouping_at(point - 1) || grouping_at(point + 1)) fault = "D3087";
  } else if (!parts.integer.empty() && symbols_.is(symbols_.grouping, parts.integer.back())) {
    fault = "D3088";
  }
  if (picture.find(symbols_.grouping + symbols_.grouping) != kAbsent) fault = "D3089";
  return fault;
}

const char* Picture::digit_fault(const Parts& parts) const {
  const char* fault = nullptr;
  const size_t optional = parts.integer.find(symbols_.digit);
  if (optional != kAbsent && count_family(parts.integer.substr(0, optional)) > 0) fault = "D3090";
  const size_t last_optional = parts.fraction.rfind(symbols_.digit);
  if (last_optional != kAbsent && count_family(parts.fraction.substr(last_optional)) > 0) fault = "D3091";
  return fault;
}

// The last rule that is broken is the one that is reported.
void Picture::check(const Parts& parts) const {
  const Text& picture = parts.picture;
  const auto twice = [&](const Text& symbol) { return picture.find(symbol) != picture.rfind(symbol); };
  const bool percent = picture.find(symbols_.percent) != kAbsent, per_mille = picture.find(symbols_.per_mille) != kAbsent;
  std::string fault;
  if (twice(symbols_.decimal)) fault = "D3081";
  if (twice(symbols_.percent)) fault = "D3082";
  if (twice(symbols_.per_mille)) fault = "D3083";
  if (percent && per_mille) fault = "D3084";
  if (count_digits(parts.mantissa) == 0) fault = "D3085";
  if (!std::all_of(parts.active.begin(), parts.active.end(), [&](char16_t c) { return symbols_.is_active(c); })) fault = "D3086";
  if (const char* separator = separator_fault(parts)) fault = separator;
  if (const char* digit = digit_fault(parts)) fault = digit;
  if (parts.has_exponent && !parts.exponent.empty() && (percent || per_mille)) fault = "D3092";
  if (parts.has_exponent && (parts.exponent.empty() || count_family(parts.exponent) != parts.exponent.size())) fault = "D3093";
  if (!fault.empty()) fail(fault);
}

// Digits right of each grouping separator (left of it in the fraction). The reference goes on looking in the integer part.
std::vector<size_t> Picture::groups(const Text& part, const Text& integer, bool to_left) const {
  std::vector<size_t> positions;
  const size_t all = count_digits(part);
  size_t left = 0, counted = 0;  // digits in front of `counted`
  for (size_t at = part.find(symbols_.grouping); at != kAbsent; at = integer.find(symbols_.grouping, at + 1)) {
    for (; counted < std::min(at, part.size()); ++counted) left += symbols_.is_digit(part[counted]) ? 1 : 0;
    positions.push_back(to_left ? left : all - left);
  }
  return positions;
}

// The positions fall. As many different multiples of their divisor as the largest one counts are all of them.
size_t regular(const std::vector<size_t>& positions) {
  if (positions.empty() || positions[0] == 0) return 0;
  const size_t factor =
      std::accumulate(positions.begin() + 1, positions.end(), positions[0], [](size_t a, size_t b) { return std::gcd(a, b); });
  const bool twice = std::adjacent_find(positions.begin(), positions.end()) != positions.end();
  return !twice && positions[0] == positions.size() * factor ? factor : 0;
}

Layout Picture::layout(const Parts& parts) const {
  Layout layout;
  layout.picture = parts.picture;
  layout.prefix = parts.prefix;
  layout.suffix = parts.suffix;
  layout.integer_groups = groups(parts.integer, parts.integer, false);
  layout.fraction_groups = groups(parts.fraction, parts.integer, true);
  layout.regular_group = regular(layout.integer_groups);
  layout.least_integer = layout.scaling = count_family(parts.integer);
  layout.least_fraction = count_family(parts.fraction);
  layout.most_fraction = count_digits(parts.fraction);
  if (layout.least_integer == 0 && layout.most_fraction == 0) {
    if (parts.has_exponent)
      layout.least_fraction = layout.most_fraction = 1;
    else
      layout.least_integer = 1;
  }
  if (parts.has_exponent && layout.least_integer == 0 && parts.integer.find(symbols_.digit) != kAbsent) layout.least_integer = 1;
  if (layout.least_integer == 0 && layout.least_fraction == 0) layout.least_fraction = 1;
  if (parts.has_exponent) layout.least_exponent = count_family(parts.exponent);
  return layout;
}

Text Picture::digits(double number, size_t decimals) const {
  Text text;
  for (const char c : fixed(std::fabs(number), static_cast<int>(decimals))) {
    const bool digit = c >= '0' && c <= '9';
    text += digit ? static_cast<char16_t>(symbols_.zero[0] + (c - '0')) : static_cast<char16_t>(c);
  }
  return text;
}

// The text with separators at places that rise; a place counts what has been put in before. Linear, since a picture may have a million.
Text separated(const Text& text, const std::vector<size_t>& places, const Text& separator) {
  Text out;
  out.reserve(text.size() + places.size() * separator.size());
  size_t taken = 0;
  for (const size_t place : places) {
    const size_t more = std::min(place - std::min(place, out.size()), text.size() - taken);
    out.append(text, taken, more);
    taken += more;
    out.insert(std::min(place, out.size()), separator);
  }
  return out.append(text, taken);
}

std::vector<size_t> Picture::integer_places(size_t point, const Layout& layout) const {
  std::vector<size_t> places;
  if (layout.regular_group > 0) {
    for (size_t i = point == 0 ? 0 : (point - 1) / layout.regular_group; i > 0; --i)
      places.push_back(point - i * layout.regular_group + places.size() * symbols_.grouping.size());
    return places;
  }
  for (const size_t position : layout.integer_groups) {
    if (position <= point + places.size()) places.push_back(point + places.size() - position);
  }
  return places;
}

void Picture::group(Text& text, const Layout& layout) const {
  text = separated(text, integer_places(std::min(text.find(symbols_.decimal), text.size()), layout), symbols_.grouping);
  const size_t point = text.find(symbols_.decimal);
  if (point == kAbsent) return;
  std::vector<size_t> places;
  for (const size_t position : layout.fraction_groups) places.push_back(point + position + 1);  // at most behind the digits
  text = separated(text, places, symbols_.grouping);
}

Text Picture::exponent_text(int exponent, size_t least) const {
  Text text = digits(exponent, 0);
  if (text.size() < least) text.insert(0, least - text.size(), symbols_.zero[0]);
  return symbols_.exponent + (exponent < 0 ? symbols_.minus : Text()) + text;
}

Text Picture::format(double value, const Layout& layout) const {
  double mantissa = value;
  if (layout.picture.find(symbols_.percent) != kAbsent)
    mantissa *= 100;
  else if (layout.picture.find(symbols_.per_mille) != kAbsent)
    mantissa *= 1000;
  int exponent = 0;
  if (layout.least_exponent > 0 && mantissa != 0 && std::isfinite(mantissa)) {
    const double most = std::pow(10, static_cast<double>(layout.scaling)), least = std::pow(10, static_cast<double>(layout.scaling) - 1);
    for (; std::fabs(mantissa) < least; --exponent) mantissa *= 10;
    for (; std::fabs(mantissa) > most; ++exponent) mantissa /= 10;
  }
  Text text = digits(rounded(mantissa, static_cast<double>(layout.most_fraction)), layout.most_fraction);
  const size_t dot = text.find(u'.');
  if (dot == kAbsent)
    text += symbols_.decimal;
  else
    text.replace(dot, 1, symbols_.decimal);
  const char16_t zero = symbols_.zero[0];
  text.erase(0, std::min(text.find_first_not_of(zero), text.size()));
  while (!text.empty() && text.back() == zero) text.pop_back();
  size_t point = text.find(symbols_.decimal);
  if (point == kAbsent) point = text.size();
  const size_t behind = text.size() - std::min(text.size(), point + 1);
  if (behind < layout.least_fraction) text.append(layout.least_fraction - behind, zero);
  if (point < layout.least_integer) text.insert(0, layout.least_integer - point, zero);
  group(text, layout);
  point = text.find(symbols_.decimal);
  if (layout.picture.find(symbols_.decimal) == kAbsent || point == text.size() - 1) text.pop_back();
  if (layout.least_exponent > 0) text += exponent_text(exponent, layout.least_exponent);
  return layout.prefix + text + layout.suffix;
}

std::vector<Text> sub_pictures(const Text& picture, const Text& separator) {
  std::vector<Text> result;
  size_t at = 0;
  for (size_t found = picture.find(separator); !separator.empty() && found != kAbsent; found = picture.find(separator, at)) {
    result.push_back(picture.substr(at, found - at));
    at = found + separator.size();
  }
  result.push_back(picture.substr(at));
  return result;
}

}  // namespace

Value format_number(Call& call) {
  if (call[0].is_undefined()) return {};
  Symbols symbols;
  if (call[2].is_object()) {
    for (const auto& [key, option] : call[2].members()) {
      if (option.is_string() && !option.as_string().empty()) symbols.replace(key.view(), text::to_utf16(option.as_string()));
    }
  }
  const Text picture = text::to_utf16(call[1].is_undefined() ? std::string_view() : call[1].as_string());
  call.evaluator.charge_picture(call[1].is_undefined() ? std::string_view() : call[1].as_string());
  const auto pictures = sub_pictures(picture, symbols.separator);
  if (pictures.size() > 2) fail("D3080");
  const Picture parser(symbols);
  std::vector<Parts> parts;
  for (const Text& sub : pictures) parts.push_back(parser.split(sub));
  for (const Parts& part : parts) parser.check(part);
  std::vector<Layout> layouts;
  for (const Parts& part : parts) layouts.push_back(parser.layout(part));
  if (layouts.size() == 1) {
    layouts.push_back(layouts[0]);
    layouts[1].prefix = symbols.minus + layouts[1].prefix;
  }
  const double value = call[0].as_double();
  return Value::string(text::from_utf16(parser.format(value, layouts[value >= 0 ? 0 : 1])));
}

}  // namespace sfn::jsonata::functions

#include "jsonata/functions/integer_picture.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <numeric>

#include "json/number.h"
#include "jsonata/evaluator.h"
#include "jsonata/functions/declarations.h"
#include "jsonata/functions/rounding.h"
#include "jsonata/functions/words.h"
#include "text/case_mapping.h"
#include "text/utf8.h"

namespace sfn::jsonata {
namespace {

using json::Value;
using Kind = IntegerPicture::Kind;
using Case = IntegerPicture::Case;

/// The zeros of Unicode's decimal digits.
constexpr char32_t kZeros[] = {0x30,   0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66,
                               0x0DE6, 0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50,
                               0x1BB0, 0x1C40, 0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10};

char32_t zero_of(char32_t c) {
  for (const char32_t zero : kZeros) {
    if (c >= zero && c <= zero + 9) return zero;
  }
  return 0;
}

std::u32string points(std::string_view text) {
  std::u32string out;
  for (size_t at = 0; at < text.size();) out += text::decode(text, at);
  return out;
}

std::string utf8(const std::u32string& text) {
  std::string out;
  for (const char32_t c : text) text::append_utf8(out, c);
  return out;
}

// The one distance at whose multiples the separators stand, if they are all the same character; else 0.
size_t regular_distance(const std::vector<IntegerPicture::Separator>& separators) {
  size_t factor = 0;
  for (const auto& separator : separators) {
    if (separator.character != separators[0].character) return 0;
    factor = std::gcd(factor, separator.position);
  }
  if (separators.empty()) return 0;
  // As many different multiples as the largest one counts are all of them. Positions are in order.
  const auto same = [](const auto& left, const auto& right) { return left.position == right.position; };
  const bool all = std::adjacent_find(separators.begin(), separators.end(), same) == separators.end() &&
                   std::max(separators.front().position, separators.back().position) == separators.size() * factor;
  return all ? factor : 0;
}

/// In time proportional to the digits, of which a date picture may ask for a million.
std::u32string grouped(const std::u32string& digits, const IntegerPicture& picture) {
  std::u32string out;
  out.reserve(digits.size() + digits.size() / picture.regular);
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % picture.regular == 0) out += picture.separators[0].character;
    out += digits[i];
  }
  return out;
}

/// Irregular separators, each in front of as many digits as its position says; in one walk, since a date picture may ask for a million.
std::u32string separated(const std::u32string& digits, const std::vector<IntegerPicture::Separator>& separators) {
  auto next = separators.rbegin();  // the positions are in order, the lowest first
  while (next != separators.rend() && next->position > digits.size()) ++next;
  std::u32string out;
  out.reserve(digits.size() + separators.size());
  for (size_t i = 0; i <= digits.size(); ++i) {
    for (; next != separators.rend() && next->position == digits.size() - i; ++next) out += next->character;
    if (i < digits.size()) out += digits[i];
  }
  return out;
}

void read_digits(IntegerPicture& picture, std::string_view text) {
  const std::u32string characters = points(text);
  char32_t zero = 0;
  size_t position = 0;
  for (size_t i = characters.size(); i-- > 0;) {
    const char32_t c = characters[i];
    const char32_t family = zero_of(c);
    if (family != 0) {
      if (zero != 0 && family != zero) fail("D3131");
      zero = family;
      ++picture.mandatory, ++position;
    } else if (c == U'#') {
      ++picture.optional, ++position;
    } else {
      picture.separators.push_back({position, c});
    }
  }
  if (picture.mandatory == 0) {
    picture.kind = Kind::Sequence;
    return;
  }
  picture.zero = zero;
  picture.regular = picture.separators.empty() ? 0 : regular_distance(picture.separators);
}

std::string with_case(std::string text, Case letter_case) {
  if (letter_case == Case::Upper) return text::to_upper(text);
  return letter_case == Case::Lower ? text::to_lower(text) : text;
}

// The last two characters decide, digits or separators.
const char* ordinal_suffix(std::u32string_view digits) {
  if (digits.size() > 1 && digits[digits.size() - 2] == U'1') return "th";
  const char32_t last = digits.back();
  return last == U'1' ? "st" : last == U'2' ? "nd" : last == U'3' ? "rd" : "th";
}

std::string decimal_text(double value, const IntegerPicture& picture) {
  std::u32string digits = points(json::ecmascript_text(value));
  if (digits.size() < picture.mandatory) digits.insert(0, picture.mandatory - digits.size(), U'0');
  for (char32_t& c : digits) c = c - U'0' + picture.zero;
  digits = picture.regular > 0 ? grouped(digits, picture) : separated(digits, picture.separators);
  return utf8(digits) + (picture.ordinal ? ordinal_suffix(digits) : "");
}

double leading_integer(std::string_view text) {
  size_t at = 0;
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\n')) ++at;
  const bool negative = at < text.size() && text[at] == '-';
  if (negative || (at < text.size() && text[at] == '+')) ++at;
  const size_t end = std::min(text.find_first_not_of("0123456789", at), text.size());
  if (end == at) return NAN;
  double number = INFINITY;  // if it is out of range
  std::from_chars(text.data() + at, text.data() + end, number, std::chars_format::fixed);
  return negative ? -number : number;
}

double parse_decimal(std::string_view text, const IntegerPicture& picture) {
  auto written = points(text);
  if (picture.ordinal) written.resize(written.size() - std::min<size_t>(2, written.size()));  // the suffix
  std::u32string digits;
  for (const char32_t c : written) {
    const auto separates = [&](const auto& separator) { return separator.character == c; };
    if (picture.regular > 0 ? c == U',' : std::any_of(picture.separators.begin(), picture.separators.end(), separates)) continue;
    digits += picture.zero == U'0' ? c : c - picture.zero + U'0';
  }
  return leading_integer(utf8(digits));
}

}  // namespace

IntegerPicture integer_picture(std::string_view text) {
  IntegerPicture picture;
  const size_t semicolon = text.rfind(';');
  const std::string_view primary = text.substr(0, semicolon);
  picture.ordinal = semicolon != std::string_view::npos && text.substr(semicolon + 1, 1) == "o";
  picture.text = primary;
  if (primary == "A" || primary == "I" || primary == "W") picture.letter_case = Case::Upper;
  if (primary == "Ww") picture.letter_case = Case::Title;
  if (primary == "A" || primary == "a")
    picture.kind = Kind::Letters;
  else if (primary == "I" || primary == "i")
    picture.kind = Kind::Roman;
  else if (primary == "W" || primary == "w" || primary == "Ww")
    picture.kind = Kind::Words;
  else
    read_digits(picture, primary);
  return picture;
}

std::string format_integer_text(double value, const IntegerPicture& picture) {
  const std::string sign = value < 0 ? "-" : "";
  const bool by_value = picture.kind == Kind::Letters || picture.kind == Kind::Roman;
  if ((by_value && std::isinf(value)) || (picture.kind == Kind::Words && !std::isfinite(value))) fail("D1001", Value::real(value));
  value = std::fabs(value);
  switch (picture.kind) {
    case Kind::Letters: return sign + letters(value, picture.letter_case == Case::Upper ? 'A' : 'a');
    case Kind::Roman: return sign + with_case(roman_numeral(value), picture.letter_case);
    case Kind::Words: return sign + with_case(number_words(value, picture.ordinal), picture.letter_case);
    case Kind::Decimal: return sign + decimal_text(value, picture);
    case Kind::Sequence: break;
  }
  fail("D3130", Value::string(picture.text));
}

std::string integer_pattern(const IntegerPicture& picture) {
  const bool upper = picture.letter_case == Case::Upper;
  switch (picture.kind) {
    case Kind::Letters: return upper ? "[A-Z]+" : "[a-z]+";
    case Kind::Roman: return upper ? "[MDCLXVI]+" : "[mdclxvi]+";
    case Kind::Words: return "(?:" + words_pattern() + "|and|[\\-, ])+";
    case Kind::Decimal: {
      const std::string count = picture.width > 0 ? fmt::format("{{{}}}", picture.width) : "+";
      return "[0-9]" + count + (picture.ordinal ? "(?:th|st|nd|rd)" : "");
    }
    case Kind::Sequence: break;
  }
  fail("D3130", Value::string(picture.text));
}

double parse_integer_text(std::string_view text, const IntegerPicture& picture) {
  const bool upper = picture.letter_case == Case::Upper;
  switch (picture.kind) {
    case Kind::Letters: return letters_number(text, upper ? 'A' : 'a');
    case Kind::Roman: return roman_number(upper ? std::string(text) : text::to_upper(text));
    case Kind::Words: return words_number(text::to_lower(text));
    case Kind::Decimal: return parse_decimal(text, picture);
    case Kind::Sequence: break;
  }
  fail("D3130", Value::string(picture.text));
}

namespace {

// The digits of a whole number, all of them: it is divided as the integer of many words that a large double is.
std::string digits_of(double value, uint32_t radix) {
  int exponent = 0;
  auto mantissa = static_cast<uint64_t>(std::ldexp(std::frexp(value, &exponent), 53));
  exponent -= 53;
  if (exponent < 0) mantissa >>= static_cast<unsigned>(-exponent), exponent = 0;
  std::vector<uint32_t> words(static_cast<size_t>(exponent) / 32 + 3);  // the lowest first
  for (unsigned bit = 0; bit < 64; ++bit) {
    const size_t at = static_cast<size_t>(exponent) + bit;
    if ((mantissa >> bit & 1U) != 0) words[at / 32] |= 1U << (at % 32);
  }
  std::string digits;
  do {
    uint64_t rest = 0;
    for (size_t i = words.size(); i-- > 0; rest %= radix) {
      rest = rest << 32U | words[i];
      words[i] = static_cast<uint32_t>(rest / radix);
    }
    digits += "0123456789abcdefghijklmnopqrstuvwxyz"[rest];
    while (!words.empty() && words.back() == 0) words.pop_back();
  } while (!words.empty());
  return {digits.rbegin(), digits.rend()};
}

// A number of many digits is divided many times.
void charge_long(Call& call, double value) {
  constexpr double kShort = 1e18;
  if (std::isfinite(value) && std::fabs(value) > kShort) call.evaluator.charge(static_cast<uint64_t>(std::ilogb(value)));
}

}  // namespace

namespace functions {

Value format_integer(Call& call) {
  if (call[0].is_undefined()) return {};
  const std::string_view text = call[1].is_undefined() ? std::string_view() : call[1].as_string();
  call.evaluator.charge_picture(text);
  const IntegerPicture picture = integer_picture(text);
  const double value = std::floor(call[0].as_double());
  // A roman numeral has a letter for each thousand.
  if (picture.kind == IntegerPicture::Kind::Roman && std::fabs(value) / 1000 > static_cast<double>(call.evaluator.limits().max_string))
    call.evaluator.out_of_memory();
  charge_long(call, value);
  const std::string written = format_integer_text(value, picture);
  call.evaluator.check_string(written.size());
  call.evaluator.charge(written.size() / 64);
  return Value::string(written);
}

Value parse_integer(Call& call) {
  if (call[0].is_undefined()) return {};
  const std::string_view text = call[1].is_undefined() ? std::string_view() : call[1].as_string();
  call.evaluator.charge_picture(text);
  call.evaluator.charge(call[0].as_string().size() / 8);
  return number_value(parse_integer_text(call[0].as_string(), integer_picture(text)));
}

Value format_base(Call& call) {
  if (call[0].is_undefined()) return {};
  const double value = rounded(call[0].as_double(), 0);
  const double radix = call[1].is_undefined() ? 10 : rounded(call[1].as_double(), 0);
  if (radix < 2 || radix > 36) fail("D3100", number_value(radix));
  charge_long(call, value);
  if (radix == 10 || !std::isfinite(value)) return Value::string(json::ecmascript_text(value));
  return Value::string((value < 0 ? "-" : "") + digits_of(std::fabs(value), static_cast<uint32_t>(radix)));
}

}  // namespace functions
}  // namespace sfn::jsonata

#include "jsonata/functions/words.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "text/utf8.h"

namespace sfn::jsonata {
namespace {

constexpr std::string_view kFew[] = {"Zero",     "One",     "Two",     "Three",     "Four",     "Five",    "Six",
                                     "Seven",    "Eight",   "Nine",    "Ten",       "Eleven",   "Twelve",  "Thirteen",
                                     "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen"};
constexpr std::string_view kOrdinals[] = {"Zeroth",     "First",     "Second",    "Third",       "Fourth",     "Fifth",     "Sixth",
                                          "Seventh",    "Eighth",    "Ninth",     "Tenth",       "Eleventh",   "Twelfth",   "Thirteenth",
                                          "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth", "Nineteenth"};
constexpr std::string_view kTens[] = {"Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"};
constexpr std::string_view kMagnitudes[] = {"Thousand", "Million", "Billion", "Trillion"};

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
  return out;
}

// `joins`: something stands before it, so a comma or "and" goes in between.
std::string words(double value, bool joins, bool ordinal) {
  if (value < 20) return (joins ? " and " : "") + std::string((ordinal ? kOrdinals : kFew)[static_cast<size_t>(value)]);
  if (value < 100) {
    const double rest = std::fmod(value, 10);
    std::string text = (joins ? " and " : "") + std::string(kTens[static_cast<size_t>(value / 10) - 2]);
    if (rest > 0) return text + "-" + words(rest, false, ordinal);
    return ordinal ? text.substr(0, text.size() - 1) + "ieth" : text;
  }
  double factor = 100;
  std::string_view name = "Hundred";
  if (value >= 1000) {
    const auto magnitude = static_cast<size_t>(std::min(std::floor(std::log10(value) / 3), 4.0));
    factor = std::pow(10, static_cast<double>(magnitude) * 3);
    name = kMagnitudes[magnitude - 1];
  }
  const double count = std::floor(value / factor);
  const double rest = value - count * factor;
  const std::string text = (joins ? ", " : "") + words(count, false, false) + " " + std::string(name);
  if (rest > 0) return text + words(rest, true, ordinal);
  return ordinal ? text + "th" : text;
}

// The value of a word in lower case; NaN if it is none.
double word_value(std::string_view word) {
  for (size_t i = 0; i < std::size(kFew); ++i) {
    if (word == lower(kFew[i]) || word == lower(kOrdinals[i])) return static_cast<double>(i);
  }
  for (size_t i = 0; i < std::size(kTens); ++i) {
    const std::string ten = lower(kTens[i]);
    if (word == ten || word == ten.substr(0, ten.size() - 1) + "ieth") return static_cast<double>(i + 2) * 10;
  }
  if (word == "hundred" || word == "hundredth") return 100;
  for (size_t i = 0; i < std::size(kMagnitudes); ++i) {
    const std::string magnitude = lower(kMagnitudes[i]);
    if (word == magnitude || word == magnitude + "th") return std::pow(10, static_cast<double>(i + 1) * 3);
  }
  return NAN;
}

// Words are separated by ", ", " and ", a blank or a hyphen.
std::vector<std::string_view> split_words(std::string_view text) {
  std::vector<std::string_view> parts;
  size_t begin = 0;
  const auto cut = [&](size_t at, size_t length) {
    parts.push_back(text.substr(begin, at - begin));
    begin = at + length;
    return begin;
  };
  for (size_t at = 0; at < text.size();) {
    if (text[at] == ',' && at + 1 < text.size() && text[at + 1] == ' ')
      at = cut(at, 2);
    else if (text.substr(at, 5) == " and ")
      at = cut(at, 5);
    else if (text[at] == ' ' || text[at] == '-' || text[at] == '\\')
      at = cut(at, 1);
    else
      ++at;
  }
  parts.push_back(text.substr(begin));
  return parts;
}

constexpr struct {
  double value;
  std::string_view text;
} kRoman[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
              {40, "xl"},  {10, "x"},   {9, "ix"},  {5, "v"},    {4, "iv"},  {1, "i"}};

double roman_digit(char c) {
  for (const auto& row : kRoman) {
    if (row.text.size() == 1 && (row.text[0] ^ 0x20) == c) return row.value;
  }
  return NAN;
}

}  // namespace

std::string number_words(double value, bool ordinal) {
  return words(value, false, ordinal);
}

double words_number(std::string_view text) {
  std::vector<double> segments{0};
  for (const std::string_view part : split_words(text)) {
    const double value = word_value(part);
    if (std::isnan(value)) return NAN;
    if (value >= 100) {
      segments.back() *= value;
    } else if (segments.back() >= 1000) {
      segments.push_back(value);
    } else {
      segments.back() += value;
    }
  }
  double sum = 0;
  for (const double segment : segments) sum += segment;
  return sum;
}

std::string words_pattern() {
  std::string out;
  const auto add = [&](std::string_view word) { out += (out.empty() ? "" : "|") + lower(word); };
  for (const auto word : kOrdinals) add(word);
  for (const auto word : kFew) add(word);
  for (const auto word : kTens) add(word), add(std::string(word.substr(0, word.size() - 1)) + "ieth");
  for (const auto word : kMagnitudes) add(std::string(word) + "th"), add(word);
  return out + "|hundredth|hundred";
}

std::string roman_numeral(double value) {
  std::string out;
  for (const auto& row : kRoman) {
    for (; value >= row.value; value -= row.value) out += row.text;
  }
  return out;
}

double roman_number(std::string_view text) {
  double sum = 0, most = 1;
  for (size_t i = text.size(); i-- > 0;) {
    const double value = roman_digit(text[i]);
    if (std::isnan(value)) return NAN;
    if (value < most) {
      sum -= value;
    } else {
      most = value;
      sum += value;
    }
  }
  return sum;
}

std::string letters(double value, char first) {
  std::string out;
  for (; value > 0; value = std::floor((value - 1) / 26))
    out.insert(out.begin(), static_cast<char>(first + static_cast<int>(std::fmod(value - 1, 26))));
  return out;
}

double letters_number(std::string_view text, char first) {
  const std::u16string units = text::to_utf16(text);
  double number = 0;
  for (size_t i = 0; i < units.size(); ++i) number += (units[units.size() - 1 - i] - first + 1) * std::pow(26, static_cast<double>(i));
  return number;
}

}  // namespace sfn::jsonata

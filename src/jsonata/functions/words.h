// Numbers in English words and Roman numerals, both ways.
#pragma once

#include <string>
#include <string_view>

namespace sfn::jsonata {

/// "One Thousand, Two Hundred and Thirty-Four"; the last word as an ordinal if asked for. `value` is a whole number >= 0.
std::string number_words(double value, bool ordinal);
/// The number that the words (in lower case) say; NaN if one is unknown.
double words_number(std::string_view words);
/// Every word that words_number knows, separated by `|`, for a regular expression.
std::string words_pattern();

std::string roman_numeral(double value);           ///< lower case; finite, a letter for each thousand
double roman_number(std::string_view upper_case);  ///< NaN if a letter is none

std::string letters(double value, char first);  ///< a, b, … z, aa; first = 'a' or 'A'
double letters_number(std::string_view text, char first);

}  // namespace sfn::jsonata

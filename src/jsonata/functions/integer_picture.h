// Pictures of integers: `#,##0`, `0001`, `Ww;o`, `I`, `a`. Used by $formatInteger, $parseInteger and the pictures of dates.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sfn::jsonata {

struct IntegerPicture {
  enum class Kind : unsigned char { Decimal, Letters, Roman, Words, Sequence };  // Sequence: not supported
  enum class Case : unsigned char { Lower, Upper, Title };
  struct Separator {
    size_t position = 0;  ///< digits to its right
    char32_t character = 0;
  };

  Kind kind = Kind::Decimal;
  Case letter_case = Case::Lower;
  bool ordinal = false;
  char32_t zero = U'0';
  size_t mandatory = 0, optional = 0;  ///< digits
  std::vector<Separator> separators;   ///< rightmost first
  size_t regular = 0;                  ///< if not 0: the first separator at every multiple of it
  size_t width = 0;                    ///< digits to read, in a date; 0 = as many as there are
  std::string text;
};

/// Raises D3131 for digits of two families.
IntegerPicture integer_picture(std::string_view text);

/// `value` is a whole number. Raises D3130 for a sequence that is not supported.
std::string format_integer_text(double value, const IntegerPicture& picture);

/// A regular expression for the texts of the picture.
std::string integer_pattern(const IntegerPicture& picture);
/// The number that a text says; NaN if it says none.
double parse_integer_text(std::string_view text, const IntegerPicture& picture);

}  // namespace sfn::jsonata

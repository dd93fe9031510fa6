// UTF-8: decoding, counting, validity, display width, and the order of UTF-16 that Java and JSONata compare strings by.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace sfn::text {

inline constexpr char32_t kReplacement = 0xFFFD;

/// The code point that starts at `at`, and `at` moved behind it. A byte that starts nothing valid gives U+FFFD and moves by one.
char32_t decode(std::string_view text, size_t& at);

/// Appends a code point; surrogates are written as they are (three bytes), as JSON escapes may name them alone.
void append_utf8(std::string& out, char32_t code_point);

size_t count_code_points(std::string_view text);

/// Number of UTF-16 units: code points above U+FFFF count twice.
size_t count_utf16(std::string_view text);

/// Byte offset of the first byte that is not valid UTF-8 (overlong forms, surrogates and values above U+10FFFF included); nothing if all
/// is.
std::optional<size_t> first_invalid_utf8(std::string_view text);

/// Columns on a terminal: 0 for combining marks and controls, 2 for wide East Asian characters and emoji.
int display_width(char32_t code_point);
size_t display_width(std::string_view text);

/// Order by UTF-16 units, as Java's compareTo and ECMAScript's < have it; differs from byte order above U+D7FF only.
std::strong_ordering compare_utf16(std::string_view left, std::string_view right);

std::u16string to_utf16(std::string_view text);
std::string from_utf16(std::u16string_view text);

}  // namespace sfn::text

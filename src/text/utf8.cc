#include "text/utf8.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

namespace sfn::text {
namespace {

struct Lead {
  int length;  // bytes in all; 0 = starts nothing
  char32_t bits;
  char32_t least;  // smallest code point that may be written in so many bytes
};

Lead lead_of(unsigned char byte) {
  if (byte < 0x80) return {1, byte, 0};
  if (byte >= 0xC2 && byte <= 0xDF) return {2, static_cast<char32_t>(byte & 0x1F), 0x80};
  if ((byte & 0xF0) == 0xE0) return {3, static_cast<char32_t>(byte & 0x0F), 0x800};
  if (byte >= 0xF0 && byte <= 0xF4) return {4, static_cast<char32_t>(byte & 0x07), 0x10000};
  return {0, 0, 0};
}

bool is_surrogate(char32_t code_point) {
  return code_point >= 0xD800 && code_point <= 0xDFFF;
}

// Length of the well-formed sequence at `at`, or 0; surrogates are let through only if asked for.
int sequence(std::string_view text, size_t at, char32_t& code_point, bool surrogates) {
  const Lead lead = lead_of(static_cast<unsigned char>(text[at]));
  if (lead.length == 0 || at + static_cast<size_t>(lead.length) > text.size()) return 0;
  char32_t value = lead.bits;
  for (int i = 1; i < lead.length; ++i) {
    const auto byte = static_cast<unsigned char>(text[at + static_cast<size_t>(i)]);
    if ((byte & 0xC0) != 0x80) return 0;
    value = (value << 6) | (byte & 0x3F);
  }
  if (value < lead.least || value > 0x10FFFF || (is_surrogate(value) && !surrogates)) return 0;
  code_point = value;
  return lead.length;
}

struct Range {
  char32_t first, last;
};

constexpr std::array kWide = {Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},
                              Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},   Range{0xAC00, 0xD7A3},   Range{0xF900, 0xFAFF},
                              Range{0xFE30, 0xFE6F},   Range{0xFF00, 0xFF60},   Range{0xFFE0, 0xFFE6},   Range{0x1F300, 0x1F64F},
                              Range{0x1F680, 0x1F6FF}, Range{0x1F900, 0x1F9FF}, Range{0x1FA70, 0x1FAFF}, Range{0x20000, 0x3FFFD}};
constexpr std::array kZeroWidth = {Range{0x0300, 0x036F}, Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x0610, 0x061A},
                                   Range{0x064B, 0x065F}, Range{0x200B, 0x200F}, Range{0x202A, 0x202E}, Range{0x2060, 0x2064},
                                   Range{0x20D0, 0x20FF}, Range{0xFE00, 0xFE0F}, Range{0xFEFF, 0xFEFF}, Range{0xE0100, 0xE01EF}};

template <size_t N>
bool in(const std::array<Range, N>& ranges, char32_t code_point) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), code_point, [](char32_t c, const Range& r) { return c < r.first; });
  return after != ranges.begin() && code_point <= (after - 1)->last;
}

}  // namespace

char32_t decode(std::string_view text, size_t& at) {
  char32_t code_point = kReplacement;
  const int length = sequence(text, at, code_point, true);
  at += length == 0 ? 1 : static_cast<size_t>(length);
  return code_point;
}

void append_utf8(std::string& out, char32_t c) {
  const auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (c < 0x80) return put(c);
  if (c < 0x800) return put(0xC0 | (c >> 6)), put(0x80 | (c & 0x3F));
  if (c < 0x10000) return put(0xE0 | (c >> 12)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
  put(0xF0 | (c >> 18)), put(0x80 | ((c >> 12) & 0x3F)), put(0x80 | ((c >> 6) & 0x3F)), put(0x80 | (c & 0x3F));
}

// Eight bytes at a time: a text on one line with thousands of findings is counted through for each of them.
size_t count_code_points(std::string_view text) {
  constexpr uint64_t kOnes = 0x0101010101010101U;
  size_t continuations = 0;
  const char* at = text.data();
  const char* const end = at + text.size();
  for (; end - at >= 8; at += 8) {
    uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    continuations += static_cast<size_t>((((word >> 7U) & (~word >> 6U) & kOnes) * kOnes) >> 56U);  // each byte 0 or 1, summed up
  }
  for (; at != end; ++at) continuations += (static_cast<unsigned char>(*at) & 0xC0U) == 0x80U;
  return text.size() - continuations;
}

size_t count_utf16(std::string_view text) {
  const auto pairs = std::count_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
  return count_code_points(text) + static_cast<size_t>(pairs);
}

std::optional<size_t> first_invalid_utf8(std::string_view text) {
  constexpr uint64_t kHighBits = 0x8080808080808080U;
  for (size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      uint64_t word = 0;
      const size_t bytes = std::min(text.size() - at, sizeof word);
      std::memcpy(&word, text.data() + at, bytes);
      constexpr bool kLowFirst = std::endian::native == std::endian::little;
      const size_t ascii = kLowFirst ? static_cast<size_t>(std::countr_zero(word & kHighBits)) / 8 : 1;
      at += (word & kHighBits) == 0 ? bytes : ascii;
      continue;
    }
    char32_t code_point = 0;
    const int length = sequence(text, at, code_point, false);
    if (length == 0) return at;
    at += static_cast<size_t>(length);
  }
  return std::nullopt;
}

int display_width(char32_t code_point) {
  if (code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0)) return 0;
  if (code_point < 0x300) return 1;
  if (in(kZeroWidth, code_point)) return 0;
  return in(kWide, code_point) ? 2 : 1;
}

size_t display_width(std::string_view text) {
  size_t width = 0;
  for (size_t at = 0; at < text.size();) width += static_cast<size_t>(display_width(decode(text, at)));
  return width;
}

std::strong_ordering compare_utf16(std::string_view left, std::string_view right) {
  const auto [l, r] = std::mismatch(left.begin(), left.end(), right.begin(), right.end());
  if (l == left.end() || r == right.end()) return left.size() <=> right.size();
  const auto rank = [](char c) {  // lead bytes of U+10000 and above (F0…) sort as surrogates, before U+E000 (EE)
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xF0 ? byte - 0xF0 + 0x1EE : (byte >= 0xEE ? byte - 0xEE + 0x2EE : byte);
  };
  return rank(*l) <=> rank(*r);
}

std::u16string to_utf16(std::string_view text) {
  std::u16string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = decode(text, at);
    if (c < 0x10000) {
      out += static_cast<char16_t>(c);
    } else {
      out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
      out += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
    }
  }
  return out;
}

std::string from_utf16(std::u16string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    char32_t c = text[i];
    const bool pair = c >= 0xD800 && c <= 0xDBFF && i + 1 < text.size() && text[i + 1] >= 0xDC00 && text[i + 1] <= 0xDFFF;
    if (pair) c = 0x10000 + ((c - 0xD800) << 10) + (text[++i] - 0xDC00);
    append_utf8(out, c);
  }
  return out;
}

}  // namespace sfn::text

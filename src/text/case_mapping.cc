#include "text/case_mapping.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

#include "text/utf8.h"

namespace sfn::text {
namespace {

struct Run {
  uint32_t first, last;
  int32_t stride, distance;
};
struct Range {
  uint32_t first, last;
};
struct Expansion {
  uint32_t code_point;
  const char* text;
};

#include "text/case_tables.inc"

template <class Row>
const Row* row_of(const Row* begin, const Row* end, char32_t c) {
  const Row* const after = std::upper_bound(begin, end, c, [](char32_t x, const Row& row) { return x < row.first; });
  return after != begin && c <= (after - 1)->last ? after - 1 : nullptr;
}

template <size_t N>
char32_t mapped(const Run (&runs)[N], char32_t c) {
  const Run* const run = row_of(runs, runs + N, c);
  if (run == nullptr || (c - run->first) % static_cast<uint32_t>(run->stride) != 0) return c;
  return static_cast<char32_t>(static_cast<int32_t>(c) + run->distance);
}

const char* expansion_of(char32_t c) {
  const auto* const found = std::lower_bound(std::begin(kUpperExpansions), std::end(kUpperExpansions), c,
                                             [](const Expansion& row, char32_t x) { return row.code_point < x; });
  return found != std::end(kUpperExpansions) && found->code_point == c ? found->text : nullptr;
}

bool is_cased(char32_t c) {
  return row_of(std::begin(kCased), std::end(kCased), c) != nullptr;
}
bool is_ignorable(char32_t c) {
  return row_of(std::begin(kIgnorable), std::end(kIgnorable), c) != nullptr;
}

// The letters from `first` to `last` among eight bytes of ASCII in the other case. Adding brings a byte's high bit up from a letter on.
uint64_t mapped_word(uint64_t word, char first, char last) {
  constexpr uint64_t kOnes = 0x0101010101010101U, kHighBits = 0x80U * kOnes;
  const uint64_t from = word + static_cast<uint64_t>(0x80 - first) * kOnes;
  const uint64_t behind = word + static_cast<uint64_t>(0x80 - last - 1) * kOnes;
  return word ^ ((from & ~behind & kHighBits) >> 2U);
}

// Appends the ASCII that stands at `at`, its letters from `first` to `last` in the other case. Gives where it ends.
size_t append_ascii(std::string& out, std::string_view text, size_t at, char first, char last) {
  constexpr uint64_t kHighBits = 0x8080808080808080U;
  for (uint64_t word = 0; text.size() - at >= sizeof word; at += sizeof word) {
    std::memcpy(&word, text.data() + at, sizeof word);
    if ((word & kHighBits) != 0) break;
    word = mapped_word(word, first, last);
    char bytes[sizeof word];
    std::memcpy(bytes, &word, sizeof word);
    out.append(bytes, sizeof word);
  }
  for (; at < text.size() && static_cast<unsigned char>(text[at]) < 0x80; ++at)
    out += static_cast<char>(text[at] ^ (text[at] >= first && text[at] <= last ? 0x20 : 0));
  return at;
}

// Runs of ASCII at once; `other(out, c, begin, end)` appends the rest, which stands there in the text.
template <class Other>
std::string mapped_text(std::string_view text, char first, char last, Other other) {
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; (at = append_ascii(out, text, at, first, last)) < text.size();) {
    const size_t begin = at;
    const char32_t c = decode(text, at);
    other(out, c, begin, at);
  }
  return out;
}

constexpr char32_t kCapitalSigma = 0x3A3, kSigma = 0x3C3, kFinalSigma = 0x3C2, kDottedI = 0x130, kDotAbove = 0x307;

// What stands before and behind decides about a sigma: it ends a word if a cased letter stands before it and none behind, ignorable
// characters aside.
char32_t lower_sigma(std::string_view text, size_t begin, size_t end) {
  const auto cased_before = [&] {
    for (size_t at = begin; at > 0;) {
      do --at;
      while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U);
      size_t behind = at;
      const char32_t c = decode(text, behind);
      if (!is_ignorable(c)) return is_cased(c);
    }
    return false;
  };
  if (!cased_before()) return kSigma;
  while (end < text.size()) {
    const char32_t c = decode(text, end);
    if (!is_ignorable(c)) return is_cased(c) ? kSigma : kFinalSigma;
  }
  return kFinalSigma;
}

}  // namespace

std::string to_upper(std::string_view text) {
  return mapped_text(text, 'a', 'z', [](std::string& out, char32_t c, size_t, size_t) {
    if (const char* expansion = expansion_of(c))
      out += expansion;
    else
      append_utf8(out, mapped(kToUpper, c));
  });
}

std::string to_lower(std::string_view text) {
  return mapped_text(text, 'A', 'Z', [&](std::string& out, char32_t c, size_t begin, size_t end) {
    if (c == kDottedI) {
      out += 'i';
      append_utf8(out, kDotAbove);
    } else {
      append_utf8(out, c == kCapitalSigma ? lower_sigma(text, begin, end) : mapped(kToLower, c));
    }
  });
}

}  // namespace sfn::text

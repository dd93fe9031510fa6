#include "text/case_mapping.h"

#include <algorithm>
#include <cstdint>
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

constexpr char32_t kCapitalSigma = 0x3A3, kSigma = 0x3C3, kFinalSigma = 0x3C2, kDottedI = 0x130, kDotAbove = 0x307;

// A sigma ends a word if a cased letter stands before it and none behind, ignorable characters aside.
bool ends_word(const std::vector<char32_t>& text, size_t at) {
  size_t before = at;
  while (before > 0 && is_ignorable(text[before - 1])) --before;
  if (before == 0 || !is_cased(text[before - 1])) return false;
  size_t behind = at + 1;
  while (behind < text.size() && is_ignorable(text[behind])) ++behind;
  return behind == text.size() || !is_cased(text[behind]);
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string ascii_mapped(std::string_view text, char first, char last) {
  std::string out(text);
  for (char& c : out) {
    if (c >= first && c <= last) c = static_cast<char>(c ^ 0x20);
  }
  return out;
}

}  // namespace

std::string to_upper(std::string_view text) {
  if (is_ascii(text)) return ascii_mapped(text, 'a', 'z');
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = decode(text, at);
    if (c < 0x80)
      out += ascii_mapped(std::string(1, static_cast<char>(c)), 'a', 'z');
    else if (const char* expansion = expansion_of(c))
      out += expansion;
    else
      append_utf8(out, mapped(kToUpper, c));
  }
  return out;
}

std::string to_lower(std::string_view text) {
  if (is_ascii(text)) return ascii_mapped(text, 'A', 'Z');
  std::vector<char32_t> points;
  for (size_t at = 0; at < text.size();) points.push_back(decode(text, at));
  std::string out;
  for (size_t i = 0; i < points.size(); ++i) {
    const char32_t c = points[i];
    if (c < 0x80) {
      out += ascii_mapped(std::string(1, static_cast<char>(c)), 'A', 'Z');
    } else if (c == kDottedI) {
      out += 'i';
      append_utf8(out, kDotAbove);
    } else {
      append_utf8(out, c == kCapitalSigma ? (ends_word(points, i) ? kFinalSigma : kSigma) : mapped(kToLower, c));
    }
  }
  return out;
}

}  // namespace sfn::text

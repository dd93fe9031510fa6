#include "text/suggest.h"

#include <algorithm>

namespace sfn::text {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

}  // namespace

bool equal_ignoring_case(std::string_view left, std::string_view right) {
  return lower(left) == lower(right);
}

size_t edit_distance(std::string_view left, std::string_view right, size_t limit) {
  if (left.size() > right.size()) std::swap(left, right);
  if (right.size() - left.size() > limit) return limit + 1;
  std::vector<size_t> before(right.size() + 1), last(right.size() + 1), row(right.size() + 1);
  for (size_t j = 0; j <= right.size(); ++j) last[j] = j;
  size_t nearest = 0, nearest_before = 0;  // of the last two rows: distances never become less than both
  for (size_t i = 1; i <= left.size() && std::min(nearest, nearest_before) <= limit; ++i) {
    nearest_before = nearest;
    nearest = row[0] = i;
    for (size_t j = 1; j <= right.size(); ++j) {
      const size_t replace = last[j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
      nearest = std::min(nearest, row[j]);
    }
    before.swap(last);
    last.swap(row);
  }
  return std::min(last[right.size()], limit + 1);
}

std::optional<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates) {
  const std::string folded = lower(word);
  // One letter for another is no slip of the pen when the word has just the one.
  const size_t limit = word.size() <= 1 ? 0 : word.size() <= 4 ? 1 : 2;
  size_t best = limit + 1;
  std::optional<std::string> found;
  for (const std::string_view candidate : candidates) {
    const size_t longer = std::max(word.size(), candidate.size()), shorter = std::min(word.size(), candidate.size());
    if (longer - shorter >= best || candidate == word) continue;
    const size_t distance = edit_distance(folded, lower(candidate), best - 1);
    if (distance < best) {
      best = distance;
      found = candidate;
    }
  }
  return found;
}

std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates) {
  const std::vector<std::string_view> views(candidates.begin(), candidates.end());
  return nearest(word, std::span<const std::string_view>(views));
}

}  // namespace sfn::text

#include "text/unknown_texts.h"

#include <algorithm>

namespace sfn::text {

void UnknownTexts::add(std::string_view part) {
  if (part.find('{') == std::string_view::npos || !parts_.emplace(part).second) return;
  const auto at = std::lower_bound(lengths_.begin(), lengths_.end(), part.size(), std::greater<>());
  if (at == lengths_.end() || *at != part.size()) lengths_.insert(at, part.size());
}

/// The length of the longest part that begins there; 0 if none does.
size_t UnknownTexts::longest_at(std::string_view text, size_t begin) const {
  for (const size_t length : lengths_) {
    if (begin + length > text.size() || text[begin + length - 1] != '}') continue;
    if (parts_.contains(text.substr(begin, length))) return length;
  }
  return 0;
}

UnknownTexts::Stretch UnknownTexts::stretch(std::string_view text) const {
  Stretch stretch;
  if (parts_.empty()) return stretch;
  for (size_t brace = text.find('{'); brace < text.size(); brace = text.find('{', brace + 1)) {
    const bool signed_brace = brace > 0 && (text[brace - 1] == '$' || text[brace - 1] == '#');
    if (!signed_brace && text.substr(brace, 2) != "{{") continue;
    const size_t begin = brace - (signed_brace ? 1 : 0), length = longest_at(text, begin);
    if (length == 0) continue;
    if (stretch.empty()) stretch.begin = begin, stretch.first = text.substr(begin, length);
    stretch.end = std::max(stretch.end, begin + length);
  }
  return stretch;
}

bool UnknownTexts::may_equal(std::string_view left, std::string_view right) const {
  if (left == right) return true;
  const Stretch a = stretch(left), b = stretch(right);
  if (a.empty() && b.empty()) return false;
  if (a.empty()) return may_equal(right, left);
  const std::string_view before = left.substr(0, a.begin), behind = left.substr(a.end);
  if (b.empty()) return right.size() >= before.size() + behind.size() && right.starts_with(before) && right.ends_with(behind);
  const std::string_view other_before = right.substr(0, b.begin), other_behind = right.substr(b.end);
  const size_t front = std::min(before.size(), other_before.size()), back = std::min(behind.size(), other_behind.size());
  return before.substr(0, front) == other_before.substr(0, front) &&
         behind.substr(behind.size() - back) == other_behind.substr(other_behind.size() - back);
}

}  // namespace sfn::text

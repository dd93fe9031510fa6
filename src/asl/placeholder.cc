#include "asl/placeholder.h"

#include <algorithm>
#include <array>
#include <vector>

namespace sfn::asl {
namespace {

constexpr size_t kNone = std::string_view::npos;

/// Where a placeholder with the opening brace at `brace` begins; npos if that brace opens none.
size_t begin_of_placeholder(std::string_view text, size_t brace, size_t from) {
  const char sign = brace > from ? text[brace - 1] : ' ';
  if (sign == '$' || sign == '#') {
    const char before = brace > 1 ? text[brace - 2] : ' ';
    const bool escaped = before == '\\' || (sign == '$' && before == '$');
    if (!escaped) return brace - 1;
  }
  return text.substr(brace, 2) == "{{" ? brace : kNone;
}

bool is_upper_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_' || c == '-'; });
}

bool is_bracketed(std::string_view text, std::string_view open, std::string_view close) {
  return text.size() > open.size() + close.size() && text.substr(0, open.size()) == open &&
         text.substr(text.size() - close.size()) == close;
}

}  // namespace

std::optional<text::Span> find_placeholder(std::string_view text, size_t from) {
  std::vector<size_t> open;  // braces that are not closed yet, outside in
  std::optional<text::Span> found;
  for (size_t at = text.find('{', from); at < text.size(); ++at) {
    if (text[at] == '{') open.push_back(at);
    if (text[at] != '}' || open.empty()) continue;
    const size_t brace = open.back(), begin = begin_of_placeholder(text, brace, from);
    open.pop_back();
    const bool outside = !found || begin < found->begin;  // what is outside closes later
    if (begin != kNone && at > brace + 1 && outside) found = text::Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(at + 1)};
    if (open.empty() && found) break;
  }
  return found;
}

std::vector<text::Span> all_placeholders(std::string_view text) {
  std::vector<size_t> open;
  std::vector<text::Span> found;
  for (size_t at = text.find('{'); at < text.size(); ++at) {
    if (text[at] == '{') open.push_back(at);
    if (text[at] != '}' || open.empty()) continue;
    const size_t brace = open.back(), begin = begin_of_placeholder(text, brace, 0);
    open.pop_back();
    if (begin == kNone || at <= brace + 1) continue;
    while (!found.empty() && found.back().begin >= begin) found.pop_back();  // what is inside has closed before
    found.push_back({static_cast<uint32_t>(begin), static_cast<uint32_t>(at + 1)});
  }
  return found;
}

bool has_placeholder(std::string_view text) {
  return find_placeholder(text).has_value();
}

bool is_placeholder(std::string_view text) {
  const auto found = find_placeholder(text);
  return found && found->begin == 0 && found->end == text.size();
}

bool is_stand_in(std::string_view text) {
  if (is_bracketed(text, "<", ">") || is_bracketed(text, "__", "__") || is_bracketed(text, "%", "%") || is_bracketed(text, "[", "]"))
    return true;
  if (is_upper_word(text)) return true;  // XXXX, REGION, ACCOUNT_ID
  constexpr std::array<std::string_view, 5> kRegions{"us-east-", "us-west-", "eu-west-", "ap-south-", "region-"};
  return std::any_of(kRegions.begin(), kRegions.end(), [&](std::string_view prefix) {
    if (text.substr(0, prefix.size()) != prefix) return false;
    const std::string_view rest = text.substr(prefix.size());
    return prefix == "region-" || is_upper_word(rest);
  });
}

}  // namespace sfn::asl

#include "asl/placeholder.h"

#include <algorithm>
#include <array>

namespace sfn::asl {
namespace {

constexpr size_t kNone = std::string_view::npos;

/// The byte behind the brace that closes the one at `open`; npos if none does.
size_t behind_closing_brace(std::string_view text, size_t open) {
  size_t depth = 0;
  for (size_t i = open; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i + 1;
  }
  return kNone;
}

/// Where a placeholder's opening brace stands if one begins at `at`; npos if not.
size_t brace_of_placeholder(std::string_view text, size_t at) {
  const std::string_view rest = text.substr(at);
  if (rest.substr(0, 2) == "{{") return at;
  if (rest.substr(0, 2) != "${" && rest.substr(0, 2) != "#{") return kNone;
  const bool escaped = at > 0 && (text[at - 1] == '\\' || (text[at] == '$' && text[at - 1] == '$'));
  return escaped ? kNone : at + 1;
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
  for (size_t at = text.find_first_of("$#{", from); at != kNone; at = text.find_first_of("$#{", at + 1)) {
    const size_t brace = brace_of_placeholder(text, at);
    if (brace == kNone) continue;
    const size_t end = behind_closing_brace(text, brace);
    if (end == kNone || end == brace + 2) continue;
    return text::Span{static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
  }
  return std::nullopt;
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

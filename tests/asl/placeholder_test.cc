#include "asl/placeholder.h"

#include <doctest/doctest.h>

#include <string>

using namespace sfn;
using asl::find_placeholder;

namespace {

std::string found(std::string_view text, size_t from = 0) {
  const auto at = find_placeholder(text, from);
  return at ? std::string(text.substr(at->begin, at->end - at->begin)) : std::string();
}

/// What the header says, word for word: from each place on, whether one begins there.
std::string by_definition(const std::string& text) {
  for (size_t at = 0; at + 1 < text.size(); ++at) {
    const std::string sign = text.substr(at, 2);
    const char before = at > 0 ? text[at - 1] : ' ';
    const bool escaped = before == '\\' || (sign == "${" && before == '$');
    const bool opens = sign == "{{" || ((sign == "${" || sign == "#{") && !escaped);
    if (!opens) continue;
    const size_t brace = sign == "{{" ? at : at + 1;
    size_t depth = 0, end = brace;
    for (; end < text.size(); ++end) {
      if (text[end] == '{') ++depth;
      if (text[end] == '}' && --depth == 0) break;
    }
    if (end < text.size() && end > brace + 1) return text.substr(at, end + 1 - at);
  }
  return {};
}

TEST_CASE("placeholders of CloudFormation, Serverless and Mustache are found, escaped and empty ones are none") {
  CHECK(found("arn:${Name}") == "${Name}");
  CHECK(found("#{Name}-x") == "#{Name}");
  CHECK(found("a{{ name }}b") == "{{ name }}");
  CHECK(found("${self:custom.${stage}}!") == "${self:custom.${stage}}");
  CHECK(found("$${Name} \\${Name} ${} {a}") == "");
  CHECK(found("${open ${Name}") == "${Name}");
  CHECK(found("${a}${b}", 4) == "${b}");
}

TEST_CASE("any text of signs gives what the definition says") {
  const std::string signs = "${}#\\a";
  uint32_t state = 1;
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (int i = 0; i < 12; ++i) text += signs[(state = state * 1664525 + 1013904223) / 0x1000000 % signs.size()];
    INFO(text);
    REQUIRE(found(text) == by_definition(text));
  }
}

TEST_CASE("a megabyte of open braces is looked at once") {
  CHECK(found(std::string(1'000'000, '{')) == "");
}

}  // namespace

#include <doctest/doctest.h>

#include <string>

#include "text/regex.h"

using sfn::text::kRegexMatchLimit;
using sfn::text::Regex;
using sfn::text::RegexMatch;
using sfn::text::RegexOptions;
using sfn::text::RegexOutcome;
using sfn::text::RegexSubject;

namespace {

bool found(const std::string& pattern, const std::string& text, RegexOptions options = {}) {
  const auto regex = Regex::compile(pattern, options);
  REQUIRE_MESSAGE(bool(regex), pattern);
  return regex->found_in(text);
}

}  // namespace

TEST_CASE("patterns mean what they mean in ECMAScript") {
  struct Row {
    const char* pattern;
    const char* text;
    bool matches;
  };
  const Row rows[] = {
      {"a.c", "abc", true},
      {"(?=a)*a", "a", true},
      {"^{,1}a", "{,1}a", true},
      {"((?<=a)b)+", "ab", true},
      {"a.c", "a\nc", false},
      {"a.c", "a\u2028c", false},
      {"^a$", "a\n", false},
      {"\\d", "\u0663", false},
      {"\\s", "\u00a0", true},
      {"\\S", "\u00a0", false},
      {"[\\s]", "\u3000", true},
      {"[^\\s]", "\u3000", false},
      {"[\\S]", "x", true},
      {"(a)\\1", "aa", true},
      {"\\1(a)", "a", true},
      {"(?<n>a)\\k<n>", "aa", true},
      {"\\u0041\\x42", "AB", true},
      {"\\ud83d\\ude00", "😀", true},
      {"a{2}", "aa", true},
      {"a{,2}", "a{,2}", true},
      {"x{", "x{", true},
      {"[]", "a", false},
      {"[^]", "\n", true},
      {"\\cJ", "\n", true},
      {"[\\b]", "\b", true},
      {"(?<!a)b", "ab", false},
      {"(?=b)b", "b", true},
      {"\\/", "/", true},
      {"[[]", "[", true},
      {"\\0", "0", false},
      {"\\e", "e", true},
      {"a]", "a]", true},
      {"a#b", "a#b", true},
      {"\\-", "-", true},
      {"[\\w-&]", "-", true},
      {"[\\w-&]", "%", false},
      {"[a-\\d]", "-", true},
      {"[..]", ".", true},
      {"[:a:]", "a", true},
      {"(\\2+?|(x))(b*?$|\\S+1?)*^", "xistanbul", true},  // a reference to a group that took no part, again and again
  };
  for (const Row& row : rows) {
    INFO(row.pattern, " in ", row.text);
    CHECK(found(row.pattern, row.text) == row.matches);
  }
}

TEST_CASE("flags ignore case and let anchors stand at every line") {
  CHECK(found("ABC", "abc", {true, false}));
  CHECK(found("^b$", "a\nb\nc", {false, true}));
  CHECK(found("^b$", "a\rb\u2028c", {false, true}));
  CHECK_FALSE(found("^b$", "a\nb\nc"));
}

TEST_CASE("what ECMAScript does not have is refused") {
  for (const char* pattern : {"a++", "a**", "(?i)a", "(?>a)", "(?R)", "(?(1)a)", "(*UTF8)", "a)", "(a", "[a", "\\", "*a", "(?<n",
                              "(?P<n>a)", "^+", "a$*b", "^{2}", "(?<=a)*a", "(?<!a){1,2}a"}) {
    INFO(pattern);
    CHECK_FALSE(bool(Regex::compile(pattern)));
    CHECK_FALSE(bool(Regex::compile(pattern, {false, true})));
  }
}

TEST_CASE("matches give the bytes of their groups") {
  const auto regex = Regex::compile("(ä)|(x)");
  RegexMatch match;
  const RegexSubject subject("_äx");
  REQUIRE(regex->search(subject, 0, match) == RegexOutcome::Match);
  CHECK(match.groups[0].begin == 1);
  CHECK(match.groups[0].end == 3);
  CHECK(match.groups[1].matched);
  CHECK_FALSE(match.groups[2].matched);
  REQUIRE(regex->search(subject, 3, match) == RegexOutcome::Match);
  CHECK_FALSE(match.groups[1].matched);
  CHECK(match.groups[2].matched);
  CHECK(regex->search(subject, 4, match) == RegexOutcome::NoMatch);
  CHECK(regex->group_count() == 2);
}

TEST_CASE("a search that takes too many steps ends") {
  const auto regex = Regex::compile("(x+x+)+[yz]");
  RegexMatch match;
  const std::string text(60, 'x');
  CHECK(regex->search(RegexSubject(text), 0, match) == RegexOutcome::LimitExceeded);
}

TEST_CASE("what the starts of one search take is counted together") {
  const auto regex = Regex::compile("(a+)+$");
  RegexMatch match;
  uint64_t work = 0;
  CHECK(regex->search(RegexSubject(std::string(5, 'a') + "!"), 0, match, &work) == RegexOutcome::NoMatch);
  CHECK(work == 0);  // few steps do not count
  const std::string part = std::string(18, 'a') + "!";
  CHECK(regex->search(RegexSubject(part), 0, match, &work) == RegexOutcome::NoMatch);
  CHECK(work > 100'000);
  CHECK(work < kRegexMatchLimit / 4);
  std::string many;
  for (int i = 0; i < 100; ++i) many += part;  // PCRE2 alone would count each of them anew
  work = 0;
  CHECK(regex->search(RegexSubject(many), 0, match, &work) == RegexOutcome::LimitExceeded);
  CHECK(work == kRegexMatchLimit);
}

TEST_CASE("a search that takes many steps finds the same match") {
  const std::string failing = std::string(16, 'a') + "! ";
  RegexMatch match;
  uint64_t work = 0;
  REQUIRE(Regex::compile("(a+)+$")->search(RegexSubject(failing + "\xC3\xA4"
                                                                  "aaa"),
                                           0, match, &work) == RegexOutcome::Match);
  CHECK(work > 0);
  CHECK(match.groups[0].begin == failing.size() + 2);
  CHECK(match.groups[0].end == failing.size() + 5);
}

TEST_CASE("lone surrogates do not stop a search") {
  CHECK(found("b$",
              "a\xED\xA0\x80"
              "b"));
}

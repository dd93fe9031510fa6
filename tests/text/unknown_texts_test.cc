#include "text/unknown_texts.h"

#include <doctest/doctest.h>

using namespace sfn;

namespace {

text::UnknownTexts two() {
  text::UnknownTexts unknown;
  unknown.add("${A}");
  unknown.add("${Long.Name}");
  return unknown;
}

TEST_CASE("unknown parts are found wherever they stand, and nothing else is") {
  const text::UnknownTexts unknown = two();
  for (const char* const text : {"${A}", "x${A}y", "$${A}", "#{\"k\":\"${A}\"}", "{{${A}}}", "{${A}", "${${A}"})
    CHECK(unknown.found_in(text) == "${A}");
  for (const char* const text : {"", "A", "${B}", "{A}", "${A", "$ {A}"}) CHECK(unknown.found_in(text).empty());
  const auto stretch = unknown.stretch("a ${A} b ${Long.Name} c");
  CHECK(stretch.begin == 2);
  CHECK(stretch.end == 21);
  CHECK(stretch.first == "${A}");
  CHECK(text::UnknownTexts().found_in("${A}").empty());
}

TEST_CASE("two texts may be equal if what is known of them fits") {
  const text::UnknownTexts unknown = two();
  const auto may = [&](const char* left, const char* right) {
    CHECK(unknown.may_equal(left, right) == unknown.may_equal(right, left));
    return unknown.may_equal(left, right);
  };
  CHECK(may("x", "x"));
  CHECK_FALSE(may("x", "y"));
  CHECK(may("${A}", ""));
  CHECK(may("${A}", "prod"));
  CHECK(may("a${A}b", "ab"));
  CHECK_FALSE(may("a${A}b", "a"));
  CHECK_FALSE(may("a${A}a", "a"));
  CHECK_FALSE(may("a${A}", "b"));
  CHECK(may("a${A}", "${Long.Name}b"));
  CHECK_FALSE(may("a${A}", "b${Long.Name}"));
  CHECK_FALSE(may("${A}a", "${Long.Name}b"));
  CHECK(may("ab${A}", "a${A}"));
}

}  // namespace

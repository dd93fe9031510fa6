#include "json/java_value.h"

#include <doctest/doctest.h>

#include "json/reader.h"

using namespace sfn;

namespace {

json::Value value(std::string_view text) {
  return *json::parse_json(text);
}

}  // namespace

TEST_CASE("Java writes maps with equal signs and texts without quotes") {
  CHECK(json::java_to_string(value(R"({"Arg1":1,"Arg2":[],"In":{"K":"a b"},"n":null})")) == "{Arg1=1, Arg2=[], In={K=a b}, n=null}");
  CHECK(json::java_to_string(value(R"(["x",1.10,true,1e10])")) == "[x, 1.10, true, 1e10]");
  CHECK(json::java_to_string(value(R"("plain")")) == "plain");
}

// Printed by a Java program: Objects.hashCode of the same values.
TEST_CASE("Hash codes are those of Java") {
  const std::pair<std::string_view, int32_t> cases[] = {
      {"null", 0},
      {"true", 1231},
      {"false", 1237},
      {"7", 7},
      {"-1", -1},
      {"10000000000", 1410065410},
      {"1.5", 1073217536},
      {"-2.5", -1073479680},
      {"\"apple\"", 93029210},
      {"\"\"", 0},
      {"[]", 1},
      {"[1,2]", 994},
      {"{}", 0},
      {R"({"k":1})", 106},
      {R"({"b":[2,1],"a":"x"})", 1147},
      {"\"\\ud83c\\udd97\"", 1772763},
  };
  for (const auto& row : cases) {
    const auto& text = row.first;
    CAPTURE(text);
    CHECK(json::java_hash_code(value(text)) == row.second);
  }
}

TEST_CASE("An integer never equals a number with a fraction for Java") {
  CHECK(json::java_equals(value("1.50"), value("1.5")));
  CHECK_FALSE(json::java_equals(value("1"), value("1.0")));
  CHECK_FALSE(json::java_equals(value("[1]"), value("[1.0]")));
  CHECK(json::java_equals(value(R"({"a":1,"b":[2]})"), value(R"({"b":[2],"a":1})")));
  CHECK_FALSE(json::java_equals(value(R"({"a":1})"), value(R"({"a":1,"b":2})")));
  CHECK_FALSE(json::java_equals(value("1"), value("\"1\"")));
}

TEST_CASE("A set keeps one of each") {
  const json::Value values = value("[3,1,3,2,1,16]");
  const auto set = json::java_set(values.items());
  REQUIRE(set.size() == 4);
  CHECK(set[0] == value("16"));
  CHECK(set[1] == value("1"));
  CHECK(set[3] == value("3"));
}

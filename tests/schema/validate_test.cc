#include "schema/validate.h"

#include <doctest/doctest.h>

#include <string>

#include "json/reader.h"

using namespace sfn;

namespace {

json::Document document(std::string text) {
  return std::move(*json::read_json(std::make_shared<text::SourceFile>("test", std::move(text))));
}

/// Pointers of what is wrong, in order, separated by blanks.
std::string refused(std::string_view schema_text, std::string text) {
  const json::Document read = document(std::move(text));
  std::string out;
  for (const schema::Violation& violation : schema::Schema(schema_text).validate(read)) {
    out += (out.empty() ? "" : " ") + (violation.node == 0 ? std::string("/") : read.pointer(violation.node));
  }
  return out;
}

}  // namespace

TEST_CASE("a violation stands at its node") {
  CHECK(refused(R"({"properties":{"a":{"type":"array","items":{"type":"number"}}}})", R"({"a":[1,"x",3]})") == "/a/1");
  CHECK(refused(R"({"required":["a"]})", R"({"b":1})") == "/");
  CHECK(refused(R"({"properties":{"a/b":{"maximum":3}}})", R"({"a/b":4})") == "/a~1b");
  CHECK(refused(R"({"minimum":3})", "5") == "");
}

TEST_CASE("only the innermost errors are told") {
  CHECK(refused(R"({"definitions":{"P":{"properties":{"n":{"type":"string"}}}},"allOf":[{"properties":{"x":{"$ref":"#/definitions/P"}}}]})",
                R"({"x":{"n":1}})") == "/x/n");
}

TEST_CASE("a schema that is false refuses, although it says nothing") {
  CHECK(refused(R"({"properties":{"a":false}})", R"({"a":1})") != "");
  CHECK(refused(R"({"propertyNames":{"pattern":"^[a-z]+$"}})", R"({"A":1})") != "");
  CHECK(refused(R"({"propertyNames":{"pattern":"^[a-z]+$"}})", R"({"a":1})") == "");
}

TEST_CASE("patterns run on long texts, which std::regex does not survive") {
  const std::string text = "\"" + std::string(100000, 'a') + "\"";
  CHECK(refused(R"({"pattern":"^(a|b)*$"})", text) == "");
  CHECK(refused(R"({"pattern":"^(c|d)+$"})", text) == "/");
  CHECK(refused(R"({"pattern":"^x"})", "5") == "");
}

TEST_CASE("patternProperties are checked, and count for additionalProperties") {
  const char* schema =
      R"({"properties":{"name":{"type":"string"}},"patternProperties":{"^x-":{"type":"number"}},"additionalProperties":false})";
  CHECK(refused(schema, R"({"name":"n","x-a":1})") == "");
  CHECK(refused(schema, R"({"x-a":"1"})") == "/x-a");
  CHECK(refused(schema, R"({"y":"1"})") == "/");
}

TEST_CASE("date-time is the one format that is checked") {
  CHECK(refused(R"({"format":"date-time"})", R"("2026-02-30T00:00:00Z")") == "/");
  CHECK(refused(R"({"format":"date-time"})", R"("2026-02-28T00:00:00Z")") == "");
  CHECK_THROWS_AS(schema::Schema(R"({"format":"email"})"), schema::Unsupported);
}

TEST_CASE("what is not checked is named, with its place") {
  try {
    schema::Schema(R"({"properties":{"a":{"unevaluatedProperties":false}}})");
    FAIL("no exception");
  } catch (const schema::Unsupported& unsupported) {
    CHECK(std::string(unsupported.what()) == "the keyword \"unevaluatedProperties\" is not checked");
    CHECK(unsupported.pointer == "/properties/a/unevaluatedProperties");
  }
  CHECK_THROWS_AS(schema::Schema(R"({"$ref":"other.json"})"), schema::Unsupported);
  CHECK_THROWS_AS(schema::Schema(R"({"exclusiveMinimum":true})"), schema::Unsupported);
}

TEST_CASE("a text that is no schema is refused") {
  CHECK_THROWS_AS(schema::Schema("{"), schema::SchemaError);
  CHECK_THROWS_AS(schema::Schema("[]"), schema::SchemaError);
  CHECK_THROWS_AS(schema::Schema(R"({"pattern":"("})"), schema::SchemaError);
  CHECK_THROWS_AS(schema::Schema(R"({"type":"nothing"})"), schema::SchemaError);
}

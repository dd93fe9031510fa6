#include "jsonpath/assign.h"

#include <doctest/doctest.h>

#include "json/reader.h"
#include "json/writer.h"

using namespace sfn;

TEST_CASE("ResultPath makes, keeps, replaces and appends") {
  struct Case {
    std::string_view root;
    std::string_view path;
    std::string_view expected;  // empty: cannot be written
  };
  const Case cases[] = {
      {R"({"a":1})", "$", "9"},
      {R"({"a":1})", "$.x", R"({"a":1,"x":9})"},
      {R"({"requestId":1,"audit":{"started":2}})", "$.audit.review.final", R"({"requestId":1,"audit":{"started":2,"review":{"final":9}}})"},
      {R"({"a":{"b":1},"c":2})", "$.a", R"({"a":9,"c":2})"},
      {R"({"a":[1,2]})", "$.a[0]", R"({"a":[9,2]})"},
      {R"({"a":[{"b":1}]})", "$.a[0].b", R"({"a":[{"b":9}]})"},
      {R"({"a":[1]})", "$.a[1]", ""},
      {R"({"a":"text"})", "$.a.b", ""},
      {R"({"a":"text"})", "$.a[0]", ""},
      {R"("text")", "$.x", ""},
      {R"([1])", "$.x", ""},
      {R"({"a":[1]})", "$.a[*]", ""},
      {R"({"a":[1]})", "$.a[-1]", ""},
      {R"({})", "$['b c']['d']", R"({"b c":{"d":9}})"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.root);
    CAPTURE(c.path);
    json::Value root = *json::parse_json(c.root);
    const json::Value before = root;
    const bool written = jsonpath::assign(root, *jsonpath::parse(c.path), json::Value::integer(9));
    CHECK(written == !c.expected.empty());
    CHECK(json::to_json(root) == (written ? c.expected : c.root));
    CHECK(json::to_json(before) == c.root);
  }
}

TEST_CASE("The step that a value cannot take is known") {
  struct Case {
    std::string_view root;
    std::string_view path;
    size_t step;
  };
  const Case cases[] = {
      {R"("text")", "$.x", 0},         {R"([1])", "$.x", 0},
      {R"({"a":"text"})", "$.a.b", 1}, {R"({"a":null})", "$.a.b.c", 1},
      {R"({"a":[1]})", "$.a[1]", 1},   {R"({"a":{}})", "$.a[0]", 1},
      {R"({})", "$.a.b[0]", 2},        {R"({"a":[{"b":1}]})", "$.a[0].b.c", 3},
      {R"({"a":1})", "$.b.c", 2},      {R"({"a":[1]})", "$.a[-1]", 1},
  };
  for (const Case& c : cases) {
    CAPTURE(c.root);
    CAPTURE(c.path);
    CHECK(jsonpath::conflicting_step(*json::parse_json(c.root), *jsonpath::parse(c.path)) == c.step);
  }
}

#include "lint/shape.h"

#include <doctest/doctest.h>

#include "json/reader.h"

namespace sfn::lint {
namespace {

json::Value value(std::string_view text) {
  auto result = json::parse_json(text);
  REQUIRE(result);
  return *result;
}

TEST_CASE("a constant has its members for certain and no others") {
  Shapes shapes;
  const Shape* shape = shapes.constant(value(R"({"a": {"b": 1}})"), {});
  CHECK(shapes.member(shape, "a").certain);
  CHECK(shapes.member(shapes.member(shape, "a").shape, "b").shape->types == kNumber);
  CHECK(shapes.member(shape, "x").shape == nullptr);
}

TEST_CASE("text that a deployment fills in may become anything") {
  Shapes shapes;
  CHECK(shapes.constant(value(R"("${Config}")"), {})->is_top());
  const Shape* shape = shapes.constant(value(R"({"${Key}": 1})"), {});
  CHECK(shapes.member(shape, "x").shape != nullptr);
}

TEST_CASE("about any value nothing is known") {
  Shapes shapes;
  const Found found = shapes.member(shapes.top(), "a");
  CHECK(found.shape->is_top());
  CHECK_FALSE(found.certain);
  CHECK(shapes.element(shapes.top(), 3).shape->is_top());
}

TEST_CASE("a join keeps what both have, and what one has as a possibility") {
  Shapes shapes;
  const Shape* left = shapes.constant(value(R"({"a": 1, "b": "x"})"), {});
  const Shape* right = shapes.constant(value(R"({"a": "y", "c": true})"), {});
  const Shape* both = shapes.join(left, right);
  CHECK(shapes.member(both, "a").certain);
  CHECK(shapes.member(both, "a").shape->types == (kNumber | kString));
  CHECK_FALSE(shapes.member(both, "b").certain);
  CHECK(shapes.member(both, "b").shape->types == kString);
  CHECK(shapes.member(both, "x").shape == nullptr);
}

TEST_CASE("a join with any value is any value, and with no value the other") {
  Shapes shapes;
  const Shape* one = shapes.constant(value("[1]"), {});
  CHECK(shapes.join(one, shapes.top())->is_top());
  CHECK(shapes.join(one, nullptr) == one);
  CHECK(shapes.join(nullptr, one) == one);
}

TEST_CASE("a join of an object and an array has the members of one and the elements of the other") {
  Shapes shapes;
  const Shape* both = shapes.join(shapes.constant(value(R"({"a": 1})"), {}), shapes.constant(value("[true]"), {}));
  CHECK(both->types == (kObject | kArray));
  CHECK(shapes.member(both, "a").shape->types == kNumber);
  CHECK_FALSE(shapes.member(both, "a").certain);
  CHECK(shapes.element(both, 0).shape->types == kBoolean);
  CHECK(shapes.element(both, 1).shape == nullptr);
}

TEST_CASE("an open object may have what it does not name") {
  Shapes shapes;
  const Shape* shape = shapes.with_member(shapes.top(), "a", shapes.of_types(kString));
  CHECK(shape->types == kObject);
  CHECK(shapes.member(shape, "a").certain);
  CHECK(shapes.member(shape, "b").shape->is_top());
  CHECK(shapes.names(shape).empty());
}

TEST_CASE("a member is written into objects only") {
  Shapes shapes;
  CHECK(shapes.with_member(shapes.of_types(kArray), "a", shapes.top()) == nullptr);
  const Shape* shape = shapes.with_member(shapes.constant(value(R"({"a": 1})"), {}), "b", shapes.top());
  CHECK(shapes.names(shape) == std::vector<std::string_view>{"a", "b"});
}

TEST_CASE("what grows beyond the limits becomes unknown") {
  Shapes shapes;
  const Shape* shape = shapes.object({}, false, {});
  std::vector<std::string> names;
  for (size_t i = 0; i <= kMaxShapeMembers; ++i) names.push_back("m" + std::to_string(i));
  for (size_t i = 0; i < kMaxShapeMembers; ++i) shape = shapes.with_member(shape, names[i], shapes.of_types(kNumber));
  CHECK(shapes.member(shape, "x").shape == nullptr);
  shape = shapes.with_member(shape, names.back(), shapes.of_types(kNumber));
  CHECK(shapes.member(shape, "x").shape != nullptr);
}

TEST_CASE("equality is by content") {
  Shapes shapes;
  CHECK(Shapes::equal(shapes.constant(value("[1, 2]"), {}), shapes.constant(value("[1, 2]"), {})));
  CHECK_FALSE(Shapes::equal(shapes.constant(value("[1, 2]"), {}), shapes.constant(value("[1, 3]"), {})));
  CHECK(Shapes::equal(shapes.of_types(kString), shapes.of_types(kString)));
  CHECK_FALSE(Shapes::equal(shapes.of_types(kString), shapes.top()));
  CHECK_FALSE(Shapes::equal(nullptr, shapes.top()));
}

TEST_CASE("types are named for people") {
  CHECK(describe(kString) == "a string");
  CHECK(describe(kNumber | kNull) == "a number or null");
  CHECK(describe(kAnyType) == "any value");
}

}  // namespace
}  // namespace sfn::lint

#include "json/derived.h"

#include <doctest/doctest.h>

#include "json/reader.h"

using namespace sfn;
using json::NodeId;

namespace {

std::shared_ptr<const json::Document> read(std::string text) {
  auto result = json::read_json(std::make_shared<text::SourceFile>("outer.json", std::move(text)));
  REQUIRE(result);
  return std::make_shared<const json::Document>(std::move(*result));
}

// What the outermost file has at the place of `piece` of the derived text.
std::string origin_of(const std::shared_ptr<const text::SourceFile>& derived, std::string_view piece) {
  const auto begin = static_cast<uint32_t>(derived->bytes().find(piece));
  const auto location = derived->outermost({begin, begin + static_cast<uint32_t>(piece.size())});
  return std::string(location.file->text(location.span));
}

}  // namespace

TEST_CASE("spans of a derived text lead back through the escapes of its piece") {
  const auto outer = read(R"({"DefinitionString": "{\"StartAt\": \"A\",\n \"x\": 1}"})");
  json::DerivedText out(outer);
  const NodeId string = outer->find(0, "DefinitionString");
  out.verbatim(string, 0, outer->text(string).size());
  const auto derived = out.build();
  CHECK(derived->bytes() == "{\"StartAt\": \"A\",\n \"x\": 1}");
  CHECK(derived->name() == "outer.json");
  CHECK(origin_of(derived, "\"A\"") == R"(\"A\")");
  CHECK(origin_of(derived, "1") == "1");
  CHECK(origin_of(derived, "\n") == "\\n");
  CHECK(origin_of(derived, derived->bytes()) == R"({\"StartAt\": \"A\",\n \"x\": 1})");
}

TEST_CASE("placeholders and nodes map as a whole") {
  const auto outer = read(R"({"list": ["ab${X}cd", {"Ref": "Y"}, "ef"]})");
  const NodeId first = outer->first_child(outer->find(0, "list"));
  const NodeId ref = outer->sibling(first);
  const NodeId last = outer->sibling(ref);
  json::DerivedText out(outer);
  out.verbatim(first, 0, 2);
  out.replace(first, 2, 6, "value");
  out.verbatim(first, 6, 8);
  out.stand_for(ref, "${Y}");
  out.verbatim(last, 0, 2);
  const auto derived = out.build();
  REQUIRE(derived->bytes() == "abvaluecd${Y}ef");
  CHECK(origin_of(derived, "b") == "b");
  CHECK(origin_of(derived, "alu") == "${X}");
  CHECK(origin_of(derived, "cd") == "cd");
  CHECK(origin_of(derived, "{Y") == "{\"Ref\": \"Y\"}");
  CHECK(origin_of(derived, "ef") == "ef");
  CHECK(origin_of(derived, "bvaluec") == "b${X}c");
  CHECK(origin_of(derived, "d${Y}e") == "d\", {\"Ref\": \"Y\"}, \"e");
}

TEST_CASE("the end of a derived text is the end of its last piece") {
  const auto outer = read(R"(["abc"])");
  json::DerivedText out(outer);
  out.verbatim(1, 0, 3);
  const auto derived = out.build();
  const auto location = derived->outermost({3, 3});
  CHECK(location.span == text::Span{5, 5});
  CHECK(derived->outermost({99, 100}).span == text::Span{5, 5});
}

TEST_CASE("an empty derived text leads to the start of the file") {
  const auto outer = read("[]");
  json::DerivedText out(outer);
  const auto derived = out.build();
  CHECK(derived->outermost({0, 0}).span == text::Span{0, 0});
  CHECK(derived->outermost({0, 0}).file->name() == "outer.json");
}

TEST_CASE("a text derived from a derived text leads back through both") {
  const auto outer = read(R"(["{\"n\": ${N}}"])");
  json::DerivedText first(outer);
  first.verbatim(1, 0, outer->text(1).size());
  const auto middle = first.build();
  json::DerivedText second(middle);
  const size_t at = middle->bytes().find("${N}");
  second.verbatim(0, at);
  second.replace(at, at + 4, "17");
  second.verbatim(at + 4, middle->bytes().size());
  const auto inner = second.build();
  REQUIRE(inner->bytes() == "{\"n\": 17}");
  CHECK(origin_of(inner, "17") == "${N}");
  CHECK(origin_of(inner, "\"n\"") == R"(\"n\")");
}

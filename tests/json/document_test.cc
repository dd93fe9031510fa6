#include "json/document.h"

#include <doctest/doctest.h>

#include "json/reader.h"
#include "json/writer.h"

using namespace sfn;
using json::Document;
using json::NodeId;

namespace {

Document read(std::string text) {
  auto result = json::read_json(std::make_shared<text::SourceFile>("test.json", std::move(text)));
  REQUIRE_MESSAGE(result, (result ? std::string() : result.error().message));
  return std::move(*result);
}

std::string_view shown(const Document& document, text::Span span) {
  return document.source().text(span);
}

NodeId at(const Document& document, std::initializer_list<std::string_view> keys) {
  NodeId id = Document::root();
  for (const auto key : keys) id = document.find(id, key);
  return id;
}

}  // namespace

TEST_CASE("every node has the exact bytes of its value and its key") {
  const Document d = read(" { \"a\" : [ 1 , -2.50 , { } ] ,\n\t\"b\\u0063\":\"x\\ny\" , \"t\":true,\"f\" : false,\"n\":null,\"e\":[]} ");
  CHECK(shown(d, d.span(0)).front() == '{');
  CHECK(shown(d, d.span(0)).back() == '}');
  const NodeId a = d.find(0, "a");
  CHECK(shown(d, d.key_span(a)) == "\"a\"");
  CHECK(shown(d, d.span(a)) == "[ 1 , -2.50 , { } ]");
  const NodeId one = d.first_child(a);
  CHECK(shown(d, d.span(one)) == "1");
  const NodeId two = d.sibling(one);
  CHECK(shown(d, d.span(two)) == "-2.50");
  CHECK(d.text(two) == "-2.50");
  const NodeId empty = d.sibling(two);
  CHECK(shown(d, d.span(empty)) == "{ }");
  CHECK(d.sibling(empty) == json::kNoNode);
  CHECK(d.first_child(empty) == json::kNoNode);
  CHECK(d.key_span(one) == text::Span{0, 0});
  const NodeId bc = d.find(0, "bc");
  CHECK(shown(d, d.key_span(bc)) == "\"b\\u0063\"");
  CHECK(shown(d, d.span(bc)) == "\"x\\ny\"");
  CHECK(d.text(bc) == "x\ny");
  CHECK(shown(d, d.span(d.find(0, "t"))) == "true");
  CHECK(shown(d, d.span(d.find(0, "f"))) == "false");
  CHECK(shown(d, d.span(d.find(0, "n"))) == "null");
  CHECK(shown(d, d.span(d.find(0, "e"))) == "[]");
}

TEST_CASE("nodes stand in pre-order and next jumps over the subtree") {
  const Document d = read(R"({"a":{"b":[1,2]},"c":3})");
  REQUIRE(d.size() == 6);
  CHECK(d.node(1).next == 5);
  CHECK(d.node(2).next == 5);
  CHECK(d.node(0).next == 6);
  CHECK(d.node(3).parent == 2);
  CHECK(d.node(0).count == 2);
}

TEST_CASE("duplicate keys stay visible and find gives the last") {
  const Document d = read(R"({"a":1,"b":2,"a":3})");
  CHECK(d.node(0).count == 3);
  CHECK_FALSE(d.node(1).duplicate);
  CHECK_FALSE(d.node(2).duplicate);
  CHECK(d.node(3).duplicate);
  CHECK(d.text(d.find(0, "a")) == "3");
  CHECK(json::to_json(d.value(0)) == R"({"a":3,"b":2})");
}

TEST_CASE("large objects are searched by an index and mark duplicates too") {
  std::string text = "{";
  for (int i = 0; i < 3000; ++i) text += "\"k" + std::to_string(i) + "\":{\"x\":" + std::to_string(i) + "},";
  text += "\"k17\":true}";
  const Document d = read(text);
  CHECK(d.is_boolean(d.find(0, "k17")));
  CHECK(d.node(d.find(0, "k17")).duplicate);
  CHECK_FALSE(d.node(d.find(0, "k18")).duplicate);
  CHECK(d.text(d.find(d.find(0, "k2999"), "x")) == "2999");
  CHECK(d.find(0, "k3000") == json::kNoNode);
  CHECK(d.find(0, "") == json::kNoNode);
  CHECK(d.find(1, "k1") == json::kNoNode);
}

TEST_CASE("find gives no node for what is not an object") {
  const Document d = read("[1]");
  CHECK(d.find(0, "a") == json::kNoNode);
  CHECK(d.find(json::kNoNode, "a") == json::kNoNode);
}

TEST_CASE("pointers escape, AWS's locations bracket indices") {
  const Document d = read(R"({"States":{"a/b~c":{"Retry":[0,{"ErrorEquals":["x"]}]}}})");
  const NodeId error = d.first_child(at(d, {"States", "a/b~c", "Retry"}));
  const NodeId x = d.first_child(d.find(d.sibling(error), "ErrorEquals"));
  CHECK(d.pointer(x) == "/States/a~1b~0c/Retry/1/ErrorEquals/0");
  CHECK(d.location(x) == "/States/a/b~c/Retry[1]/ErrorEquals[0]");
  CHECK(d.pointer(0).empty());
  CHECK(d.location(0) == "/");
  CHECK(d.pointer(x, at(d, {"States", "a/b~c"})) == "/Retry/1/ErrorEquals/0");
  CHECK(d.location(at(d, {"States"}), at(d, {"States"})) == "/");
}

TEST_CASE("node_at finds the smallest node under a byte, by value or key") {
  const std::string text = R"({"a": [10, {"bb": "xyz"}], "c": 1})";
  const Document d = read(text);
  const auto offset = [&](std::string_view part) { return static_cast<uint32_t>(text.find(part)); };
  CHECK(d.text(d.node_at(offset("10"))) == "10");
  CHECK(d.text(d.node_at(offset("yz"))) == "xyz");
  CHECK(d.text(d.node_at(offset("bb"))) == "xyz");
  CHECK(d.is_array(d.node_at(offset(", {"))));
  CHECK(d.node_at(offset(", \"c")) == 0);
  CHECK(d.node_at(9999) == 0);
}

TEST_CASE("a place inside a string is found behind escapes") {
  const Document d = read(R"(["a\"b\u00e9\ud83d\ude00c\\d", "plain"])");
  const NodeId s = 1;
  const std::string_view text = d.text(s);
  REQUIRE(text ==
          "a\"b\xC3\xA9\xF0\x9F\x98\x80"
          "c\\d");
  const auto part = [&](std::string_view piece) {
    const size_t begin = text.find(piece);
    return shown(d, d.inside(s, begin, begin + piece.size()));
  };
  CHECK(part("a") == "a");
  CHECK(part("\"") == "\\\"");
  CHECK(part("b") == "b");
  CHECK(part("\xC3\xA9") == "\\u00e9");
  CHECK(part("\xF0\x9F\x98\x80") == "\\ud83d\\ude00");
  CHECK(part("\xF0\x9F\x98\x80"
             "c") == "\\ud83d\\ude00c");
  CHECK(part("\\d") == "\\\\d");
  CHECK(d.inside(s, text.size(), text.size()) == text::Span{d.span(s).end - 1, d.span(s).end - 1});
  CHECK(d.inside(s, 0, 0) == text::Span{d.span(s).begin + 1, d.span(s).begin + 1});
  CHECK(d.inside(s, 0, 999) == d.span(s));
  CHECK(shown(d, d.inside(2, 2, 4)) == "ai");
}

TEST_CASE("values come out as they were read") {
  const Document d = read(R"({"a":[1,1.50,-0,12345678901234567890,"x",true,false,null,{}],"b":{"c":""}})");
  CHECK(json::to_json(d.value(0)) == R"({"a":[1,1.50,0,12345678901234567890,"x",true,false,null,{}],"b":{"c":""}})");
  CHECK(json::to_json(d.value(d.find(0, "b"))) == R"({"c":""})");
}

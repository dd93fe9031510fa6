#include "json/yaml_reader.h"

#include <doctest/doctest.h>

#include "json/reader.h"
#include "json/writer.h"
#include "json/yaml_tree.h"

using namespace sfn;
using json::Document;
using json::NodeId;

namespace {

auto try_read(std::string text) {
  return json::read_yaml(std::make_shared<text::SourceFile>("test.yaml", std::move(text)));
}

Document read(const std::string& text) {
  auto result = try_read(text);
  REQUIRE_MESSAGE(result, (result ? std::string() : result.error().message) << " in " << text);
  return std::move(*result);
}

std::string as_json(const std::string& text) {
  return json::to_json(read(text).value(0));
}

json::ReadError error_of(const std::string& text) {
  auto result = try_read(text);
  REQUIRE_MESSAGE(!result, text);
  return result.error();
}

std::string_view shown(const Document& d, NodeId id) {
  return d.source().text(d.span(id));
}
std::string_view shown_key(const Document& d, NodeId id) {
  return d.source().text(d.key_span(id));
}

struct Row {
  std::string text;
  std::string_view json;
};

}  // namespace

TEST_CASE("YAML becomes the JSON that it stands for") {
  const Row table[] = {
      {"a: 1\nb:\n  - x\n  - y: [1, {k: v}]\n", R"({"a":1,"b":["x",{"y":[1,{"k":"v"}]}]})"},
      {"{\"a\": [1, \"x\"], \"b\": null}", R"({"a":[1,"x"],"b":null})"},
      {"--- # comment\na: b # comment\n...\n", R"({"a":"b"})"},
      {"a: |\n  x\n   y\n\n  z\nb: |-\n  t\nc: |+\n  k\n\nd: e\n", R"({"a":"x\n y\n\nz\n","b":"t","c":"k\n\n","d":"e"})"},
      {"a: >\n  x\n  y\n\n  z\n", R"({"a":"x y\nz\n"})"},
      {"a: 'it''s'\nb: \"q\\\"\\u00e9\\n\"\n", "{\"a\":\"it's\",\"b\":\"q\\\"\xC3\xA9\\n\"}"},
      {"a: one\n  two\n\n  three\n", R"({"a":"one two\nthree"})"},
      {"? a\n: 1\n", R"({"a":1})"},
      {"a:\nb: ~\nc: null\nd:\n- \n- x\n", R"({"a":null,"b":null,"c":null,"d":[null,"x"]})"},
      {"scalar", R"("scalar")"},
      {"a: 'x\n\n\n  '\nb: \"x\n\n\n  y\\\n  z  \n  \"\n", R"({"a":"x\n\n","b":"x\n\nyz "})"},
      {"a: ${Name}\nb: \"${N}\"\n", R"({"a":"${Name}","b":"${N}"})"},
      {"\xEF\xBB\xBF"
       "a: b\r\nc: |\r\n  d\r\n",
       R"({"a":"b","c":"d\n"})"},
      {"1: a\ntrue: b\nnull: c\n", R"({"1":"a","true":"b","null":"c"})"},
  };
  for (const Row& row : table) {
    CAPTURE(row.text);
    CHECK(as_json(row.text) == row.json);
  }
}

TEST_CASE("plain scalars have the types of the core schema") {
  const Row table[] = {
      {"true", "true"},       {"False", "false"},
      {"TRUE", "true"},       {"yes", "\"yes\""},
      {"off", "\"off\""},     {"~", "null"},
      {"Null", "null"},       {"12", "12"},
      {"-12", "-12"},         {"+12", "12"},
      {"010", "10"},          {"0o10", "8"},
      {"0x1F", "31"},         {"1.50", "1.50"},
      {"1.", "1.0"},          {".5", "0.5"},
      {"-.5", "-0.5"},        {"1e3", "1e3"},
      {"1.5E+3", "1.5E+3"},   {"1:30", "\"1:30\""},
      {"1_000", "\"1_000\""}, {"0b11", "\"0b11\""},
      {"1.2.3", "\"1.2.3\""}, {"-", "\"-\""},
      {"1e", "\"1e\""},       {"2024-01-31", "\"2024-01-31\""},
      {"'12'", "\"12\""},     {"\"true\"", "\"true\""},
      {"!!str 12", "\"12\""}, {"!!int 12", "12"},
      {"0o9", "\"0o9\""},     {"123456789012345678901", "123456789012345678901"},
  };
  for (const Row& row : table) {
    CAPTURE(row.text);
    if (row.text == "-") continue;  // an entry of a sequence
    CHECK(as_json("a: " + row.text + "\n") == "{\"a\":" + std::string(row.json) + "}");
  }
}

TEST_CASE("notes are left where YAML 1.1 tools read another type") {
  const std::pair<std::string_view, std::string_view> table[] = {
      {"yes", "yes is read as a string, YAML 1.1 tools read the boolean true"},
      {"No", "No is read as a string, YAML 1.1 tools read the boolean false"},
      {"010", "010 is read as the number 10, YAML 1.1 tools read the octal number 8"},
      {"0123456789", "0123456789 is read as the number 123456789, YAML 1.1 tools read the string 0123456789"},
      {"0o10", "0o10 is read as the number 8, YAML 1.1 tools read the string 0o10"},
      {"1:30", "1:30 is read as a string, YAML 1.1 tools read a number in base 60"},
      {"2024-01-31T10:00:00Z", "2024-01-31T10:00:00Z is read as a string, YAML 1.1 tools read a date"},
  };
  for (const auto& [text, message] : table) {
    const Document d = read("key: " + std::string(text) + "\n");
    REQUIRE(d.notes().size() == 1);
    CHECK(d.notes()[0].rule == "yaml-implicit-type");
    CHECK(d.notes()[0].message == message);
    CHECK(d.source().text(d.notes()[0].span) == text);
  }
  CHECK(read("N: y\na: true\nb: 'yes'\nc: 12\nd: north\ne: 0.5\n").notes().empty());
  const Document keys = read("on: 1\ntrue: 2\n'off': 3\n1: 4\n");
  REQUIRE(keys.notes().size() == 2);
  CHECK(keys.notes()[0].message == "the key on is read as a string, YAML 1.1 tools read the boolean true");
  CHECK(keys.notes()[1].message == "the key true is read as a string, YAML 1.1 tools read the boolean true");
}

TEST_CASE("spans are exact for every style") {
  const Document d = read(
      "# head\nplain key: some text  # c\n'single': 'it''s'\n\"dq\": \"a \\\" b\"\nlit: |\n  one\n  two\n\nfold: >-\n    a\n    b\n"
      "multi: one\n  two\nflow: { a: [1, x ], b: {} } # end\nseq:\n- 1\n- - 2\n  - 3\nnone:\ntag: !!str 5\nend: z");
  const auto value = [&](std::string_view key) { return shown(d, d.find(0, key)); };
  CHECK(shown_key(d, d.find(0, "plain key")) == "plain key");
  CHECK(value("plain key") == "some text");
  CHECK(shown_key(d, d.find(0, "single")) == "'single'");
  CHECK(value("single") == "'it''s'");
  CHECK(shown_key(d, d.find(0, "dq")) == "\"dq\"");
  CHECK(value("dq") == "\"a \\\" b\"");
  CHECK(value("lit") == "|\n  one\n  two");
  CHECK(value("fold") == ">-\n    a\n    b");
  CHECK(value("multi") == "one\n  two");
  CHECK(value("flow") == "{ a: [1, x ], b: {} }");
  CHECK(shown(d, d.find(d.find(0, "flow"), "a")) == "[1, x ]");
  CHECK(shown(d, d.find(d.find(0, "flow"), "b")) == "{}");
  CHECK(value("seq") == "- 1\n- - 2\n  - 3");
  CHECK(value("none").empty());
  CHECK(d.span(d.find(0, "none")).begin == d.key_span(d.find(0, "none")).end + 1);
  CHECK(value("tag") == "5");
  CHECK(value("end") == "z");
  CHECK(d.span(0) == text::Span{7, static_cast<uint32_t>(d.source().bytes().size())});
  CHECK(shown(d, d.node_at(static_cast<uint32_t>(d.source().bytes().find("two\n\n")))) == "|\n  one\n  two");
}

TEST_CASE("an absent value before the key null is not that key") {
  const Document d = read("a:\nnull: 1\n");
  CHECK(d.is_null(d.find(0, "a")));
  CHECK(shown(d, d.find(0, "a")).empty());
  CHECK(shown_key(d, d.find(0, "null")) == "null");
  CHECK(as_json("{a: , null: null}") == R"({"a":null,"null":null})");
}

TEST_CASE("places inside strings are found in every style") {
  const Document d = read(
      "dq: \"a\\tb\\u00e9 fold\n  here\\\n  joined\"\nsq: 'it''s\n  on'\npl: one\n  two\n\n  three\nli: |\n  {\n    \"x\": 1\n  }\nfo: >\n "
      " a b\n  c\n\n  d\n    e\n  f\n"
      "in: |2\n   x\n  y\n");
  const auto part = [&](std::string_view key, std::string_view piece) {
    const NodeId id = d.find(0, key);
    const size_t begin = d.text(id).find(piece);
    REQUIRE(begin != std::string_view::npos);
    return std::string(d.source().text(d.inside(id, begin, begin + piece.size())));
  };
  REQUIRE(d.text(d.find(0, "dq")) == "a\tb\xC3\xA9 fold herejoined");
  CHECK(part("dq", "\t") == "\\t");
  CHECK(part("dq", "\xC3\xA9") == "\\u00e9");
  CHECK(part("dq", "here") == "here");
  CHECK(part("dq", "fold here") == "fold\n  here");
  CHECK(part("dq", "joined") == "joined");
  CHECK(part("sq", "'") == "''");
  CHECK(part("sq", "on") == "on");
  CHECK(part("pl", "two") == "two");
  CHECK(part("pl", "three") == "three");
  CHECK(part("li", "\"x\": 1") == "\"x\": 1");
  CHECK(part("li", "}") == "}");
  REQUIRE(d.text(d.find(0, "fo")) == "a b c\nd\n  e\nf\n");
  CHECK(part("fo", "b c") == "b\n  c");
  CHECK(part("fo", "d") == "d");
  CHECK(part("fo", "e") == "e");
  CHECK(part("fo", "f") == "f");
  REQUIRE(d.text(d.find(0, "in")) == " x\ny\n");
  CHECK(part("in", "y") == "y");
}

TEST_CASE("duplicate keys stay visible") {
  const Document d = read("a: 1\nb: 2\na: 3\n");
  CHECK(d.node(0).count == 3);
  CHECK(d.node(3).duplicate);
}

TEST_CASE("aliases repeat what they name, with its positions") {
  const Document d = read("x: &r\n  - ErrorEquals: [A]\ny: *r\n");
  CHECK(json::to_json(d.value(0)) == R"({"x":[{"ErrorEquals":["A"]}],"y":[{"ErrorEquals":["A"]}]})");
  CHECK(d.span(d.find(0, "x")) == d.span(d.find(0, "y")));
  CHECK(as_json("- &k key\n- {*k : 1}\n") == R"(["key",{"key":1}])");
}

TEST_CASE("merges take over what the map does not have itself") {
  CHECK(as_json("b: &b {x: 1, y: 2}\nm:\n  <<: *b\n  y: 3\n  z: 4\n") == R"({"b":{"x":1,"y":2},"m":{"x":1,"y":3,"z":4}})");
  CHECK(as_json("- &a {x: 1}\n- &b {x: 2, y: 2}\n- {<<: [*a, *b]}\n") == R"([{"x":1},{"x":2,"y":2},{"x":1,"y":2}])");
  CHECK(as_json("\"<<\": 1\n") == R"({"<<":1})");
  CHECK(error_of("<<: 1\n").message == "<< needs a mapping or a sequence of mappings");
}

TEST_CASE("aliases expand up to a limit") {
  std::string laughs = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string last = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + last;
    for (int k = 0; k < 9; ++k) laughs += ", " + last;
    laughs += "]\n";
  }
  CHECK(error_of(laughs).message == "the aliases expand to more than 250000 values");
  std::string many = "- &a x\n";
  for (size_t i = 0; i < json::kMaxExpandedNodes; ++i) many += "- *a\n";
  CHECK(read(many).size() == json::kMaxExpandedNodes + 2);
  CHECK(error_of(many + "- *a\n").message == "the aliases expand to more than 250000 values");
  CHECK(error_of("a: &x [*x]\n").message == "the alias *x stands inside what it names");
}

TEST_CASE("nesting through aliases is limited to kMaxHeight") {
  const auto wrap = [](size_t depth, const std::string& core) { return std::string(depth, '[') + core + std::string(depth, ']'); };
  // The root sequence is a level too.
  const std::string head = "- &a " + wrap(400, "x") + "\n- &b " + wrap(400, "*a") + "\n- ";
  CHECK(read(head + wrap(199, "*b") + "\n").value(0).height() == json::kMaxHeight);
  CHECK(error_of(head + wrap(200, "*b") + "\n").message == "nested deeper than 1000 levels");
}

TEST_CASE("nesting is limited by yaml-cpp") {
  const auto nested = [](int depth) { return std::string(static_cast<size_t>(depth), '[') + std::string(static_cast<size_t>(depth), ']'); };
  CHECK(try_read(nested(json::kMaxYamlDepth - 1)));
  CHECK(error_of(nested(json::kMaxYamlDepth)).message == "nested deeper than 500 levels");
  CHECK(error_of(std::string(100000, '[')).message == "nested deeper than 500 levels");
}

TEST_CASE("short tags become the long form") {
  const Row table[] = {
      {"!Ref X", R"({"Ref":"X"})"},
      {"!Sub \"a${B}\"", R"({"Fn::Sub":"a${B}"})"},
      {"!GetAtt F.Arn", R"({"Fn::GetAtt":["F","Arn"]})"},
      {"!GetAtt Nested.Outputs.X", R"({"Fn::GetAtt":["Nested","Outputs.X"]})"},
      {"!GetAtt [F, Arn]", R"({"Fn::GetAtt":["F","Arn"]})"},
      {"!Join ['-', [a, !Ref B]]", R"({"Fn::Join":["-",["a",{"Ref":"B"}]]})"},
      {"!If [C, 1, 2]", R"({"Fn::If":["C",1,2]})"},
      {"!Condition C", R"({"Condition":"C"})"},
      {"!Sub\n  - a${B}\n  - B: 1\n", R"({"Fn::Sub":["a${B}",{"B":1}]})"},
      {"!Sub |\n  x ${A}\n", R"({"Fn::Sub":"x ${A}\n"})"},
  };
  for (const Row& row : table) {
    CAPTURE(row.text);
    CHECK(as_json("v: " + row.text) == "{\"v\":" + std::string(row.json) + "}");
  }
}

TEST_CASE("a tag before a block in a sequence keeps its text") {
  CHECK(as_json("r:\n- !Sub |\n  x ${A}\n  y\n- b\n") == R"({"r":[{"Fn::Sub":"x ${A}\ny\n"},"b"]})");
  CHECK(as_json("- - !Sub >-\n    x\n  - !!str |-\n    1\n") == R"([[{"Fn::Sub":"x"},"1"]])");
  CHECK(as_json("a: |\n  - !Sub |\n    x\nb:\n- !Sub |\n  y\n") == R"({"a":"- !Sub |\n  x\n","b":[{"Fn::Sub":"y\n"}]})");
  const Document d = read("- !Sub |\n  abc\n");
  CHECK(shown_key(d, d.first_child(1)) == "!Sub");
  CHECK(shown(d, d.first_child(1)) == "|\n  abc");
  CHECK(shown(d, 1) == "!Sub |\n  abc");
}

TEST_CASE("tags of the core schema set the type of quoted text too") {
  CHECK(as_json("[!!int '12', !!float \"1.5\", !!bool 'true', !!null '', !!str 12]") == R"([12,1.5,true,null,"12"])");
  CHECK(error_of("a: !!int x\n").message == "x is no value of the type !!int");
}

TEST_CASE("short tags have the span of the tag as their key") {
  const Document d = read("v: !GetAtt Func.Arn\nw: !Sub 'x'\n");
  const NodeId v = d.find(0, "v");
  CHECK(shown(d, v) == "!GetAtt Func.Arn");
  const NodeId list = d.first_child(v);
  CHECK(shown_key(d, list) == "!GetAtt");
  CHECK(shown(d, d.first_child(list)) == "Func");
  CHECK(shown(d, d.sibling(d.first_child(list))) == "Arn");
  CHECK(shown(d, d.find(d.find(0, "w"), "Fn::Sub")) == "'x'");
}

TEST_CASE("what cannot be read is an error with its place") {
  struct Broken {
    std::string text;
    std::string_view message;
    uint32_t begin;
  };
  const Broken table[] = {
      {"", "the text is empty", 0},
      {"# only\n", "the text is empty", 7},
      {"a: 1\n---\nb: 2\n", "a second document starts here", 5},
      {"a: \"x\nb: 1\n", "the string is not closed", 3},
      {"a: 'x\n", "the string is not closed", 3},
      {"a: b: c\n", "a mapping value is not allowed here", 4},
      {"a:\n\tb: 1\n", "a tab stands in the indentation", 3},
      {"a: @x\n", "this character cannot start a value", 3},
      {"a: *x\n", "the referenced anchor is not defined", 3},
      {"a: .inf\n", ".inf cannot be written as a JSON number", 3},
      {"a: 1e400\n", "the number is too large", 3},
      {"a: !foo x\n", "unknown tag !foo", 3},
      {"a: !!binary eA==\n", "the tag !!binary has no counterpart in JSON", 3},
      {"[a]: 1\n", "a key must be a scalar", 0},
      {std::string("a: \x04\nb: 1\n"), "a control character (code 4)", 3},
      {"a: [1, 2\n", "expected ',' or ']' of the sequence", 9},
      {"{a: 1}}", "a closing bracket without an opening one", 6},
      {"a: \xFF\n", "not valid UTF-8", 3},
  };
  for (const Broken& row : table) {
    CAPTURE(row.text);
    const auto error = error_of(row.text);
    CAPTURE(error.message);
    CHECK(error.message.find(row.message) != std::string::npos);
    CHECK(error.span.begin == row.begin);
  }
}

TEST_CASE("a JSONata expression without quotes is told to stand in them") {
  CHECK(error_of("Output: {% $x %}\n").help == "{% … %} must stand in quotes in YAML");
  CHECK(error_of("- a\n- {%$x%}\n").help == "{% … %} must stand in quotes in YAML");
  CHECK(error_of("Output: %x\n").help == "put the value in quotes");
}

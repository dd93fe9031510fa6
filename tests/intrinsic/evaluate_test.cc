#include "intrinsic/evaluate.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "json/reader.h"
#include "json/writer.h"

using namespace sfn;

namespace {

struct TestEnvironment : intrinsic::Environment {
  explicit TestEnvironment(std::string_view text) : input_text(text), input(*json::parse_json(text)) {}
  text::Result<json::Value, jsonpath::Missing> read(const jsonpath::Path& path) override { return jsonpath::evaluate(path, input); }
  std::string shown_input(const jsonpath::Path&) override { return input_text; }
  uint64_t random() override { return 17; }
  std::string uuid() override { return "00000000-0000-4000-8000-000000000001"; }

  std::string input_text;
  json::Value input;
};

std::string answer(std::string_view text, std::string_view input = "{}") {
  auto expression = intrinsic::parse(text);
  REQUIRE_MESSAGE(expression, fmt::format("{}: {}", text, expression.error().message));
  TestEnvironment environment(input);
  auto value = intrinsic::evaluate(*expression, environment);
  return value ? json::to_json(*value) : "failed: " + value.error().cause;
}

std::string invalid(std::string_view text) {
  const std::string_view name = text.substr(0, text.find('('));
  return fmt::format("failed: There was an error while evaluating the intrinsic function: {}. Invalid arguments in {}", text, name);
}

struct Case {
  std::string_view text;
  std::string_view expected;  // empty: Invalid arguments
};

void check_all(std::initializer_list<Case> cases, std::string_view input = "{}") {
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(answer(c.text, input) == (c.expected.empty() ? invalid(c.text) : std::string(c.expected)));
  }
}

}  // namespace

TEST_CASE("Format fills placeholders with Java's texts") {
  check_all({{"States.Format('{} and {}', $.s, $.n)", R"("x and 1.10")"},
             {"States.Format('{}', $.big)", R"("9007199254740993")"},
             {"States.Format('{}{}{}', true, null, -1.5e3)", R"("truenull-1.5e3")"},
             {"States.Format('{}', $.o)", R"("{Arg1=1, Arg2=[], In={K=a b}}")"},
             {"States.Format('{}', $.l)", R"("[1, two, null]")"},
             {"States.Format('none')", R"("none")"},
             {R"(States.Format('\{\}={}\\', 1))", R"("{}=1\\")"},
             {"States.Format($.t, 1)", R"("a 1")"},
             {"States.Format('{}')", ""},
             {"States.Format('{}', 1, 2)", ""},
             {"States.Format('x', 1)", ""},
             {"States.Format(1)", ""},
             {"States.Format()", ""}},
            R"({"s":"x","n":1.10,"big":9007199254740993,"o":{"Arg1":1,"Arg2":[],"In":{"K":"a b"}},"l":[1,"two",null],"t":"a {}"})");
}

TEST_CASE("Format says which brace is alone") {
  for (const std::string_view text :
       {"States.Format('{x}', 1)", "States.Format('{{}}', 1)", "States.Format('{', 1)", "States.Format('a{ }', 1)"}) {
    CHECK(answer(text) == fmt::format("failed: There was an error while evaluating the intrinsic function: {}. Invalid template in "
                                      "States.Format: matching '}}' not found "
                                      "for '{{'.",
                                      text));
  }
  CHECK(answer("States.Format('}')") ==
        "failed: There was an error while evaluating the intrinsic function: States.Format('}'). Invalid template in States.Format: "
        "matching '{' not "
        "found for '}'.");
}

TEST_CASE("StringToJson reads JSON and gives Jackson's words") {
  check_all(
      {{"States.StringToJson('')", "null"},
       {"States.StringToJson(' ')", "null"},
       {"States.StringToJson(' [1, 2.50 ] ')", "[1,2.50]"},
       {"States.StringToJson('-0')", "0"},
       {"States.StringToJson('\"a\"')", R"("a")"},
       {"States.StringToJson('{\"b\": 1, \"a\": 2}')", R"({"b":1,"a":2})"},
       {"States.StringToJson(1)", ""},
       {"States.StringToJson('1', '2')", ""},
       {"States.StringToJson()", ""},
       {"States.StringToJson('{b: 1}')",
        "failed: There was an error while evaluating the intrinsic function: States.StringToJson('{b: 1}'). Cannot convert String to Json "
        "in "
        "States.StringToJson, caused by: Unexpected character ('b' (code 98)): was expecting double-quote to start field name\n at "
        "[Source: "
        "REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]"},
       {"States.StringToJson('nope')",
        "failed: There was an error while evaluating the intrinsic function: States.StringToJson('nope'). Cannot convert String to Json in "
        "States.StringToJson, caused by: Unrecognized token 'nope': was expecting (JSON String, Number, Array, Object or token 'null', "
        "'true' or "
        "'false')\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 5]"}});
}

TEST_CASE("JsonToString writes compact JSON in the order it has") {
  check_all({{"States.JsonToString($.v)", R"("[1,2.50,\"x\",{\"b\":null,\"a\":true}]")"},
             {"States.JsonToString('a')", R"("\"a\"")"},
             {"States.JsonToString(1, 2)",
              "failed: There was an error while evaluating the intrinsic function: States.JsonToString(1, 2). Invalid arguments in "
              "States.JsonToString: only a single argument is allowed."},
             {"States.JsonToString()", ""}},
            R"({"v":[1, 2.50, "x", {"b":null, "a":true}]})");
}

TEST_CASE("The functions of arrays") {
  check_all({{"States.Array()", "[]"},
             {"States.Array(1, 'a', null, $.o)", R"([1,"a",null,{"k":1}])"},
             {"States.ArrayPartition($.l, 2)", "[[1,2],[3,4],[5]]"},
             {"States.ArrayPartition($.l, 2.6)", "[[1,2],[3,4],[5]]"},
             {"States.ArrayPartition($.l, 99)", "[[1,2,3,4,5]]"},
             {"States.ArrayPartition($.e, 3)", "[]"},
             {"States.ArrayPartition($.l, 0.6)", ""},
             {"States.ArrayPartition($.l, 0)", ""},
             {"States.ArrayPartition($.l, -1)", ""},
             {"States.ArrayPartition($.l, '2')", ""},
             {"States.ArrayPartition($.l, null)", ""},
             {"States.ArrayPartition($.o, 1)", ""},
             {"States.ArrayContains($.l, 3)", "true"},
             {"States.ArrayContains($.l, '3')", "false"},
             {"States.ArrayContains($.e, null)", "false"},
             {"States.ArrayContains($.deep, $.deep[0])", "true"},
             {"States.ArrayContains($.deep, $.e)", "false"},
             {"States.ArrayContains(1, 1)", ""},
             {"States.ArrayRange(0, 10, 3)", "[0,3,6,9]"},
             {"States.ArrayRange(1, 9, 9)", "[1]"},
             {"States.ArrayRange(1.6, 1.4, 1)", "[1]"},
             {"States.ArrayRange(5.4, -0.6, -2.4)", "[5,3,1]"},
             {"States.ArrayRange(3, 3, 1)", "[3]"},
             {"States.ArrayRange(3, 3, -1)", "[3]"},
             {"States.ArrayRange(1, 5, -1)", "[]"},
             {"States.ArrayRange(5, 1, 1)", "[]"},
             {"States.ArrayRange(1, 5, 0)", ""},
             {"States.ArrayRange(1, 5, 0.9)", ""},
             {"States.ArrayRange(1, 5)", ""},
             {"States.ArrayRange('1', 5, 1)", ""},
             {"States.ArrayRange(0, 1000, 1)", ""},
             {"States.ArrayLength(States.ArrayRange(1, 1000, 1))", "1000"},
             {"States.ArrayGetItem($.l, 0)", "1"},
             {"States.ArrayGetItem($.l, 1.2)", "2"},
             {"States.ArrayGetItem($.l, 5)", ""},
             {"States.ArrayGetItem($.l, -1)", ""},
             {"States.ArrayGetItem($.l, '0')", ""},
             {"States.ArrayGetItem($.e, 7)", "null"},
             {"States.ArrayLength($.l)", "5"},
             {"States.ArrayLength($.o)", ""},
             {"States.ArrayUnique($.twice)", "[1,2,3,4]"},
             {"States.ArrayUnique($.flags)", "[false,true]"},
             {"States.ArrayUnique($.pairs)", "[[2,1],[1,2]]"},
             {"States.ArrayUnique($.e)", "[]"}},
            R"({"l":[1,2,3,4,5],"e":[],"o":{"k":1},"deep":[[1,2,3],2],"twice":[1,2,2,3,3,4],"flags":[true,false,true,false],
                "pairs":[[1,2],[1,2],[2,1]]})");
}

TEST_CASE("MathAdd rounds half up and stays in 32 bits") {
  check_all({{"States.MathAdd(1.49, 1.5)", "3"},
             {"States.MathAdd(1.5, 1.51)", "4"},
             {"States.MathAdd(-1.49, -1.5)", "-2"},
             {"States.MathAdd(-1.5, -1.51)", "-3"},
             {"States.MathAdd(0.5, 0)", "1"},
             {"States.MathAdd(2.5, 0)", "3"},
             {"States.MathAdd(-0.5, 0)", "0"},
             {"States.MathAdd(-1.5, 0)", "-1"},
             {"States.MathAdd(-2.5, 0)", "-2"},
             {"States.MathAdd(-3.5, 0)", "-3"},
             {"States.MathAdd(-0.5, 0.5)", "1"},
             {"States.MathAdd(2147483647, 0)", "2147483647"},
             {"States.MathAdd(2147483647, 1)", ""},
             {"States.MathAdd(2147483648, -1)", ""},
             {"States.MathAdd(-2147483648, 0)", "-2147483648"},
             {"States.MathAdd(1e300, 1)", ""},
             {"States.MathAdd('1', 1)", ""},
             {"States.MathAdd(true, 1)", ""},
             {"States.MathAdd(null, 1)", ""},
             {"States.MathAdd(1)", ""},
             {"States.MathAdd(1, 2, 3)", ""}});
}

// The expected numbers were printed by a Java program: start + new java.util.Random(seed).nextInt(end - start).
TEST_CASE("MathRandom with a seed is java.util.Random") {
  check_all({{"States.MathRandom(0, 10, 0)", "0"},
             {"States.MathRandom(0, 10, 42)", "0"},
             {"States.MathRandom(0, 100, 42)", "30"},
             {"States.MathRandom(1, 1000, 42)", "126"},
             {"States.MathRandom(0, 16, 42)", "11"},
             {"States.MathRandom(-5, 5, -7)", "-3"},
             {"States.MathRandom(0, 999, 3)", "239"},
             {"States.MathRandom(0, 2147483647, 1)", "1569548985"},
             {"States.MathRandom(0, 1073741825, 5)", "379250092"},
             {"States.MathRandom(0, 1073741825, 8)", "32431021"},
             {"States.MathRandom(5, 6, 3)", "5"},
             {"States.MathRandom(1.9, 2.1, 0)", "1"},
             {"States.MathRandom(0, 100, 42.9)", "30"},
             {"States.MathRandom(0, 10)", "7"},
             {"States.MathRandom(3, 3)", ""},
             {"States.MathRandom(3.2, 3.9)", ""},
             {"States.MathRandom(4, 3)", ""},
             {"States.MathRandom(0, 10, '1')", ""},
             {"States.MathRandom(0, 10, null)", ""},
             {"States.MathRandom('0', 10)", ""},
             {"States.MathRandom(0)", ""}});
}

// The orders were printed by a Java program that filled a java.util.HashSet.
TEST_CASE("ArrayUnique lists as a HashSet does") {
  check_all({{"States.ArrayUnique($.fruit)", R"(["plum","apple","pear","kiwi","fig"])"},
             {"States.ArrayUnique($.mixed)", R"([null,"a",[],2,-3,1.5,10000000000,{"k":1},true])"},
             {"States.ArrayUnique($.sevens)", "[0,35,70,7,42,77,14,49,84,21,56,91,28,63]"},
             {"States.ArrayUnique($.doubles)", "[0.1,-2.5,100.25,1.0E10]"}},
            R"({"fruit":["pear","apple","fig","kiwi","plum","apple"],"mixed":[1.5,2,null,"a",true,-3,10000000000,{"k":1},[]],
                "sevens":[0,7,14,21,28,35,42,49,56,63,70,77,84,91],"doubles":[100.25,0.1,-2.5,1.0E10]})");
}

TEST_CASE("StringSplit takes the delimiters as a set and drops what is empty") {
  check_all({{"States.StringSplit('This.is+a,test=string', '.+,=')", R"(["This","is","a","test","string"])"},
             {"States.StringSplit('split on T and \nnew line', 'T\n')", R"(["split on "," and ","new line"])"},
             {"States.StringSplit(' , ', ',')", R"([" "," "])"},
             {"States.StringSplit(',,,,', ',')", "[]"},
             {"States.StringSplit('', ',')", "[]"},
             {"States.StringSplit('a,b', '')", R"(["a,b"])"},
             {"States.StringSplit('aébéc', 'é')", R"(["a","b","c"])"},
             {"States.StringSplit(1, ',')", ""},
             {"States.StringSplit('a', 1)", ""}});
}

TEST_CASE("JsonMerge is shallow and in the order of a HashMap") {
  check_all({{"States.JsonMerge($.a, $.b, false)", R"({"a":{"a3":1,"a4":2},"b":2,"c":3,"d":4})"},
             {"States.JsonMerge($.a, $.b, 'x')", R"({"a":{"a3":1,"a4":2},"b":2,"c":3,"d":4})"},
             {"States.JsonMerge($.names, $.none, false)", R"({"SecretString":2,"Name":1})"},
             {"States.JsonMerge($.a, $.null, false)", R"({"a":{"a1":1,"a2":2},"b":null,"d":3})"},
             {"States.JsonMerge($.a, $.b, true)", ""},
             {"States.JsonMerge($.a, $.b)", ""},
             {"States.JsonMerge($.a, 1, false)", ""}},
            R"({"a":{"a":{"a1":1,"a2":2},"b":2,"d":3},"b":{"a":{"a3":1,"a4":2},"c":3,"d":4},"null":{"b":null},"none":{},
                "names":{"Name":1,"SecretString":2}})");
}

TEST_CASE("Hash and base64") {
  check_all({{"States.Hash('abc', 'MD5')", R"("900150983cd24fb0d6963f7d28e17f72")"},
             {"States.Hash('abc', 'SHA-1')", R"("a9993e364706816aba3e25717850c26c9cd0d89d")"},
             {"States.Hash('abc', 'SHA-256')", R"("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")"},
             {"States.Hash(1, 'MD5')", R"("c4ca4238a0b923820dcc509a6f75849b")"},
             {"States.Hash(true, 'MD5')", R"("b326b5062b2f0e69046810717534cb09")"},
             {"States.Hash('abc', 'md5')", ""},
             {"States.Hash('abc', 'SHA-512/256')", ""},
             {"States.Hash('abc')", ""},
             {"States.Base64Encode('')", R"("")"},
             {"States.Base64Encode('Data to encode')", R"("RGF0YSB0byBlbmNvZGU=")"},
             {"States.Base64Decode('RGF0YSB0byBlbmNvZGU=')", R"("Data to encode")"},
             {"States.Base64Decode(' RGF0YQ ')", R"("Data")"},
             {"States.Base64Decode('4oI=')", "\"\uFFFD\""},
             {"States.Base64Decode('/w==')", "\"\uFFFD\""},
             {"States.Base64Decode('8J+G')", "\"\uFFFD\""},
             {"States.Base64Decode('4IBB')", "\"\uFFFD\uFFFDA\""},
             {"States.Base64Decode('7aCA')", "\"\uFFFD\""},
             {"States.Base64Decode('wyg=')", "\"\uFFFD(\""},
             {"States.Base64Decode('9JCAgA==')", "\"\uFFFD\uFFFD\uFFFD\uFFFD\""},
             {"States.Base64Encode(1)", ""}});
  TestEnvironment environment(R"({"a":1})");
  CHECK_THROWS_AS((void)intrinsic::evaluate(*intrinsic::parse("States.Hash($, 'MD5')"), environment).error(), const jsonpath::Unsupported&);
}

TEST_CASE("Long texts are refused by Hash and base64 beyond 10,000 characters") {
  const std::string longest(intrinsic::kMaxTextCharacters, 'a');
  for (const std::string_view name : {"States.Base64Encode", "States.Base64Decode"}) {
    CHECK(answer(fmt::format("{}('{}')", name, longest)).substr(0, 1) == "\"");
    CHECK(answer(fmt::format("{}('{}a')", name, longest)).substr(0, 7) == "failed:");
  }
  CHECK(answer(fmt::format("States.Hash('{}', 'MD5')", longest)).substr(0, 1) == "\"");
  CHECK(answer(fmt::format("States.Hash('{}a', 'MD5')", longest)).substr(0, 7) == "failed:");
}

TEST_CASE("A missing path is named with the input") {
  CHECK(answer("States.StringToJson($.missing)") ==
        "failed: The function 'States.StringToJson($.missing)' had the following error: The JsonPath argument for the field '$.missing' "
        "could not be "
        "found in the input '{}'");
}

TEST_CASE("Calls inside calls are evaluated first, and their failures name the whole expression") {
  CHECK(answer("States.ArrayGetItem(States.StringSplit('a-b-c', '-'), States.MathAdd(States.ArrayLength(States.StringSplit('a-b-c', '-')), "
               "-1))") == R"("c")");
  CHECK(answer("States.Array(States.MathAdd('1', 1))") ==
        "failed: There was an error while evaluating the intrinsic function: States.Array(States.MathAdd('1', 1)). Invalid arguments in "
        "States.MathAdd");
  CHECK(answer("States.UUID()") == R"("00000000-0000-4000-8000-000000000001")");
}

TEST_CASE("What AWS answers in an unknown way stops with its name and place") {
  TestEnvironment environment("{}");
  const auto span_of = [&](std::string_view text) {
    try {
      (void)intrinsic::evaluate(*intrinsic::parse(text), environment);
    } catch (const jsonpath::Unsupported& problem) {
      return fmt::format("{} at {}", problem.what(), problem.span.begin);
    }
    return std::string("evaluated");
  };
  CHECK(span_of("States.Array(States.Nonsense())") == "the function States.Nonsense is not supported at 13");
  CHECK(span_of("States.MathAdd(1e309, 1)") == "a number beyond the range of a double is not supported at 15");
}

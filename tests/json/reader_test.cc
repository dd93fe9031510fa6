#include "json/reader.h"

#include <doctest/doctest.h>

#include "json/writer.h"

using namespace sfn;

namespace {

auto read(std::string text) {
  return json::read_json(std::make_shared<text::SourceFile>("test.json", std::move(text)));
}

json::ReadError error_of(const std::string& text) {
  auto document = read(text);
  REQUIRE_MESSAGE(!document, text);
  const auto value = json::parse_json(text);
  REQUIRE_MESSAGE(!value, text);
  CHECK(value.error().message == document.error().message);
  return document.error();
}

std::string round_trip(const std::string& text) {
  const auto value = json::parse_json(text);
  REQUIRE_MESSAGE(value, text);
  const auto document = read(text);
  REQUIRE_MESSAGE(document, text);
  CHECK(document->value(0) == *value);
  return json::to_json(*value);
}

struct Broken {
  std::string text;
  std::string_view at;  // what the span shows
  uint32_t begin;
  std::string_view message;  // a part of it
};

}  // namespace

TEST_CASE("JSON text becomes values") {
  CHECK(round_trip(R"( [1, "a", {"b": [true, false, null]}] )") == R"([1,"a",{"b":[true,false,null]}])");
  CHECK(round_trip("0") == "0");
  CHECK(round_trip("\"\"") == "\"\"");
  CHECK(round_trip("{}") == "{}");
  CHECK(round_trip("[[],{}]") == "[[],{}]");
  CHECK(round_trip(R"("\"\\\/\b\f\n\r\t\u0041\u00e9\ud83d\ude00")") == "\"\\\"\\\\/\\b\\f\\n\\r\\tA\xC3\xA9\xF0\x9F\x98\x80\"");
}

TEST_CASE("escapes may name half of a surrogate pair, which is written as an escape again: UTF-8 has no bytes for it") {
  CHECK(round_trip(R"(["\ud83d!", "\ude00", "\ud83d\ud83d\ude00", "\\ud83d", "\ud83d\u0041"])") == R"(["\ud83d!","\ude00","\ud83d)"
                                                                                                   "\xF0\x9F\x98\x80"
                                                                                                   R"(","\\ud83d","\ud83dA"])");
  const auto document = read(R"({"a\ud83d": "x\ud83dy", "b": 1})");
  REQUIRE(document);
  CHECK(document->source().text(document->span(1)) == R"("x\ud83dy")");
  CHECK(document->source().text(document->inside(1, 4, 5)) == "y");
  CHECK(document->source().text(document->key_span(2)) == "\"b\"");
  CHECK(error_of(R"(["\ud83d", x])").span.begin == 11);
  CHECK(error_of(R"(["\ud83d", "\ud8"])").span.begin == 12);
}

TEST_CASE("duplicate keys: the last wins in the place of the first") {
  CHECK(round_trip(R"({"a":1,"b":2,"a":3})") == R"({"a":3,"b":2})");
}

TEST_CASE("numbers keep their text") {
  CHECK(round_trip("[1.0,1e2,9223372036854775807,9223372036854775808,0.1000,1E-400,123456789012345678901234567890]") ==
        "[1.0,1e2,9223372036854775807,9223372036854775808,0.1000,1E-400,123456789012345678901234567890]");
  CHECK(round_trip("1.7976931348623157e308") == "1.7976931348623157e308");
}

TEST_CASE("a byte order mark is skipped and offsets count it") {
  const auto document = read("\xEF\xBB\xBF [1]");
  REQUIRE(document);
  CHECK(document->span(0) == text::Span{4, 7});
  CHECK(document->span(1) == text::Span{5, 6});
  CHECK(json::parse_json("\xEF\xBB\xBF{}"));
}

TEST_CASE("errors say what was expected and point at it") {
  const std::string nul("[1,\0 2]", 7);
  const std::string nul_at_end("[1]\0", 4);
  const std::string nul_in_string("[\"a\0\"]", 6);
  const Broken table[] = {
      {"", "", 0, "the text is empty"},
      {"  \n", "", 3, "the text is empty"},
      {"{\"a\":1,}", ",", 6, "trailing comma"},
      {"{\"a\":1 , \n }", ",", 7, "trailing comma"},
      {"[1,2,]", ",", 4, "trailing comma"},
      {"{\"a\":1,,\"b\":2}", ",", 7, "expected a key in double quotes"},
      {"[1,,2]", ",", 3, "expected a value after ','"},
      {"[,1]", ",", 1, "expected a value"},
      {"{\"a\":}", "}", 5, "expected a value after ':'"},
      {"{\"a\" 1}", "1", 5, "expected ':'"},
      {"{\"a\"=1}", "=", 4, "expected ':'"},
      {"{\"a\":1 \"b\":2}", "\"", 7, "expected ',' or '}'"},
      {"[1 2]", "2", 3, "expected ',' or ']'"},
      {"{\"a\":[1}", "}", 7, "expected ',' or ']', found '}': the array starts at line 1, column 6"},
      {"[{\"a\":1]", "]", 7, "the object starts at line 1, column 2"},
      {"{a:1}", "a", 1, "the key a is not in double quotes"},
      {"{'a':1}", "'", 1, "not single quotes"},
      {"{\"a\":'b'}", "'", 5, "not single quotes"},
      {"{\"a\":1 // one\n}", "// one", 7, "comments are not allowed"},
      {"/* c */ {}", "/* c */", 0, "comments are not allowed"},
      {"{ # c\n}", "# c", 2, "comments are not allowed"},
      {"{\"n\": ${Seconds}}", "${Seconds}", 6, "unquoted placeholder ${Seconds}"},
      {"[${a}, 1]", "${a}", 1, "unquoted placeholder ${a}"},
      {"{${key}: 1}", "${key}", 1, "unquoted placeholder"},
      {"{\"a\": True}", "True", 6, "unexpected word True"},
      {"[nulll]", "nulll", 1, "unexpected word nulll"},
      {"[nul]", "nul", 1, "unexpected word nul"},
      {"[truely]", "truely", 1, "unexpected word truely"},
      {"[undefined]", "undefined", 1, "unexpected word undefined"},
      {"[01]", "01", 1, "01 is not a JSON number"},
      {"[-01]", "-01", 1, "-01 is not a JSON number"},
      {"[+1]", "+1", 1, "+1 is not a JSON number"},
      {"[.5]", ".5", 1, ".5 is not a JSON number"},
      {"[1.]", "1.", 1, "1. is not a JSON number"},
      {"[1e]", "1e", 1, "1e is not a JSON number"},
      {"[-]", "-", 1, "- is not a JSON number"},
      {"[0x1F]", "0x1F", 1, "0x1F is not a JSON number"},
      {"[1e400]", "1e400", 1, "too large"},
      {"[-123456e305]", "-123456e305", 1, "too large"},
      {"{} x", "x", 3, "unexpected text after the end"},
      {"{}}", "}", 2, "unexpected text after the end"},
      {"not a definition", "not", 0, "unexpected word not"},
      {"{\"a\":1", "", 6, "the text ends inside the object that starts at line 1, column 1"},
      {"{\"a\":[1,\n", "", 9, "the text ends inside the array that starts at line 1, column 6"},
      {"{\"a\":", "", 5, "the text ends inside the object"},
      {"{\"a", "\"a", 1, "the string is not closed"},
      {"[\"abc\n\"]", "\"abc", 1, "not closed on its line"},
      {"[\"a\tb\"]", "\t", 3, "control character (code 9)"},
      {"[\"a\\.b\"]", "\\.", 3, "\\. is not an escape"},
      {"[\"\\u12g4\"]", "\\u12g4", 2, "four hexadecimal digits"},
      {nul, std::string_view("\0", 1), 3, "NUL"},
      {nul_at_end, std::string_view("\0", 1), 3, "NUL"},
      {nul_in_string, std::string_view("\0", 1), 3, "NUL"},
      {"[\xE2\x80\x9C"
       "a\xE2\x80\x9D]",
       "\xE2\x80\x9C", 1, "typographic quotes"},
      {"[\xC2\xA0"
       "1]",
       "\xC2\xA0", 1, "no-break space"},
      {"[\"ok\", \"\xFF\"]", "\xFF", 8, "0xFF is not valid UTF-8"},
      {"[\"\xC0\x80\"]", "\xC0", 2, "not valid UTF-8"},
      {"[\"\xED\xA0\x80\"]", "\xED", 2, "not valid UTF-8"},
  };
  for (const Broken& row : table) {
    CAPTURE(row.text);
    const auto error = error_of(row.text);
    CAPTURE(error.message);
    CHECK(error.message.find(row.message) != std::string::npos);
    CHECK(error.span.begin == row.begin);
    CHECK(std::string_view(row.text).substr(error.span.begin, error.span.size()) == row.at);
  }
}

TEST_CASE("UTF-16 is named") {
  CHECK(error_of(std::string("\xFF\xFE{\0}\0", 6)).message.find("UTF-16") != std::string::npos);
  CHECK(error_of(std::string("\0{\0}", 4)).message.find("UTF-16") != std::string::npos);
}

TEST_CASE("help says how to mend it") {
  CHECK(error_of("{\"n\": ${Seconds}}").help.find("--substitute Seconds=VALUE") != std::string::npos);
  CHECK(error_of("[True]").help == "write true");
  CHECK(error_of("[None]").help == "write null");
  CHECK(error_of("{a:1}").help == "write \"a\"");
  CHECK(error_of("[\"\\d\"]").help == "write \\\\d for a backslash");
}

TEST_CASE("AWS's words go along where they are known") {
  const std::string text = "not a definition";
  const auto error = error_of(text);
  CHECK(error.aws_message ==
        "Unrecognized token 'not': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')");
  CHECK(json::aws_place(text, error.aws_offset) == "[Source: (String)\"not a definition\"; line: 1, column: 4]");
  const auto key = error_of("{b");
  CHECK(key.aws_message == "Unexpected character ('b' (code 98)): was expecting double-quote to start field name");
  CHECK(json::aws_place("{b", key.aws_offset) == "[Source: (String)\"{b\"; line: 1, column: 2]");
}

TEST_CASE("AWS's place cuts the text after 500 characters") {
  const std::string text(600, 'x');
  CHECK(json::aws_place(text, 3) == "[Source: (String)\"" + std::string(500, 'x') + "\"[truncated 100 chars]; line: 1, column: 4]");
}

TEST_CASE("nesting is limited to kMaxHeight") {
  const auto nested = [](size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(round_trip(nested(json::kMaxHeight)) == nested(json::kMaxHeight));
  const auto error = error_of(nested(json::kMaxHeight + 1));
  CHECK(error.message == "nested deeper than 1000 levels");
  CHECK(error.span == text::Span{1000, 1001});
  std::string objects;
  for (int i = 0; i < 1001; ++i) objects += "{\"a\":";
  CHECK(error_of(objects + "1" + std::string(1001, '}')).message == "nested deeper than 1000 levels");
  CHECK(error_of(std::string(3000000, '[')).message == "nested deeper than 1000 levels");
}

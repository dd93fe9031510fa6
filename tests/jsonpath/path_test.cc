#include "jsonpath/path.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

using namespace sfn;
using jsonpath::Root;

namespace {

struct Shape {
  std::string_view text;
  Root root;
  size_t steps;
  bool definite;
  bool reference;
  std::string_view normalised;
};

jsonpath::Path parsed(std::string_view text) {
  auto path = jsonpath::parse(text);
  REQUIRE_MESSAGE(path, fmt::format("{}: {} at {}", text, path.error().message, path.error().offset));
  return *path;
}

}  // namespace

TEST_CASE("A path knows its root, its steps and whether it names one value") {
  const Shape shapes[] = {
      {"$", Root::Input, 0, true, true, "$"},
      {"$$", Root::Context, 0, true, true, "$"},
      {"$.a.b", Root::Input, 2, true, true, "$['a']['b']"},
      {"$.detail-type", Root::Input, 1, true, true, "$['detail-type']"},
      {"$['b c']", Root::Input, 1, true, true, "$['b c']"},
      {"$.a[\"b c\"]", Root::Input, 2, true, true, "$['a']['b c']"},
      {"$[0]", Root::Input, 1, true, true, "$[0]"},
      {"$.[0].a", Root::Input, 2, true, true, "$[0]['a']"},
      {"$.a.[0]", Root::Input, 2, true, true, "$['a'][0]"},
      {"$.a[-1]", Root::Input, 2, true, false, "$['a'][-1]"},
      {"$[ 1 ]", Root::Input, 1, true, true, "$[1]"},
      {"$.a[0]b", Root::Input, 3, true, true, "$['a'][0]['b']"},
      {"$.a[*].b", Root::Input, 3, false, false, "$['a'][*]['b']"},
      {"$.[*].a", Root::Input, 2, false, false, "$[*]['a']"},
      {"$[*][*]", Root::Input, 2, false, false, "$[*][*]"},
      {"$.*", Root::Input, 1, false, false, "$[*]"},
      {"$.a[1:]", Root::Input, 2, false, false, "$['a'][1:]"},
      {"$.a[:2]", Root::Input, 2, false, false, "$['a'][:2]"},
      {"$.a[-2:]", Root::Input, 2, false, false, "$['a'][-2:]"},
      {"$.a[1:5:2]", Root::Input, 2, false, false, "$['a'][1:5]"},
      {"$[0,2]", Root::Input, 1, false, false, "$[0,2]"},
      {"$['a','b']", Root::Input, 1, true, false, "$['a','b']"},
      {"$['a','b'].c", Root::Input, 2, false, false, "$['a','b']['c']"},
      {"$.[*].['a', 'b']", Root::Input, 2, false, false, "$[*]['a','b']"},
      {"$..a", Root::Input, 2, false, false, "$..['a']"},
      {"$..*", Root::Input, 2, false, false, "$..[*]"},
      {"$..[0]", Root::Input, 2, false, false, "$..[0]"},
      {"$.a[?(@.b == 'x')]", Root::Input, 2, false, false, "$['a'][?]"},
      {"$[(@.length-1)].b", Root::Input, 2, false, false, "$[(@.length-1)]['b']"},
      {"$.a.length()", Root::Input, 2, true, false, "$['a'].length()"},
      {"$.a.concat($.b, 'x)')", Root::Input, 2, true, false, "$['a'].concat()"},
      {"$$.Execution.Name ", Root::Context, 2, true, true, "$['Execution']['Name']"},
      {"$x", Root::Variable, 0, true, true, "$x"},
      {"$item_1.a[0]", Root::Variable, 2, true, true, "$item_1['a'][0]"},
      {"$größe.länge", Root::Variable, 1, true, true, "$größe['länge']"},
      {"$.名前", Root::Input, 1, true, true, "$['名前']"},
      {"$.a.${Name}", Root::Input, 2, true, true, "$['a']['${Name}']"},
      {"$.**x", Root::Input, 3, false, false, "$[*][*]['x']"},
  };
  for (const Shape& shape : shapes) {
    CAPTURE(shape.text);
    const jsonpath::Path path = parsed(shape.text);
    CHECK(path.root() == shape.root);
    CHECK(path.steps().size() == shape.steps);
    CHECK(path.is_definite() == shape.definite);
    CHECK(path.is_reference_path() == shape.reference);
    CHECK(path.normalised() == shape.normalised);
    CHECK(path.text() == shape.text);
  }
  CHECK(parsed("$item_1.a").variable() == "item_1");
  CHECK(parsed("$.a").variable().empty());
}

TEST_CASE("A backslash in a quoted name is part of the name, but in front of the quote that would end it") {
  const std::pair<std::string_view, std::string_view> names[] = {
      {R"($['a\"b"c"'])", R"(a\"b"c")"},
      {R"($['a\"b'])", R"(a\"b)"},
      {R"($["a'b"])", "a'b"},
      {R"($['it\'s'])", "it's"},
      {R"($["a\"b"])", "a\"b"},
      {R"($['a\\'])", R"(a\\)"},
      {R"($['\u00e9'])", R"(\u00e9)"},
      {R"($['a\tb'])", R"(a\tb)"},
      {"$['🆗']", "🆗"},
      {"$['a]b']", "a]b"},
      {"$['']", ""},
      {"$['a,b']", "a,b"},
  };
  for (const auto& row : names) {
    const auto& text = row.first;
    CAPTURE(text);
    const jsonpath::Path path = parsed(text);
    REQUIRE(path.steps().size() == 1);
    CHECK(std::get<jsonpath::Name>(path.steps()[0].value).name == row.second);
  }
}

TEST_CASE("Steps know their bytes in the text") {
  const jsonpath::Path path = parsed("$.ab['c'][0]");
  REQUIRE(path.steps().size() == 3);
  CHECK(path.steps()[0].span == text::Span{2, 4});
  CHECK(path.steps()[1].span == text::Span{4, 9});
  CHECK(path.steps()[2].span == text::Span{9, 12});
}

TEST_CASE("Filters of every kind are read") {
  const std::string_view texts[] = {
      "$[?(@.a == 'x')]",
      "$[?(@.n > 0)]",
      "$[?(@.a == 'x' && @.b < 5)]",
      "$[?(@.a=='x'||@.b<=5)]",
      "$[?(@.a)]",
      "$[?(!@.a)]",
      "$[?(@.a == $.b.c)]",
      "$[?(@.Type==AMOUNT)]",
      "$[?(@.Type.Text==AMOUNT_PAID)].Value",
      "$[?(@.id =~ /S.*?/i)]",
      "$[?(@.a in ['x','y'])]",
      "$[?(@.a nin [1, 2])]",
      "$[?(@.a anyof ['x'])]",
      "$[?(@.a subsetof ['x', 'y'])]",
      "$[?(@.a size 2)]",
      "$[?(@.a empty false)]",
      "$[?(@.a contains 'x')]",
      "$[?((@.a == 1 || @.b == 2) && !(@.c == 3))]",
      "$[?(@['a b'] == \"x\")]",
      "$[?(@.a.length() > 2)]",
      "$[?(@.a == null)]",
      "$[?(@.a != true)]",
      "$[?(@.a === '1')]",
      "$[?(@.a == -1.5e3)]",
      "$[ ?( @.a ) ]",
      "$.a.[?(@.OU > 0)]",
      "$[?(@.Name == '/eggs/cooked/like')].Value",
      "$[?(@.a == ')]')]",
      "$[?('x' == @.a)]",
      "$[?(@.b[?(@.c)])]",
      "$[?(@.pets && @.age<5)]",
      "$..x[?(@.status==Failure)]",
      "$[?(@.name==$.step.version)].uri",
      "$[?(@.a == {\"b\": [1, 'c']})]",
      "$[?(@ == 1)]",
  };
  for (const std::string_view text : texts) {
    CAPTURE(text);
    CHECK_FALSE(parsed(text).is_definite());
  }
}

TEST_CASE("What cannot be a path is refused at its place") {
  struct Refusal {
    std::string_view text;
    size_t offset;
    std::string_view message;
  };
  const Refusal refusals[] = {
      {"", 0, "expected a path that starts with $"},
      {"Test", 0, "expected a path that starts with $"},
      {" $.a", 0, "expected a path that starts with $"},
      {"@.a", 0, "expected a path that starts with $"},
      {"$.", 1, "expected a name or [ behind the dot"},
      {"$.a.", 3, "expected a name or [ behind the dot"},
      {"$..", 1, "expected a name or [ behind the dot"},
      {"$...a", 3, "expected a name or [ instead of another dot"},
      {"$.a b", 3, "expected ['…'] around a name with blanks"},
      {"$x y", 2, "expected . or [ here"},
      {"$ .a", 1, "expected . or [ here"},
      {"$1", 1, "expected . or [ here"},
      {"$$$", 2, "expected . or [ here"},
      {"$$Execution", 2, "expected . or [ here"},
      {"${Path}", 1, "expected . or [ here"},
      {"$[]", 2, "expected a quoted name, an index, a slice, * or ?(…) in the brackets"},
      {"$[a]", 2, "expected a quoted name, an index, a slice, * or ?(…) in the brackets"},
      {"$.a[", 4, "expected a quoted name, an index, a slice, * or ?(…) in the brackets"},
      {"$.a[0", 3, "expected a closing ] for this bracket"},
      {"$.a['b]", 4, "expected a closing ' for this quote"},
      {"$.a['b'", 7, "expected ']' or , behind the quoted name"},
      {"$['a' 'b']", 6, "expected ']' or , behind the quoted name"},
      {"$['a',]", 6, "expected a quoted name"},
      {"$[1 2]", 2, "expected an integer of 32 bits"},
      {"$[1,]", 2, "expected an integer of 32 bits"},
      {"$[-]", 2, "expected an integer of 32 bits"},
      {"$[2147483648]", 2, "expected an integer of 32 bits"},
      {"$[:]", 2, "expected an index before or behind the colon"},
      {"$[*", 3, "expected ']' behind the *"},
      {"$[?]", 3, "expected '(' behind the ? of a filter"},
      {"$[?@.a]", 3, "expected '(' behind the ? of a filter"},
      {"$[?(@.a]", 7, "expected an operator such as ==, != or <"},
      {"$[?(@.a)", 8, "expected ']' behind the filter"},
      {"$[?()]", 4, "expected a path that starts with @ or $, or a value"},
      {"$[?('a')]", 4, "expected a comparison instead of a value alone"},
      {"$[?(@.a ==)]", 10, "expected a value"},
      {"$[?(@.a ~ 1)]", 8, "expected an operator such as ==, != or <"},
      {"$[?(@.a like 'x')]", 8, "expected an operator such as ==, != or <"},
      {"$[?(@.a == 'x)]", 11, "expected a closing ' for this quote"},
      {"$[?(@.a =~ /x)]", 11, "expected a closing / for this regular expression"},
      {"$[?((@.a == 1)]", 14, "expected ')' at the end of the filter"},
      {"$[?(@a == 1)]", 5, "expected . or [ here"},
      {"$.a.length(", 10, "expected a closing ) for this parenthesis"},
      {"$[(@.length-1]", 2, "expected a closing ) for this parenthesis"},
      {"$[(@.length-1)", 14, "expected ']' behind the script"},
      {R"($[?(@.a == '\u12')])", 16, "expected four hexadecimal digits after \\u"},
  };
  for (const Refusal& refusal : refusals) {
    CAPTURE(refusal.text);
    auto path = jsonpath::parse(refusal.text);
    REQUIRE_FALSE(path);
    CHECK(path.error().message == refusal.message);
    CHECK(path.error().offset == refusal.offset);
  }
}

TEST_CASE("Steps are counted") {
  std::string text = "$";
  for (size_t i = 0; i < jsonpath::kMaxSteps; ++i) text += "[0]";
  CHECK(jsonpath::parse(text));
  CHECK_FALSE(jsonpath::parse(text + "[0]"));
}

TEST_CASE("A path has a greatest length") {
  const std::string text = "$." + std::string(jsonpath::kMaxPathLength - 2, 'a');
  CHECK(jsonpath::parse(text));
  CHECK_FALSE(jsonpath::parse(text + "a"));
}

TEST_CASE("Filters and parentheses inside each other are counted") {
  const auto nested = [](size_t parentheses) {
    return "$[?(" + std::string(parentheses, '(') + "@.a == 1" + std::string(parentheses, ')') + ")]";
  };
  CHECK(jsonpath::parse(nested(jsonpath::kMaxFilterDepth - 1)));
  CHECK_FALSE(jsonpath::parse(nested(jsonpath::kMaxFilterDepth)));
  std::string inner = "@.a";
  for (size_t i = 1; i < jsonpath::kMaxFilterDepth; ++i) inner = "@[?(" + inner + ")]";
  CHECK(jsonpath::parse("$[?(" + inner + ")]"));
  CHECK_FALSE(jsonpath::parse("$[?(@[?(" + inner + ")])]"));
}

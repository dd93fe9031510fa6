#include "jsonpath/evaluate.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "json/reader.h"
#include "json/writer.h"

using namespace sfn;

namespace {

json::Value value(std::string_view text) {
  auto parsed = json::parse_json(text);
  REQUIRE_MESSAGE(parsed, text);
  return *parsed;
}

std::string answer(std::string_view path_text, const json::Value& root) {
  auto path = jsonpath::parse(path_text);
  REQUIRE_MESSAGE(path, path_text);
  auto found = jsonpath::evaluate(*path, root);
  return found ? json::to_json(*found) : "missing: " + found.error().reason();
}

struct Case {
  std::string_view path;
  std::string_view expected;
};

void check_all(std::string_view data, std::initializer_list<Case> cases) {
  const json::Value root = value(data);
  for (const Case& c : cases) {
    CAPTURE(c.path);
    CHECK(answer(c.path, root) == c.expected);
  }
}

}  // namespace

TEST_CASE("A definite path gives the value itself") {
  const json::Value root = value(R"({"a":{"b":[10,20,{"c":null}]},"s":"t"})");
  auto found = jsonpath::evaluate(*jsonpath::parse("$.a.b"), root);
  REQUIRE(found);
  CHECK(found->same(*root.get("a").find("b")));
  check_all(R"({"a":{"b":[10,20,{"c":null}]},"b c":1,"Test\\\"\"Name\"":2})", {{"$.a.b[1]", "20"},
                                                                               {"$.a.b[-1]", R"({"c":null})"},
                                                                               {"$['a']['b'][0]", "10"},
                                                                               {"$.a.b[2].c", "null"},
                                                                               {"$['b c']", "1"},
                                                                               {R"($['Test\""Name"'])", "2"},
                                                                               {"$.a.['b'].[0]", "10"},
                                                                               {"$['b c','zz']", R"({"b c":1})"}});
}

TEST_CASE("A definite path that leads nowhere says where in Jayway's words") {
  check_all(R"({"a":{"s":"text","n":null,"l":[1]}})",
            {{"$.x", "missing: No results for path: $['x']"},
             {"$.no.such.path", "missing: Missing property in path $['no']"},
             {"$.a.x.y", "missing: Missing property in path $['a']['x']"},
             {"$.a.x", "missing: No results for path: $['a']['x']"},
             {"$.a.l[1]", "missing: No results for path: $['a']['l'][1]"},
             {"$.a.l[-2]", "missing: No results for path: $['a']['l'][-2]"},
             {"$.a.n[0]", "missing: The path $['a']['n'] is null"},
             {"$.a.l.length()", "missing: No results for path: $['a']['l'].length()"},
             {"$.a[*].length()", "missing: No results for path: $['a'][*].length()"},
             {"$.a.s[0]", "missing: Filter: [0] can only be applied to arrays. Current context is: text"},
             {"$.a.s.t",
              "missing: Expected to find an object with property ['t'] in path $['a']['s'] but found 'java.lang.String'. This is not a "
              "json object "
              "according to the JsonProvider: 'com.jayway.jsonpath.spi.json.JacksonJsonProvider'."}});
}

TEST_CASE("An indefinite path gives an array, empty if nothing matches") {
  for (const std::string_view path : {"$[*]", "$.items[*]", "$.items[1:]", "$.items[:1]", "$.item.items[*]", "$.item.items[1:5]",
                                      "$.items[*].v", "$.items[1:].v", "$..v", "$.items[?(@.v)]", "$.items[0,1]"}) {
    CAPTURE(path);
    CHECK(answer(path, json::Value::empty_object()) == "[]");
  }
  check_all(R"({"items":[{"v":1},{"w":2},{"v":3}],"o":{"x":1,"y":[2]}})", {{"$.items[*].v", "[1,3]"},
                                                                           {"$.items[1:].v", "[3]"},
                                                                           {"$.items[0,2].v", "[1,3]"},
                                                                           {"$.o.*", "[1,[2]]"},
                                                                           {"$.items[?(@.v == 3)]", R"([{"v":3}])"},
                                                                           {"$..v", "[1,3]"},
                                                                           {"$.o['x','y']", R"({"x":1,"y":[2]})"},
                                                                           {"$.items[*]['v','w']", R"([{"v":1},{"w":2},{"v":3}])"},
                                                                           {"$..y[0]", "[2]"}});
}

TEST_CASE("Slices follow Jayway") {
  check_all("[0,1,2,3,4]", {{"$[1:]", "[1,2,3,4]"},
                            {"$[:2]", "[0,1]"},
                            {"$[1:3]", "[1,2]"},
                            {"$[-2:]", "[3,4]"},
                            {"$[:-2]", "[0,1,2]"},
                            {"$[-9:]", "[0,1,2,3,4]"},
                            {"$[3:1]", "[]"},
                            {"$[2:99]", "[2,3,4]"},
                            {"$[-3:-1]", "[2,3]"},
                            {"$[5:]", "[]"}});
}

TEST_CASE("A deep scan lists matches from the outside in") {
  check_all(R"({"a":{"a":1,"b":[{"a":2}]},"c":[{"a":3}]})", {{"$..a", R"([{"a":1,"b":[{"a":2}]},1,2,3])"},
                                                             {"$.c..a", "[3]"},
                                                             {"$..b[0].a", "[2]"},
                                                             {"$..[0]", R"([{"a":2},{"a":3}])"},
                                                             {"$..[?(@.a > 1)]", R"([{"a":2},{"a":3}])"}});
}

TEST_CASE("Filters compare") {
  const std::string_view data =
      R"({"want":"b","l":[{"k":"a","n":1,"t":["x","y"]},{"k":"b","n":2,"t":[]},{"k":"c","n":10,"o":{}},"b",7,null],"one":{"k":"a"}})";
  check_all(data, {{"$.l[?(@.n >= 2)].k", R"(["b","c"])"},
                   {"$.l[?(@.n < 10)].k", R"(["a","b"])"},
                   {"$.l[?(@.k == 'b')].n", "[2]"},
                   {"$.l[?(@.k == $.want)].n", "[2]"},
                   {"$.l[?(@.k==b)].n", "[2]"},
                   {"$.l[?(@.k != 'b')].n", "[1,10]"},
                   {"$.l[?(@.k == 'a' || @.n == 10)].n", "[1,10]"},
                   {"$.l[?(@.k == 'a' && @.n == 10)].n", "[]"},
                   {"$.l[?(!(@.k == 'a') && @.n)].n", "[2,10]"},
                   {"$.l[?(@.o)].n", "[10]"},
                   {"$.l[?(!@.o)].n", "[1,2]"},
                   {"$.l[?(@.n == '2')].n", "[2]"},
                   {"$.l[?(@.n === '2')].n", "[]"},
                   {"$.l[?(@.k =~ /[AB]/i)].n", "[1,2]"},
                   {"$.l[?(@.k =~ /b?/)].n", "[2]"},
                   {"$.l[?(@.k in ['a','c'])].n", "[1,10]"},
                   {"$.l[?(@.k nin ['a','c'])].n", "[2]"},
                   {"$.l[?(@.t contains 'x')].n", "[1]"},
                   {"$.l[?(@.t size 2)].n", "[1]"},
                   {"$.l[?(@.t empty true)].n", "[2]"},
                   {"$.l[?(@.t anyof ['y','z'])].n", "[1]"},
                   {"$.l[?(@.t subsetof ['x','y','z'])].n", "[1,2]"},
                   {"$.l[?(@.t noneof ['x'])].n", "[2]"},
                   {"$.l[?(@.zz == null)].n", "[]"},
                   {"$.l[?(@ == 'b')]", "[]"},
                   {"$.one[?(@.k == 'a')]", R"([{"k":"a"}])"}});
}

TEST_CASE("What cannot be evaluated as AWS does stops with its name and place") {
  const json::Value root = value(R"([{"a":"xx"}])");
  const auto path = *jsonpath::parse("$[?(@.a.length() > 1)]");
  try {
    (void)jsonpath::evaluate(path, root);
    FAIL("evaluated");
  } catch (const jsonpath::Unsupported& problem) {
    CHECK(std::string_view(problem.what()) == "the function length() in a filter is not supported");
    CHECK(problem.span == text::Span{8, 16});
  }
  for (const char* const other : {R"([[1,2]])", R"(["xx"])", "[5]", "[]", "{}"}) {  // whatever there is to test
    CHECK_THROWS_AS((void)jsonpath::evaluate(*jsonpath::parse("$[?(@.length() > 1)]"), value(other)), jsonpath::Unsupported);
    CHECK_THROWS_AS((void)jsonpath::evaluate(*jsonpath::parse("$[?(!(@.a == 1 || @.b.length()))]"), value(other)), jsonpath::Unsupported);
  }
  CHECK_THROWS_AS((void)jsonpath::evaluate(*jsonpath::parse("$[?(@.a =~ /x/u)]"), root), jsonpath::Unsupported);
  CHECK_THROWS_AS((void)jsonpath::evaluate(*jsonpath::parse("$[?(@.a type 'x')]"), root), jsonpath::Unsupported);
  CHECK_THROWS_AS((void)jsonpath::evaluate(*jsonpath::parse("$[(@.length-1)]"), root), jsonpath::Unsupported);
}

TEST_CASE("An evaluation that looks at too many values stops") {
  json::Value deep = json::Value::integer(1);
  for (int i = 0; i < 900; ++i) deep = json::Value::array({deep});
  CHECK(answer("$..[0]..[5]", deep) == "[]");
  CHECK_THROWS_AS((void)jsonpath::evaluate(*jsonpath::parse("$..[0]..[0]..[0]..[0]"), deep), jsonpath::Unsupported);
}

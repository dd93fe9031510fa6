#include <doctest/doctest.h>

#include <string>

#include "jsonata/expression.h"

// What is told about an expression without running it.
namespace {

using namespace sfn;

jsonata::Expression parsed(const std::string& source) {
  const auto expression = jsonata::parse(source, jsonata::Profile::StepFunctions);
  REQUIRE_MESSAGE(bool(expression), source);
  return *expression;
}

template <class Facts>
std::string names(const Facts& facts) {
  std::string out;
  for (const auto& fact : facts) out += (out.empty() ? "" : " ") + fact.name;
  return out;
}

std::string top(const std::string& source) {
  return names(parsed(source).top_level_references());
}

std::string failures(const std::string& source) {
  const auto expression = parsed(source);
  std::string out;
  for (const auto& failure : expression.failures()) out += (out.empty() ? "" : " ") + failure.code;
  return out;
}

}  // namespace

TEST_CASE("what is read from the absent context item is listed once, in written order") {
  CHECK(top("b + a + b") == "b a");
  CHECK(top("$ & $$") == "$ $$");
  CHECK(top("$map($states.input.a, function($x) { b })") == "b");
  CHECK(top("$states.input.items[b > 3]") == "");
  CHECK(top("a.b[c].d^(e)") == "a");
  CHECK(top("{k: v}") == "k v");
  CHECK(top("$x{k: v}") == "");
  CHECK(top("$x ~> |a|{'b': c}|") == "");
}

TEST_CASE("paths through $states are listed with the places of their steps") {
  const auto expression = parsed("$states.input.a & $states.context.Execution.Name & $states");
  REQUIRE(expression.states_members().size() == 2);
  const auto& input = expression.states_members()[0];
  CHECK(input.member == "input");
  CHECK(input.offset == 8);
  CHECK(input.length == 5);
  const auto& context = expression.states_members()[1];
  CHECK(context.member == "context");
  CHECK(context.further == "Execution");
  CHECK(expression.source().substr(context.further_place.offset, context.further_place.length) == "Execution");
}

TEST_CASE("free variables are those that nothing in the expression binds") {
  CHECK(names(parsed("($a := 1; $a + $b)").free_variables()) == "b");
  CHECK(names(parsed("function($p) { $p + $q }").free_variables()) == "q");
  CHECK(names(parsed("$sum($states.input)").free_variables()) == "states");
  CHECK(names(parsed("$states.input.x@$i.($i + $j)").free_variables()) == "states j");
}

TEST_CASE("calls are listed with what is known of their arguments") {
  const auto expression = parsed("$sum([1]) + $custom('x') + ($f := function() { 1 }; $f())");
  const auto& calls = expression.calls();
  REQUIRE(calls.size() == 3);
  CHECK(calls[0].built_in);
  CHECK(calls[0].arguments == std::vector{jsonata::ResultKind::Array});
  CHECK_FALSE(calls[1].built_in);
  CHECK_FALSE(calls[1].bound);
  CHECK(calls[1].arguments == std::vector{jsonata::ResultKind::String});
  CHECK(calls[2].bound);
  CHECK(parsed("count([1])").calls()[0].variable == false);
  CHECK(parsed("'a' ~> $pad(3)").calls()[0].arguments.size() == 2);
}

TEST_CASE("bound names that hide functions are told") {
  CHECK(names(parsed("($count := 1; $count)").facts().shadowed_built_ins) == "count");
}

TEST_CASE("the kind of the result is told where the root fixes it") {
  using jsonata::ResultKind;
  CHECK(parsed("$x = 1").result_kind() == ResultKind::Boolean);
  CHECK(parsed("$x & 'a'").result_kind() == ResultKind::String);
  CHECK(parsed("[1, 2]").result_kind() == ResultKind::Array);
  CHECK(parsed("{'a': 1}").result_kind() == ResultKind::Object);
  CHECK(parsed("$sum($x)").result_kind() == ResultKind::Number);
  CHECK(parsed("$x ? 'a' : 1").result_kind() == ResultKind::Unknown);
  CHECK(parsed("[1, 2][0]").result_kind() == ResultKind::Unknown);
  CHECK(parsed("$states.input").result_kind() == ResultKind::Unknown);
  CHECK(parsed("$map($x, $string)").result_kind() == ResultKind::Unknown);
}

TEST_CASE("what can never succeed is told") {
  CHECK(failures("1 + 'a'") == "T2002");
  CHECK(failures("'a' * $x") == "T2001");
  CHECK(failures("true < 1") == "T2010");
  CHECK(failures("1 < 'a'") == "T2009");
  CHECK(failures("-'a'") == "D1002");
  CHECK(failures("['a'..3]") == "T2003");
  CHECK(failures("[$x..[1]]") == "T2004");
  CHECK(failures("[$x..$y]") == "");
  CHECK(failures("$x ~> 5") == "T2006");
  CHECK(failures("$x ~> $uppercase()") == "");
  CHECK(failures("$x ~> $y ~> function($z) { $z }") == "");
  CHECK(failures("1(2) + {'a': 1}($x)") == "T1006 T1006");
  CHECK(failures("$sum('a')") == "T0412");
  CHECK(failures("$sum([1, 'a'])") == "T0412");
  CHECK(failures("$uppercase(1)") == "T0410");
  CHECK(failures("$uppercase('a', 'b')") == "T0410");
  CHECK(failures("$map([1])") == "T0410");
  CHECK(failures("{'a': 1, 'a': 2}") == "D1009");
  CHECK(failures("'a' ~> $uppercase()") == "");
  CHECK(failures("$x ~> $substring(1)") == "");
  CHECK(failures("$x + 1 < $y & 'a'") == "");
  CHECK(failures("$uppercase($x) & $sum($y) & $substring($z, 1)") == "");
}

TEST_CASE("syntax errors have their place in bytes and the reference's position in UTF-16 units") {
  const auto failed = jsonata::parse("\"\u00e4\U0001F600\" + )", jsonata::Profile::Reference);
  REQUIRE_FALSE(bool(failed));
  CHECK(failed.error().code == "S0211");
  CHECK(failed.error().token == ")");
  CHECK(failed.error().offset == 11);
  CHECK(failed.error().length == 1);
  CHECK(failed.error().position == 9);
}

TEST_CASE("nesting is limited") {
  const std::string open(jsonata::kMaxNesting + 10, '('), close(jsonata::kMaxNesting + 10, ')');
  CHECK_FALSE(bool(jsonata::parse(open + "1" + close, jsonata::Profile::Reference)));
  const std::string fine_open(jsonata::kMaxNesting - 10, '('), fine_close(jsonata::kMaxNesting - 10, ')');
  CHECK(bool(jsonata::parse(fine_open + "1" + fine_close, jsonata::Profile::Reference)));
  std::string chain = "1";
  for (size_t i = 0; i < 200'000; ++i) chain += "+1";
  CHECK_FALSE(bool(jsonata::parse(chain, jsonata::Profile::Reference)));
}

TEST_CASE("what nests deeper than the service evaluates is told, and only where it is evaluated for certain") {
  const auto sum = [](int levels) {
    std::string out = "1";
    for (int i = 1; i < levels; ++i) out += "+1";
    return out;
  };
  CHECK(parsed(sum(100)).failures().empty());
  REQUIRE(parsed(sum(101)).failures().size() == 1);
  CHECK(parsed(sum(101)).failures()[0].message == "Stack overflow error: it takes 101 levels of evaluation, and there are 100");
  CHECK(parsed("$x ? " + sum(200)).failures().empty());
  CHECK(parsed("function() { " + sum(200) + " }").failures().empty());
  CHECK(parsed(std::string(100, '(') + "1" + std::string(100, ')')).failures().size() == 1);
  CHECK(parsed(std::string(99, '(') + "1" + std::string(99, ')')).failures().empty());
}

TEST_CASE("constants that a function refuses whatever it is given are told, and only those") {
  struct Row {
    const char* expression;
    const char* code;
  };
  constexpr Row kRows[] = {
      {"$formatNumber($x, '0.0.0')", "D3081"},
      {"$x ~> $formatNumber('#;#;#')", "D3080"},
      {"$formatNumber($x, '0,0', {'grouping-separator': '.'})", "D3086"},
      {"$formatInteger($x, 'q')", "D3130"},
      {"$parseInteger($x, '1\u0661')", "D3131"},
      {"$formatBase($x, 37)", "D3100"},
      {"$fromMillis($x, '[q]')", "D3132"},
      {"$fromMillis($x, '[Y')", "D3135"},
      {"$fromMillis($x, '[YN]')", "D3133"},
      {"$now('[q]')", "D3132"},
      {"$toMillis($x, '[q]')", "D3132"},
      {"$toMillis('yesterday')", "D3110"},
      {"$number('twelve')", "D3030"},
      {"$sqrt(-1)", "D3060"},
      {"$power(0, -1)", "D3061"},
      {"$replace($x, '', 'a')", "D3010"},
      {"$replace($x, /a/, 'b', -1)", "D3011"},
      {"$split($x, ',', -1)", "D3020"},
      {"$match($x, /a/, -1)", "D3040"},
      {"$decodeUrl('%E4%A')", "D3140"},
      {"$hash($x, 'md5')", "D3137"},
      {"$hash($x, 'MD5')", ""},
      {"$parse('{')", "D3137"},
      {"$parse('{}')", ""},
      {"$partition([1], -1)", "D3137"},
      {"$partition($x, 2)", ""},
      {"$x ~> $hash('md5')", "D3137"},
      {"$sort([1, 'a'])", "D3070"},
      {"$sort([1, 2])", ""},
      {"$formatNumber($x, '#,##0.00')", ""},
      {"$formatNumber($x, $picture)", ""},
      {"$fromMillis($x, '[Y0001]-[M01]')", ""},
      {"$toMillis($x, '[Y]')", ""},
      {"$toMillis($x)", ""},
      {"$number($x)", ""},
      {"$replace($x, /a/, '')", ""},
      {"$formatBase($x, $radix)", ""},
      {"($formatBase := function($a, $b) { 1 }; $formatBase($x, 37))", ""},
  };
  for (const Row& row : kRows) {
    INFO(row.expression);
    CHECK(failures(row.expression) == row.code);
  }
}

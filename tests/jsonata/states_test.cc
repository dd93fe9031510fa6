#include <doctest/doctest.h>

#include <map>
#include <string>

#include "json/reader.h"
#include "json/writer.h"
#include "jsonata/evaluate.h"

// JSONata as Step Functions runs it.
namespace {

using namespace sfn;

class Fixed : public jsonata::Variables {
 public:
  json::Value lookup(std::string_view name) const override {
    const auto found = values.find(std::string(name));
    return found == values.end() ? json::Value() : found->second;
  }
  std::map<std::string, json::Value> values;
};

std::string answer(const std::string& source, jsonata::Environment& environment) {
  const auto expression = jsonata::parse(source, jsonata::Profile::StepFunctions);
  if (!expression) return expression.error().message;
  try {
    const json::Value result = jsonata::evaluate(*expression, environment);
    return result.is_undefined() ? "nothing" : json::to_json(jsonata::to_output(result));
  } catch (const jsonata::EvaluationError& error) {
    return (error.error().code.empty() ? "" : error.error().code + ": ") + error.error().message;
  }
}

std::string answer(const std::string& source) {
  jsonata::Environment environment;
  return answer(source, environment);
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

constexpr const char* kStack = "Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive";
constexpr const char* kMemory = "Expression evaluation memory limit exceeded: Check for excessive memory usage";
constexpr const char* kTimeout = "Expression evaluation timeout: Check for infinite loop";

}  // namespace

TEST_CASE("the functions of Step Functions answer as the service does") {
  CHECK(answer("$partition([1,2,3,4,5], 2.6)") == "[[1,2],[3,4],[5]]");
  CHECK(answer("$partition([1], 0)") == "nothing");
  CHECK(answer("$partition('x', 1)") == "T0412: Argument 1 of function \"partition\" must be an array of undefined");
  CHECK(answer("$partition([1], -1)") == "D3137: Second argument must be zero or greater");
  CHECK(answer("$range(1.4, 5.6, 2.2)") == "[1,3,5]");
  CHECK(answer("$range(1, 9, 9)") == "1");
  CHECK(answer("$range('1', 2, 1)") == "T0410: Argument 1 of function \"range\" does not match function signature");
  CHECK(answer("$hash('abc', 'SHA-256')") == "\"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\"");
  CHECK(answer("$hash('a', 'sha-1')") == "D3137: Hash algorithm 'sha-1' must be one of SHA-1, SHA-384, SHA-256, SHA-512, MD5");
  CHECK(answer("$random(42)") == "0.7275636800328681");
  CHECK(answer("$parse('{\"a\": [1, 2.50]}').a") == "[1,2.5]");
  CHECK(answer("$parse('{\"a\": 1, \"a\": 2}')") == "D3137: Invalid JSON");
  CHECK(answer("$eval('1')") == "T1006: Attempted to invoke a non-function");
}

TEST_CASE("random values come from the environment's state and move it on") {
  jsonata::Environment first, second;
  first.random_state = second.random_state = 7;
  const std::string uuid = answer("$uuid()", first);
  CHECK(uuid == answer("$uuid()", second));
  CHECK(uuid != answer("$uuid()", second));
  CHECK(uuid.size() == 38);
  CHECK(uuid[15] == '4');
}

TEST_CASE("numbers come out as Step Functions writes them") {
  CHECK(answer("[1.0, 1e2, 0.5, -0]") == "[1,100,0.5,0]");
  CHECK(answer("1/0") == "\"Infinity\"");
  CHECK(answer("{'a': [0/0, -1/0]}") == "{\"a\":[\"NaN\",\"-Infinity\"]}");
  CHECK(answer("9223372036854775807") == "9223372036854775807");
  CHECK(answer("9223372036854775808") == "9.223372036854776E18");
}

TEST_CASE("variables come from the host, which may shadow functions; an unknown one is nothing") {
  Fixed variables;
  variables.values["total"] = json::Value::integer(5);
  variables.values["count"] = json::Value::integer(9);
  variables.values["states"] = *json::parse_json(R"({"input": {"n": [1, 2]}})");
  jsonata::Environment environment;
  environment.variables = &variables;
  CHECK(answer("$total + $count", environment) == "14");
  CHECK(answer("$sum($states.input.n)", environment) == "3");
  CHECK(answer("$count([1])", environment) == "T1006: Attempted to invoke a non-function");
  CHECK(answer("$unknown", environment) == "nothing");
}

TEST_CASE("one hundred levels are evaluated, one more is the service's stack overflow") {
  CHECK(answer("1" + repeated("+1", 99)) == "100");
  CHECK(answer("1" + repeated("+1", 100)) == kStack);
  CHECK(answer(repeated("(", 99) + "1" + repeated(")", 99)) == "1");
  CHECK(answer(repeated("(", 100) + "1" + repeated(")", 100)) == kStack);
  const std::string recursion = "($f := function($n) { $n <= 0 ? 0 : 1 + $f($n - 1) }; $f(";
  CHECK(answer(recursion + "31))") == "31");
  CHECK(answer(recursion + "32))") == kStack);
}

TEST_CASE("tail calls need no stack, but steps") {
  CHECK(answer("($f := function($n) { $n = 0 ? 'done' : $f($n - 1) }; $f(1000))") == "\"done\"");
  jsonata::Environment environment;
  environment.limits.max_steps = 1000;
  CHECK(answer("($f := function($n) { $f($n + 1) }; $f(0))", environment) == kTimeout);
}

TEST_CASE("steps are counted exactly") {
  jsonata::Environment environment;
  environment.limits.max_steps = 3;
  CHECK(answer("1 + 2", environment) == "3");
  environment.limits.max_steps = 2;
  CHECK(answer("1 + 2", environment) == kTimeout);
}

TEST_CASE("functions count what they look at, so that a large value costs steps wherever it is used") {
  const json::Value text = json::Value::string(repeated("ab1,", 16'384)), digits = json::Value::string(repeated("1", 65'536));
  json::ArrayBuilder numbers;
  json::ObjectBuilder members;
  for (int i = 0; i < 4096; ++i) {
    numbers.push(json::Value::integer(i));
    members.set(std::to_string(i), json::Value::integer(i));
  }
  Fixed data;
  data.values = {{"s", text}, {"n", digits}, {"a", numbers.build()}, {"o", members.build()}};
  jsonata::Environment environment;
  environment.variables = &data;
  const std::string all[] = {"$trim($s)",
                             "$uppercase($s)",
                             "$lowercase($s)",
                             "$base64encode($s)",
                             "$base64decode($n)",
                             "$encodeUrl($s)",
                             "$decodeUrl($s)",
                             "$hash($s, 'MD5')",
                             "$partition($a, 10)",
                             "$spread($o)",
                             "$a#$i[0]",
                             "$o ~> |$|{'x': 1}|",
                             "$formatNumber(1, $n)",
                             "$formatInteger(1, $n)",
                             "$parseInteger('1', $n)",
                             "$parseInteger($n, '0')",
                             "$fromMillis(1, $s)",
                             "$toMillis('1', $substring($s, 0, 30000))",
                             "$fromMillis(1, '[Y2,3,65536]')",
                             "$formatBase(1e300, 2)",
                             "$formatInteger(1e300, 'w')",
                             "$toMillis($substring($n, 0, 300) & 'x', '[Y]1[M]1[D]1[H]1[m]1[s]1[f]1[P]')"};
  for (const std::string& work : all) {
    CAPTURE(work);
    environment.limits = {};
    CHECK(answer("$exists([" + work + "])", environment) == "true");
    environment.limits.max_steps = 500;
    CHECK(answer("$exists([" + work + "])", environment) == kTimeout);
  }
}

TEST_CASE("pictures build no text that is longer than a text may be") {
  CHECK(answer("$length($fromMillis(1, '[Y2,3,900000][M,900000]'))") == "2699999");
  CHECK(answer("$fromMillis(1, '[Y,900000] [M,900000] [D,900000] [H,900000] [m,900000]')") == kMemory);
  CHECK(answer("$encodeUrl($pad('', 1400000, 'é'))") == kMemory);
  CHECK(answer("$toMillis('1', $pad('', 200000, '[Y]-'))") == kMemory);
}

TEST_CASE("the measured thresholds of memory hold") {
  CHECK(answer("$count([1..873782])") == "873782");
  CHECK(answer("$count([1..873783])") == kMemory);
  CHECK(answer("$count($range(1, 360145, 1))") == "360145");
  CHECK(answer("$count($range(1, 360146, 1))") == kMemory);
  const std::string doubling = "($f := function($s, $n) { $n = 0 ? $s : $f($s & $s, $n - 1) }; $length($f('x', ";
  CHECK(answer(doubling + "22)))") == "4194304");
  CHECK(answer(doubling + "23)))") == kMemory);
}

TEST_CASE("a value that is nested too deeply is a stack overflow, not a crash") {
  jsonata::Environment environment;
  CHECK(answer("($f := function($v, $n) { $n = 0 ? $v : $f([[$v]], $n - 1) }; $f(1, 2000))", environment) == kStack);
}

TEST_CASE("syntax errors have the service's text without a code") {
  CHECK(answer("a[1,2)") == "Expected \"]\", got \",\"");
  CHECK(answer("\"unterminated") == "String literal must be terminated by a matching quote");
  CHECK(answer("1 +") == "Unexpected end of expression");
  CHECK(answer("") == "Unexpected end of expression");
  CHECK(answer("{\"a\":}") == "The symbol \"}\" cannot be used as a unary operator");
  CHECK(answer("/abc") == "No terminating / in regular expression");
}

TEST_CASE("operators that came later are refused by name") {
  CHECK(answer("$x ?? 1").find("\"??\"") != std::string::npos);
  CHECK(answer("$x ?: 1").find("\"?:\"") != std::string::npos);
}

TEST_CASE("functions can be told in results") {
  const auto expression = jsonata::parse("{'a': [function($x) { $x }]}", jsonata::Profile::StepFunctions);
  jsonata::Environment environment;
  const json::Value result = jsonata::evaluate(*expression, environment);
  CHECK(jsonata::contains_function(result));
  CHECK(jsonata::type_name(result.get("a")[0]) == "function");
}

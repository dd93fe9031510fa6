// Where single rules begin and end: the places that their examples do not show.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "json/reader.h"
#include "lint/linter.h"

using namespace sfn;

namespace {

/// "pointer below States `text`" of each finding of the rule, where the text is what it points at.
std::string findings_of(const std::string& rule, const std::string& machine) {
  auto read = json::read_json(std::make_shared<text::SourceFile>("test", machine));
  REQUIRE(read);
  lint::Input input;
  input.document = std::make_shared<json::Document>(std::move(*read));
  lint::Options options;
  if (!rule.empty()) options.select = {rule};
  std::string out;
  const diag::Findings findings = lint::lint(input, options);
  for (const diag::Finding& finding : findings.list()) {
    out += (rule.empty() ? std::string(finding.rule) + " " : std::string()) + finding.pointer.substr(7) + " `" +
           std::string(input.document->source().text(finding.span)) + "`\n";
  }
  return out;
}

std::string machine(const std::string& language, const std::string& states) {
  return R"({"QueryLanguage":")" + language + R"(","StartAt":"S","States":{)" + states + "}}";
}

std::string map_findings(const std::string& language, const std::string& fields, const std::string& inner = R"("Type":"Succeed")") {
  return findings_of("map-item-outside-map",
                     machine(language, R"("S":{"Type":"Map","End":true,)" + fields + R"(,"ItemProcessor":{"StartAt":"P","States":{"P":{)" +
                                           inner + R"(}}}})"));
}

}  // namespace

TEST_CASE("a Map has a current item in its ItemSelector and its states, not in its other fields") {
  const std::string index = R"("{% $states.context.Map.Item.Index %}")";
  CHECK(map_findings("JSONata", R"("ItemSelector":{"i":)" + index + "}", R"("Type":"Pass","End":true,"Output":)" + index).empty());
  CHECK(map_findings("JSONata", R"("Output":)" + index) == "/S/Output `context`\n");
  CHECK(map_findings("JSONata", R"("Assign":{"i":)" + index + "}") == "/S/Assign/i `context`\n");
  CHECK(map_findings("JSONata", R"("Items":"{% [$states.context.Map.Item.Value] %}")") == "/S/Items `context`\n");
  CHECK(map_findings("JSONata", R"("MaxConcurrency":)" + index) == "/S/MaxConcurrency `context`\n");
  CHECK(map_findings("JSONPath", R"("ItemSelector":{"i.$":"$$.Map.Item.Index"})",
                     R"("Type":"Pass","End":true,"InputPath":"$$.Map.Item.Value")")
            .empty());
  CHECK(map_findings("JSONPath", R"("Parameters":{"i.$":"$$.Map.Item.Index"})").empty());
  CHECK(map_findings("JSONPath", R"("ItemsPath":"$$.Map.Item.Value")") == "/S/ItemsPath `$$.Map.Item.Value`\n");
  CHECK(map_findings("JSONPath", R"("ResultSelector":{"i.$":"$$.Map.Item.Index"})") == "/S/ResultSelector/i.$ `$$.Map.Item.Index`\n");
}

TEST_CASE("a Map inside a Map has the current item of the one around it") {
  CHECK(map_findings(
            "JSONPath", R"("MaxConcurrency":1)",
            R"("Type":"Map","End":true,"ItemsPath":"$$.Map.Item.Value","ItemProcessor":{"StartAt":"Q","States":{"Q":{"Type":"Succeed"}}})")
            .empty());
}

TEST_CASE("Error and Cause of a JSONPath Fail take {% %} as a text, too") {
  const std::string fail = R"("S":{"Type":"Fail","Error":"{% $states.input.error %}","Cause":"{% 'x' %}"})";
  CHECK(findings_of("jsonata-in-jsonpath-state", machine("JSONPath", fail)) ==
        "/S/Error `\"{% $states.input.error %}\"`\n/S/Cause `\"{% 'x' %}\"`\n");
  CHECK(findings_of("jsonata-in-jsonpath-state", machine("JSONata", fail)).empty());
  CHECK(findings_of("jsonata-in-jsonpath-state", machine("JSONPath", R"("S":{"Type":"Fail","Error":"E","CausePath":"$.c"})")).empty());
}

TEST_CASE("a variable hides the function of its name where it has a value") {
  const auto findings = [](const std::string& first, const std::string& second) {
    return findings_of("failing-jsonata", machine("JSONata", R"("S":{"Type":"Pass","Next":"T",)" + first +
                                                                 R"(},"T":{"Type":"Pass","End":true,)" + second + "}"));
  };
  const std::string call = R"("Output":"{% $count($states.input) %}")";
  CHECK(findings(R"("Assign":{"count":1})", call) == "/T/Output `$count`\n");
  CHECK(findings(R"("Assign":{"count":1})", R"("Output":"{% $count($states.input) + ${N} %}")") == "/T/Output `$count`\n");
  CHECK(findings(R"("Assign":{"count":1})", R"("Output":"{% $sum($states.input) + $count %}")").empty());
  CHECK(findings(R"("Assign":{"count":1})", R"("Output":"{% ($count := function($x) { 1 }; $count(2)) %}")").empty());
  CHECK(findings(R"("Assign":{"count":"{% $count($states.input) %}"})", R"("Output":"{% $count %}")").empty());
  CHECK(findings(call, R"("Assign":{"count":1})").empty());
  CHECK(findings_of("failing-jsonata", machine("JSONata", R"("S":{"Type":"Choice","Default":"T","Choices":[
    {"Condition":"{% $states.input.a = 1 %}","Next":"T","Assign":{"count":1}}]},"T":{"Type":"Pass","End":true,)" +
                                                              call + "}"))
            .empty());
}

TEST_CASE("a key that is marked as in JSONPath is one fault where variables are assigned") {
  CHECK(findings_of("", machine("JSONata", R"("S":{"Type":"Pass","Assign":{"x.$":"{% 1 %}"},"End":true})")) ==
        "invalid-variable-name /S/Assign/x.$ `\"x.$\"`\n");
  CHECK(findings_of("jsonpath-in-jsonata-state", machine("JSONata", R"("S":{"Type":"Pass","Assign":{"x":{"y.$":1}},"End":true})")) ==
        "/S/Assign/x/y.$ `\"y.$\"`\n");
}

TEST_CASE("names in an ignoring Comment are told one by one") {
  const auto findings = [](const std::string& comment) {
    return findings_of("unused-suppression", machine("JSONPath", R"("S":{"Type":"Succeed","Comment":")" + comment + "\"}"));
  };
  CHECK(findings(R"(\u00e9 sfnctl:ignore busy-loop, no-such\tsfnctl:ignore unused-variable why)") ==
        "/S/Comment `busy-loop`\n/S/Comment `no-such`\n/S/Comment `unused-variable`\n");
  std::string many = "sfnctl:ignore busy-loop";
  for (int i = 1; i < 20'000; ++i) many += ", busy-loop";
  const std::string all = findings(many);
  CHECK(static_cast<size_t>(std::count(all.begin(), all.end(), '\n')) == 20'000);
}

TEST_CASE("the first handler that takes an error is told, however many there are") {
  std::string handlers;
  for (int i = 0; i < 3'000; ++i) handlers += R"({"ErrorEquals":["E)" + std::to_string(i) + R"("],"Next":"Z"},)";
  const auto findings = [&](const std::string& last) {
    return findings_of("unreachable-catcher",
                       machine("JSONPath", R"("S":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f",
        "TimeoutSeconds":9,"HeartbeatSeconds":3,"End":true,"Catch":[)" +
                                               handlers + R"({"ErrorEquals":["States.Timeout","X"],"Next":"Z"},)" + last +
                                               R"(]},"Z":{"Type":"Succeed"})"));
  };
  CHECK(findings(R"({"ErrorEquals":["E7","States.HeartbeatTimeout"],"Next":"Z"})") ==
        "/S/Catch/3001/ErrorEquals `[\"E7\",\"States.HeartbeatTimeout\"]`\n");
  CHECK(findings(R"({"ErrorEquals":["E7","Y"],"Next":"Z"})").empty());
}

TEST_CASE("a variable is called as a function: it holds none, wherever it was assigned") {
  const auto calls = [](const std::string& output) {
    return findings_of("failing-jsonata", machine("JSONata", R"("S":{"Type":"Pass","Assign":{"f":1},"Next":"E"},
      "E":{"Type":"Pass","End":true,"Output":"{% )" + output + R"( %}"})"));
  };
  CHECK(calls("$f(1)") == "/E/Output `$f`\n");
  CHECK(calls("($f := function($x) { $x }; $f(1))").empty());
  CHECK(calls("$sum([$f])").empty());
}

TEST_CASE("what is below a field of $states.context is looked at as well") {
  const auto unknown = [](const std::string& output) {
    return findings_of("unknown-context-field", machine("JSONata", R"("S":{"Type":"Pass","End":true,"Output":"{% )" + output + R"( %}"})"));
  };
  CHECK(unknown("$uppercase($states.context.Execution.Nmae)") == "/S/Output `Nmae`\n");
  CHECK(unknown("$states.context.State.Retry") == "/S/Output `Retry`\n");
  CHECK(unknown("$states.context.Contxt.Name") == "/S/Output `Contxt`\n");
  CHECK(unknown("$states.context.Execution.Name & $states.context.State.Name").empty());
  CHECK(unknown("$states.context.Execution.Input.anything").empty());
}

TEST_CASE("a typing error in $states.errorOutput loses no input") {
  const std::string definition =
      machine("JSONata", R"("S":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"f"},"End":true,
        "Catch":[{"ErrorEquals":["States.ALL"],"Next":"E","Output":"{% $states.errorOutput.error %}"}]},"E":{"Type":"Succeed"})");
  CHECK(findings_of("input-lost-after-catch", definition).empty());
  CHECK(findings_of("unresolvable-path", definition) == "/S/Catch/0/Output `error`\n");
}

TEST_CASE("a variable without a value makes nothing of an operator, but not of a comparison for equality") {
  const auto unassigned = [](const std::string& value) {
    return findings_of("possibly-unassigned-variable",
                       machine("JSONata", R"("S":{"Type":"Pass","End":true,"Assign":{"x":1,"y":"{% )" + value + R"( %}"}})"));
  };
  for (const char* const value : {"$x", "$x.a", "$x + 1", "1 - $x", "-$x", "$x < 1"}) CHECK(unassigned(value) == "/S/Assign/y `$x`\n");
  for (const char* const value : {"$x = 1", "$x ? $x : 0", "$exists($x)", "$x & 'a'", "[$x]"}) CHECK(unassigned(value).empty());
}

TEST_CASE("a variable that nothing assigns is told once in an expression") {
  const std::string twice = R"("S":{"Type":"Pass","End":true,"Output":["{% $exists($no) ? $no : 0 %}","{% $no %}"]})";
  CHECK(findings_of("unassigned-variable", machine("JSONata", twice)) == "/S/Output/0 `$no`\n/S/Output/1 `$no`\n");
}

TEST_CASE("the content of a field that does not belong there is not refused once more") {
  const std::string states =
      R"("S":{"Type":"Choice","Default":"E","Choices":[{"And":[{"Condition":"{% true %}"}],"Next":"E"}]},"E":{"Type":"Succeed"})";
  CHECK(findings_of("", machine("JSONata", states)) == "field-of-other-query-language /S/Choices/0/And `\"And\"`\n");
}

TEST_CASE("an expression that is too deep for this parser is no error of AWS") {
  std::string sum = "1";
  for (int i = 0; i < 600; ++i) sum += "+1";
  auto read = json::read_json(
      std::make_shared<text::SourceFile>("test", machine("JSONata", R"("S":{"Type":"Pass","End":true,"Output":"{% )" + sum + R"( %}"})")));
  REQUIRE(read);
  lint::Input input;
  input.document = std::make_shared<json::Document>(std::move(*read));
  const diag::Findings findings = lint::lint(input, {});
  REQUIRE(findings.list().size() == 1);
  CHECK(findings.list()[0].severity == diag::Severity::Warning);
}

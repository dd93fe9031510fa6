// What an expression gives is held against its field only where it is certain.
#include <doctest/doctest.h>

#include <string>

#include "json/reader.h"
#include "lint/linter.h"

using namespace sfn;

namespace {

std::string findings_in(const std::string& state) {
  const std::string text = R"({"QueryLanguage":"JSONata","StartAt":"S","States":{"S":{)" + state + R"(},"Z":{"Type":"Succeed"}}})";
  auto read = json::read_json(std::make_shared<text::SourceFile>("test", text));
  REQUIRE(read);
  lint::Input input;
  input.document = std::make_shared<json::Document>(std::move(*read));
  lint::Options options;
  options.select = {"jsonata-of-wrong-type"};
  const diag::Findings findings = lint::lint(input, options);
  std::string out;
  for (const diag::Finding& finding : findings.list()) out += finding.pointer.substr(10) + ": " + finding.message + "\n";
  return out;
}

}  // namespace

TEST_CASE("an expression whose kind its field never takes is reported") {
  struct Row {
    const char *state, *expected;
  };
  const std::string map = R"("Type":"Map","ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"Next":"Z",)";
  const Row rows[] = {
      {R"("Type":"Wait","Next":"Z","Seconds":"{% 'abc' %}")", "Seconds: \"Seconds\" takes a number, and this gives a string\n"},
      {R"("Type":"Wait","Next":"Z","Seconds":"{% '5' %}")", "Seconds: \"Seconds\" takes a number, and this gives a string\n"},
      {R"("Type":"Wait","Next":"Z","Seconds":"{% null %}")", "Seconds: \"Seconds\" takes a number, and this gives null\n"},
      {R"("Type":"Wait","Next":"Z","Seconds":"{% 1.5 %}")", "Seconds: \"Seconds\" takes an integer, and this gives 1.5\n"},
      {R"("Type":"Wait","Next":"Z","Seconds":"{% 1 - 2 %}")", "Seconds: \"Seconds\" must be at least 0, and this gives -1\n"},
      {R"("Type":"Wait","Next":"Z","Seconds":"{% 99999999 + 1 %}")",
       "Seconds: \"Seconds\" must be at most 99999999, and this gives 100000000\n"},
      {R"("Type":"Wait","Next":"Z","Seconds":"{% $states.input.a > 5 %}")",
       "Seconds: \"Seconds\" takes a number, and this gives a boolean\n"},
      {R"("Type":"Wait","Next":"Z","Timestamp":"{% $millis() %}")", "Timestamp: \"Timestamp\" takes a string, and this gives a number\n"},
      {R"("Type":"Wait","Next":"Z","Timestamp":"{% 'tomorrow' %}")",
       "Timestamp: \"tomorrow\" is no RFC 3339 timestamp such as 2026-01-31T12:00:00Z\n"},
      {R"("Type":"Fail","Error":"{% 5 %}","Cause":"{% {'a': 1} %}")",
       "Error: \"Error\" takes a string, and this gives a number\nCause: \"Cause\" takes a string, and this gives an object\n"},
      {R"("Type":"Choice","Choices":[{"Condition":"{% 'yes' %}","Next":"Z"}])",
       "Choices/0/Condition: \"Condition\" takes a boolean, and this gives a string\n"},
      {R"("Type":"Choice","Choices":[{"Condition":"{% $count($states.input.a) %}","Next":"Z"}])",
       "Choices/0/Condition: \"Condition\" takes a boolean, and this gives a number\n"},
      {R"("Type":"Task","Resource":"${F}","Next":"Z","TimeoutSeconds":"{% 'x' & 'y' %}")",
       "TimeoutSeconds: \"TimeoutSeconds\" takes a number, and this gives a string\n"},
      {R"("Type":"Task","Resource":"${F}","Next":"Z","Credentials":{"RoleArn":"{% 5 %}"})",
       "Credentials/RoleArn: \"RoleArn\" takes a string, and this gives a number\n"},
      {R"("Type":"Pass","Next":"Z","Output":{"f":"{% function($x) { $x } %}"})", "Output/f: this gives a function, which is no JSON\n"},
      {R"("Type":"Pass","Next":"Z","Output":"{% $sum %}")", "Output: this gives a function, which is no JSON\n"},
      {R"("Type":"Pass","Next":"Z","Assign":{"sum":1},"Output":"{% $sum %}")", ""},
  };
  for (const Row& row : rows) CHECK_MESSAGE(findings_in(row.state) == row.expected, std::string(row.state));
  CHECK(findings_in(map + R"("Items":"{% 5 %}")") == "Items: \"Items\" takes an array, and this gives a number\n");
  CHECK(findings_in(map + R"("Items":[1],"MaxConcurrency":"{% -1 %}")") ==
        "MaxConcurrency: \"MaxConcurrency\" must be at least 0, and this gives -1\n");
  CHECK(findings_in(map + R"("Items":[1],"ToleratedFailurePercentage":"{% 100.5 %}")") ==
        "ToleratedFailurePercentage: \"ToleratedFailurePercentage\" must be at most 100, and this gives 100.5\n");
}

TEST_CASE("nothing is said of an expression that may give what its field takes") {
  const char* const rows[] = {
      R"("Type":"Wait","Next":"Z","Seconds":"{% $states.input.n %}")",
      R"("Type":"Wait","Next":"Z","Seconds":"{% $states.input.n * 60 %}")",
      R"("Type":"Wait","Next":"Z","Seconds":"{% $states.input.slow ? 60 : '5' %}")",
      R"("Type":"Wait","Next":"Z","Seconds":"{% ${Seconds} %}")",
      R"("Type":"Wait","Next":"Z","Seconds":"{% 0 %}")",
      R"("Type":"Wait","Next":"Z","Seconds":"{% 10 / 2 %}")",
      R"("Type":"Wait","Next":"Z","Timestamp":"{% '2026-01-31T12:00:00+02:00' %}")",
      R"("Type":"Task","Resource":"${F}","Next":"Z","TimeoutSeconds":"{% 0 %}")",  // recorded: between 0 and 99999999
      R"("Type":"Pass","Next":"Z","Output":"{% 5 %}")",
      R"("Type":"Task","Resource":"${F}","Next":"Z","Arguments":{"Items":"{% 5 %}","RoleArn":"{% 5 %}"})",
      R"("Type":"Map","Items":"{% {'a': 1} %}","ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"Next":"Z")",
      R"("Type":"Map","Items":"{% $states.input.a[0] %}","ItemProcessor":{"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}},"Next":"Z")",
  };
  for (const char* const row : rows) CHECK_MESSAGE(findings_in(row).empty(), std::string(row));
}

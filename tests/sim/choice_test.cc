#include "sim/choice.h"

#include "sim/machine.h"

using namespace sfn;
using namespace sfn::test;

TEST_CASE("StringMatches: a star is any run, a backslash makes it literal") {
  struct Case {
    const char* text;
    const char* pattern;
    bool matches;
  };
  const Case cases[] = {
      {"", "", true},
      {"", "*", true},
      {"a", "", false},
      {"log-1.txt", "log-*.txt", true},
      {"log-.txt", "log-*.txt", true},
      {"xlog-1.txt", "log-*.txt", false},
      {"file*name.txt", "file\\*name.txt", true},
      {"fileXname.txt", "file\\*name.txt", false},
      {"a\\b", "a\\\\b", true},
      {"aaab", "*ab", true},
      {"abcabc", "a*c", true},
      {"abcab", "a*c", false},
      {"ab", "**", true},
      {"mississippi", "m*iss*i", true},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CAPTURE(c.pattern);
    CHECK(sim::matches_pattern(c.text, c.pattern) == c.matches);
  }
}

namespace {

bool chosen(const std::string& rule, std::string_view input) {
  const std::string got = outcome(R"({"StartAt":"S","States":{"S":{"Type":"Choice","Choices":[{)" + rule + R"(,"Next":"Y"}],"Default":"N"},
      "Y":{"Type":"Pass","Result":true,"End":true},"N":{"Type":"Pass","Result":false,"End":true}}})",
                                  input);
  REQUIRE((got == "true" || got == "false"));
  return got == "true";
}

}  // namespace

TEST_CASE("values of another type are not compared, and never converted") {
  CHECK_FALSE(chosen(R"("Variable":"$.v","NumericEquals":42)", R"({"v":"42"})"));
  CHECK(chosen(R"("Variable":"$.v","NumericEquals":42)", R"({"v":42.0})"));
  CHECK_FALSE(chosen(R"("Variable":"$.v","StringEquals":"1")", R"({"v":1})"));
  CHECK_FALSE(chosen(R"("Variable":"$.v","BooleanEquals":false)", R"({"v":null})"));
  CHECK_FALSE(chosen(R"("Variable":"$.v","TimestampEquals":"2025-01-01T00:00:00Z")", R"({"v":"2025-01-01"})"));
  CHECK(chosen(R"("Variable":"$.v","TimestampEquals":"2025-01-01T00:00:00Z")", R"({"v":"2025-01-01T01:00:00+01:00"})"));
  CHECK(chosen(R"("Variable":"$.v","StringLessThan":"AB")", R"({"v":"A"})"));
}

TEST_CASE("And and Or stop at the operand that decides, which guards paths that may be absent") {
  CHECK_FALSE(chosen(R"("And":[{"Variable":"$.x","IsPresent":true},{"Variable":"$.x","NumericEquals":1}])", "{}"));
  CHECK(chosen(R"("Or":[{"Variable":"$.x","IsPresent":false},{"Variable":"$.x","NumericEquals":1}])", "{}"));
  CHECK(chosen(R"("Not":{"Variable":"$.x","IsNull":true})", R"({"x":0})"));
}

TEST_CASE("a path that is absent, or no rule that matches, ends the execution with States.Runtime") {
  CHECK(
      outcome(one_state(R"({"Type":"Choice","Choices":[{"Variable":"$.x","IsNull":true,"Next":"N"}],"Default":"N"})")) ==
      "FAILED States.Runtime: An error occurred while executing the state 'S' (entered at the event id #2). Invalid path '$.x': The choice "
      "state's condition path references an invalid value.");
  CHECK(outcome(one_state(R"({"Type":"Choice","Choices":[{"Variable":"$.x","IsPresent":true,"Next":"N"}]})")) ==
        "FAILED States.Runtime: An error occurred while executing the state 'S' (entered at the event id #2). Failed to transition out of "
        "the "
        "state. The state does not point to a next state.");
}

TEST_CASE("a JSONata Condition must be boolean") {
  const auto choice = [](const std::string& condition) {
    return one_state(R"({"Type":"Choice","QueryLanguage":"JSONata","Choices":[{"Condition":)" + condition +
                     R"(,"Output":"{% 'rule' %}","Next":"N"}],"Output":"{% 'default' %}","Default":"N"})");
  };
  CHECK(outcome(choice(R"("{% $states.input.c %}")"), R"({"c":true})") == R"("rule")");
  CHECK(outcome(choice(R"("{% $states.input.c %}")"), R"({"c":false})") == R"("default")");
  CHECK(outcome(choice("true")) == R"("rule")");
  CHECK(
      outcome(choice(R"("{% $states.input.c %}")"), R"({"c":1})") ==
      "FAILED States.QueryEvaluationError: An error occurred while executing the state 'S' (entered at the event id #2). The JSONata "
      "expression '$states.input.c' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', "
      "but was 'number' for value: 1");
}

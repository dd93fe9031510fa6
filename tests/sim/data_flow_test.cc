#include "sim/data_flow.h"

#include "sim/machine.h"

using namespace sfn;
using namespace sfn::test;

TEST_CASE("the pipeline of a Pass state") {
  struct Case {
    const char* state;
    const char* input;
    const char* output;
  };
  const Case cases[] = {
      {R"({"Type":"Pass","Result":{"a":1,"x.$":"$.y"},"Next":"N"})", R"({"z":9})", R"({"a":1,"x.$":"$.y"})"},
      {R"({"Type":"Pass","InputPath":null,"Parameters":{"k":1,"v.$":"$"},"Next":"N"})", R"({"z":9})", R"({"k":1,"v":{}})"},
      {R"({"Type":"Pass","OutputPath":null,"Next":"N"})", R"({"z":9})", "{}"},
      {R"({"Type":"Pass","ResultPath":"$.x","Next":"N"})", R"({"a":1})", R"({"a":1,"x":{"a":1}})"},
      {R"({"Type":"Pass","ResultPath":null,"Result":1,"Next":"N"})", R"({"a":1})", R"({"a":1})"},
      {R"({"Type":"Pass","InputPath":"$.i","Parameters":{"s":"v","c.$":"$.f"},"ResultPath":"$.m","Next":"N"})", R"({"i":{"f":"v"},"u":1})",
       R"({"i":{"f":"v"},"u":1,"m":{"s":"v","c":"v"}})"},
      {R"({"Type":"Pass","Result":1,"ResultPath":"$.audit.review.final","Next":"N"})", R"({"audit":{"started":0}})",
       R"({"audit":{"started":0,"review":{"final":1}}})"},
      {R"({"Type":"Pass","QueryLanguage":"JSONata","Output":{"r":"{% $states.input.a %}"," x":" {% 1 %} "},"Next":"N"})", R"({"a":1})",
       R"({"r":1," x":" {% 1 %} "})"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.state);
    CHECK(outcome(one_state(c.state), c.input) == c.output);
  }
}

TEST_CASE("failures have AWS's words") {
  const std::string prefix = " An error occurred while executing the state 'S' (entered at the event id #2). ";
  struct Case {
    const char* state;
    const char* error;
    const char* cause;
  };
  const Case cases[] = {
      {R"({"Type":"Pass","InputPath":"$.no.such","Next":"N"})", "States.Runtime",
       "Invalid path '$.no.such' : Missing property in path $['no']"},
      {R"({"Type":"Wait","SecondsPath":"$.s","Next":"N"})", "States.Runtime",
       "The SecondsPath parameter does not reference an input value: $.s"},
      {R"({"Type":"Wait","SecondsPath":"$.f","Next":"N"})", "States.Runtime",
       "The SecondsPath parameter cannot be parsed as a long value: $.f == 1.5"},
      {R"({"Type":"Map","ItemsPath":"$.f","ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}},"Next":"N"})",
       "States.Runtime", "Reference path \"$.f\" must point to array."},
      {R"({"Type":"Pass","QueryLanguage":"JSONata","Output":{"a":[1,"{% $no %}"]},"Next":"N"})", "States.QueryEvaluationError",
       "The JSONata expression '$no' specified for the field 'Output/a[1]' returned nothing (undefined)."},
      {R"({"Type":"Pass","QueryLanguage":"JSONata","Output":"{% function($x){$x} %}","Next":"N"})", "States.QueryEvaluationError",
       "The JSONata expression 'function($x){$x}' specified for the field 'Output' returned an unsupported result type."},
      {R"({"Type":"Task","QueryLanguage":"JSONata","Resource":"arn:aws:states:::lambda:invoke","Arguments":{"FunctionName":"f"},
          "Credentials":{"RoleArn":"{% 1 %}"},"Next":"N"})",
       "States.QueryEvaluationError",
       "The JSONata expression '1' specified for the field 'Credentials/RoleArn' returned an unexpected result type. Expected 'string', "
       "but "
       "was 'number' for value: 1"},
      {R"({"Type":"Map","QueryLanguage":"JSONata","Items":[1],"ToleratedFailurePercentage":"{% 101 %}","ItemProcessor":{"ProcessorConfig":
          {"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}},"Next":"N"})",
       "States.QueryEvaluationError", "ToleratedFailurePercentage must be between 0 and 100."},
      {R"({"Type":"Map","QueryLanguage":"JSONata","Items":[1],"ItemBatcher":{"MaxItemsPerBatch":"{% 'x' %}"},"ItemProcessor":{"ProcessorConfig":
          {"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}},"Next":"N"})",
       "States.QueryEvaluationError",
       "The JSONata expression ''x'' specified for the field 'ItemBatcher/MaxItemsPerBatch' returned an unexpected result type. Expected "
       "'number', but was 'string' for value: \"x\""},
      {R"({"Type":"Fail","CausePath":"$.no"})", "States.Runtime",
       "The JSONPath '$.no' specified for the field 'CausePath' could not be found in the input '{\"f\":1.5}'"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.state);
    CHECK(outcome(one_state(c.state), R"({"f":1.5})") == "FAILED " + std::string(c.error) + ":" + prefix + c.cause);
  }
}

TEST_CASE("Assign and Output see the variables as they were when the state was entered") {
  CHECK(outcome(R"({"QueryLanguage":"JSONata","StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"x":5},"Next":"B"},
      "B":{"Type":"Pass","Assign":{"x":42,"old":"{% $x %}"},"Output":"{% $x %}","Next":"C"},
      "C":{"Type":"Succeed","Output":{"in":"{% $states.input %}","x":"{% $x %}","old":"{% $old %}"}}}})") == R"({"in":5,"x":42,"old":5})");
}

TEST_CASE("the length of JSON text is counted without writing it") {
  const char* texts[] = {
      "null", "true", "-12", "0", "1.5", R"("a\"b\\\n\u0001é")", "[]", "[1,[2,3]]", "{}", R"({"a":1,"b":{"c":[true,false]}})"};
  for (const char* text : texts) {
    const json::Value wrapped = json::Value::array({value(text)});
    const size_t size = json::to_json(wrapped).size();
    CAPTURE(text);
    CHECK_FALSE(sim::exceeds(wrapped, size));
    CHECK(sim::exceeds(wrapped, size - 1));
  }
}

TEST_CASE("an output above 262,144 bytes ends the execution") {
  CHECK(outcome(one_state(R"({"Type":"Pass","QueryLanguage":"JSONata","Output":"{% $pad('', 262143, 'x') %}","Next":"N"})")) ==
        "FAILED States.DataLimitExceeded: The state/task 'S' returned a result with a size exceeding the maximum number of bytes service "
        "limit.");
}

TEST_CASE("a transition that leads nowhere is refused, not taken for the end") {
  CHECK_THROWS_AS(outcome(one_state(R"({"Type":"Pass","Next":"Nowhere"})")), sim::Unsupported);
  CHECK_THROWS_AS(outcome(one_state(R"({"Type":"Pass"})")), sim::Unsupported);
}

TEST_CASE("a timestamp is at most 2,147,483,647 seconds ahead; one in the past does not wait") {
  const auto wait = [](const char* timestamp) {
    return outcome(one_state(std::string(R"({"Type":"Wait","Timestamp":")") + timestamp + R"(","Next":"N"})"));
  };
  CHECK(wait("1999-01-01T00:00:00Z") == "{}");
  CHECK(wait("2093-01-19T03:14:07Z").starts_with("TIMED_OUT"));  // after a year
  CHECK(wait("2093-01-19T03:14:08Z").ends_with("Wait state delay is too long."));
}

TEST_CASE("a ResultPath or ItemsPath that the data cannot take is States.ReferencePathConflict, naming the step") {
  struct Case {
    const char* state;
    const char* input;
    const char* cause;
  };
  const std::string map = R"(,"ItemProcessor":{"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}},"Next":"N"})";
  const Case cases[] = {
      {R"({"Type":"Pass","ResultPath":"$.x","Next":"N"})", R"([1, 2])", R"(Unable to apply step "x" to input [1,2])"},
      {R"({"Type":"Pass","ResultPath":"$.a.b.c","Next":"N"})", R"({"a":{"b":1}})", R"(Unable to apply step "c" to input {"a":{"b":1}})"},
      {R"({"Type":"Pass","ResultPath":"$.a[2]","Next":"N"})", R"({"a":[1]})", R"(Unable to apply step "2" to input {"a":[1]})"},
      {R"({"Type":"Map","ItemsPath":"$.a.items")", R"({"a":{}})", R"(Unable to apply step "items" to input {"a":{}})"},
      {R"({"Type":"Map","ItemsPath":"$.b.items")", R"({"a":{}})", R"(Unable to apply step "b" to input {"a":{}})"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.state);
    const std::string state = c.state;
    CHECK(outcome(one_state(state.ends_with('}') ? state : state + map), c.input) ==
          std::string("FAILED States.ReferencePathConflict: ") + c.cause);
  }
  CHECK(outcome(one_state(R"({"Type":"Parallel","ResultPath":"$.x","Branches":[{"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}],
      "Catch":[{"ErrorEquals":["States.ReferencePathConflict"],"Next":"N"}],"Next":"N"})"),
                "[]") == R"({"Error":"States.ReferencePathConflict","Cause":"Unable to apply step \"x\" to input []"})");
  Recorder recorder;
  const Script script;
  const World world;
  sim::run(*machine(one_state(R"({"Type":"Map","ItemsPath":"$.a")" + map)), with_input("{}"), script, world, &recorder);
  CHECK(recorder.lines[0] == "1<0 ExecutionStarted 2<0 MapStateEntered 3<2 ExecutionFailed");
}

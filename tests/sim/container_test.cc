#include "sim/machine.h"

using namespace sfn;
using namespace sfn::test;

namespace {

constexpr const char* kWork = R"({"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"})";

std::string map_of(const std::string& more, const std::string& inner) {
  return R"({"StartAt":"M","States":{"M":{"Type":"Map","End":true,)" + more + R"("ItemProcessor":{"StartAt":"W","States":{"W":)" + inner +
         R"(}}},"C":{"Type":"Pass","End":true}}})";
}

std::string events(const std::string& text, const Script& script, std::string_view input, sim::ExecutionResult* result = nullptr) {
  const World world;
  Recorder recorder;
  sim::ExecutionResult done = sim::run(*machine(text), with_input(input), script, world, &recorder);
  if (result != nullptr) *result = done;
  return recorder.lines[0];
}

}  // namespace

TEST_CASE("a Map with one slot starts the next iteration from the last event of the one before") {
  CHECK(events(map_of(R"("MaxConcurrency":1,)", R"({"Type":"Pass","End":true})"), {}, "[1,2]") ==
        "1<0 ExecutionStarted 2<0 MapStateEntered 3<2 MapStateStarted 4<3 MapIterationStarted 5<4 PassStateEntered 6<5 PassStateExited "
        "7<6 MapIterationSucceeded 8<6 MapIterationStarted 9<8 PassStateEntered 10<9 PassStateExited 11<10 MapIterationSucceeded "
        "12<11 MapStateSucceeded 13<11 MapStateExited 14<13 ExecutionSucceeded");
}

TEST_CASE("an empty Map succeeds at once") {
  sim::ExecutionResult result;
  CHECK(events(map_of("", R"({"Type":"Pass","End":true})"), {}, "[]", &result) ==
        "1<0 ExecutionStarted 2<0 MapStateEntered 3<2 MapStateStarted 4<3 MapStateSucceeded 5<3 MapStateExited 6<5 ExecutionSucceeded");
  CHECK(output_of(result) == "[]");
}

TEST_CASE("iterations that time out together are all recorded before the Map fails and the others are aborted") {
  Script script;
  script.add("W", {never()});
  const std::string got = events(map_of("", std::string(kWork) + R"(,"TimeoutSeconds":5,"End":true})"), script, "[0,1,2,3]");
  CHECK(got.substr(0, got.find(" 8<4")) ==
        "1<0 ExecutionStarted 2<0 MapStateEntered 3<2 MapStateStarted 4<3 MapIterationStarted 5<3 MapIterationStarted 6<3 "
        "MapIterationStarted "
        "7<3 MapIterationStarted");
  CHECK(got.substr(got.find("16<9")) ==
        "16<9 TaskStarted 17<11 TaskStarted 18<13 TaskStarted 19<15 TaskStarted 20<16 TaskTimedOut 21<17 TaskTimedOut 22<18 TaskTimedOut "
        "23<19 TaskTimedOut 24<20 MapIterationFailed 25<20 TaskStateAborted 26<20 MapIterationAborted 27<20 TaskStateAborted "
        "28<20 MapIterationAborted 29<20 TaskStateAborted 30<20 MapIterationAborted 31<20 TaskStateAborted 32<20 MapStateFailed "
        "33<32 ExecutionFailed");
}

TEST_CASE("a failing branch ends its siblings at that moment; nothing of them happens later") {
  Script script;
  script.add("A", {throws("E", 2'000)});
  script.add("B", {returns("1", 1'000), returns("1", 60'000)});
  const std::string branch =
      R"({"StartAt":"%","States":{"%":)" + std::string(kWork) + R"(,"Next":"%2"},"%2":{"Type":"Wait","Seconds":600,"End":true}}})";
  const auto named = [&](const std::string& name) {
    std::string text = branch;
    for (size_t at = text.find('%'); at != std::string::npos; at = text.find('%')) text.replace(at, 1, name);
    return text;
  };
  sim::ExecutionResult result;
  const std::string got = events(R"({"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[)" + named("A") + "," + named("B") +
                                     R"(],"Catch":[{"ErrorEquals":["E"],"Next":"C"}],"End":true},"C":{"Type":"Pass","End":true}}})",
                                 script, "{}", &result);
  CHECK(
      got ==
      "1<0 ExecutionStarted 2<0 ParallelStateEntered 3<2 ParallelStateStarted 4<3 TaskStateEntered 5<4 TaskScheduled 6<3 TaskStateEntered "
      "7<6 TaskScheduled 8<5 TaskStarted 9<7 TaskStarted 10<9 TaskSucceeded 11<10 TaskStateExited 12<11 WaitStateEntered 13<8 TaskFailed "
      "14<13 TaskStateAborted 15<13 WaitStateAborted 16<13 ParallelStateFailed 17<16 ParallelStateExited 18<17 PassStateEntered "
      "19<18 PassStateExited 20<19 ExecutionSucceeded");
  CHECK(result.stop - result.start == 2'000);
}

TEST_CASE("results keep the order of the items, whatever ends first") {
  Script script;
  script.add("W", {returns("0", 3'000), returns("1", 2'000), returns("2", 1'000), returns("3", 500)});
  sim::ExecutionResult result;
  events(map_of(R"("MaxConcurrency":3,)", std::string(kWork) + R"(,"End":true})"), script, "[0,1,2,3]", &result);
  CHECK(output_of(result) == "[0,1,2,3]");
  CHECK(result.stop - result.start == 3'000);
}

TEST_CASE("an inline Map runs at most forty iterations at once") {
  Script script;
  script.add("W", {returns("0", 1'000)});
  std::string input = "[0";
  for (int i = 1; i < 41; ++i) input += ",0";
  sim::ExecutionResult result;
  events(map_of("", std::string(kWork) + R"(,"End":true})"), script, input + "]", &result);
  CHECK(result.stop - result.start == 2'000);
}

TEST_CASE("what an inline Map bears of failed items is evaluated when it has started, and changes nothing else") {
  const auto run = [](const std::string& field) {
    sim::ExecutionResult result;
    const std::string got = events(R"({"QueryLanguage":"JSONata","StartAt":"M","States":{"M":{"Type":"Map","Items":[1],"End":true,)" +
                                       field + R"("ItemProcessor":{"StartAt":"W","States":{"W":{"Type":"Fail","Error":"E"}}}}}})",
                                   {}, "{}", &result);
    return got.substr(0, got.find(" 5<")) + ": " + result.error.value_or("");
  };
  const std::string started = "1<0 ExecutionStarted 2<0 MapStateEntered 3<2 MapStateStarted 4<3 ";
  CHECK(run(R"("ToleratedFailureCount":"{% 1 + 1 %}",)") == started + "MapIterationStarted: E");
  CHECK(run(R"("ToleratedFailurePercentage":"{% 12.5 %}",)") == started + "MapIterationStarted: E");
  CHECK(run(R"("ToleratedFailureCount":"{% $nothing %}",)") == started + "EvaluationFailed: States.QueryEvaluationError");
  CHECK(run(R"("ToleratedFailurePercentage":"{% 101 %}",)") == started + "EvaluationFailed: States.QueryEvaluationError");
}

TEST_CASE("a Map that is retried starts all its iterations again") {
  Script script;
  script.add("W", {returns("0"), throws("E"), returns("2"), returns("3")});
  sim::ExecutionResult result;
  const std::string got = events(map_of(R"("MaxConcurrency":1,"Retry":[{"ErrorEquals":["E"]}],)", std::string(kWork) + R"(,"End":true})"),
                                 script, "[0,0]", &result);
  CHECK(output_of(result) == "[2,3]");
  CHECK(got.find("MapStateFailed") == std::string::npos);
  CHECK(result.counts.calls == 4);
}

TEST_CASE("States.Runtime below a container is caught by nobody") {
  CHECK(
      outcome(map_of(R"("Catch":[{"ErrorEquals":["States.ALL","States.Runtime"],"Next":"C"}],)",
                     R"({"Type":"Pass","Parameters":{"a.$":"$.no"},"End":true})"),
              "[1]") ==
      "FAILED States.Runtime: An error occurred while executing the state 'W' (entered at the event id #5). The JSONPath '$.no' specified "
      "for the field 'a.$' could not be found in the input '1'");
}

TEST_CASE("variables are read from outer scopes and die with the iteration") {
  CHECK(outcome(R"({"StartAt":"A","States":{"A":{"Type":"Pass","Assign":{"x":42},"Next":"M"},
      "M":{"Type":"Map","ItemsPath":"$.items","ItemProcessor":{"StartAt":"I","States":{
        "I":{"Type":"Pass","Assign":{"y.$":"$x"},"Next":"J"},"J":{"Type":"Pass","Parameters":{"y.$":"$y","x.$":"$x"},"End":true}}},"Next":"Z"},
      "Z":{"Type":"Pass","QueryLanguage":"JSONata","Output":{"r":"{% $states.input %}","y":"{% $exists($y) %}","x":"{% $x %}"},"End":true}}})",
                R"({"items":[1]})") == R"({"r":[{"x":42,"y":42}],"y":false,"x":42})");
}

TEST_CASE("one more branch changes nobody else's random numbers") {
  const auto uuid_of = [](const std::string& branches, size_t index) {
    const json::Value all =
        value(outcome(R"({"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[)" + branches + "]}}}"));
    return std::string(all[index].get("id").as_string());
  };
  const std::string random = R"x({"StartAt":"#","States":{"#":{"Type":"Pass","Parameters":{"id.$":"States.UUID()"},"End":true}}})x";
  const auto named = [&](char name) {
    std::string text = random;
    for (char& c : text)
      if (c == '#') c = name;
    return text;
  };
  const std::string two = named('A') + "," + named('B');
  CHECK(uuid_of(two, 0) == uuid_of(two + "," + named('C'), 0));
  CHECK(uuid_of(two, 0) != uuid_of(two, 1));
}

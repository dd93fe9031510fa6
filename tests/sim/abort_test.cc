// Ends in the middle of things: a full history, data that is too deep, siblings and child executions of what failed.
#include "sim/machine.h"

using namespace sfn;
using namespace sfn::test;

namespace {

std::string task(std::string_view next = R"("End":true)") {
  return R"({"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},)" + std::string(next) + "}";
}

size_t count(std::string_view text, std::string_view part) {
  size_t found = 0;
  for (size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) ++found;
  return found;
}

std::string nested_object(size_t depth) {
  std::string text;
  for (size_t i = 0; i < depth; ++i) text += R"({"a":)";
  return text + "1" + std::string(depth, '}');
}

/// An array whose second item is as deep as that.
sim::RunOptions with_deep_item(size_t depth) {
  return with_input("[1," + nested_object(depth) + ",3]");
}

/// An ItemSelector that puts the item so many levels down.
std::string selector(size_t depth) {
  std::string text;
  for (size_t i = 0; i < depth; ++i) text += R"({"q":)";
  return text + R"({"x.$":"$$.Map.Item.Value"})" + std::string(depth, '}');
}

}  // namespace

TEST_CASE("wherever the history is full, it ends with one ExecutionFailed, and nothing comes behind it") {
  const std::string text = R"({"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
      {"StartAt":"T0","States":{"T0":)" +
                           task() + R"(}},
      {"StartAt":"T1","States":{"T1":)" +
                           task(R"("Next":"P1")") + R"(,"P1":{"Type":"Pass","End":true}}},
      {"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$.items","End":true,"ItemProcessor":{"StartAt":"T2","States":{"T2":)" +
                           task() + R"(}}}}}]}}})";
  const auto program = machine(text);
  Script script;
  script.add("T0", {throws("Boom")});
  script.add("T1", {returns("1")});
  script.add("T2", {returns("1"), returns("2", 5)});
  const World world;
  for (uint64_t limit = 2; limit < 60; ++limit) {
    CAPTURE(limit);
    Recorder recorder;
    sim::RunOptions options = with_input(R"({"items":[1,2]})");
    options.max_events = limit;
    const auto result = sim::run(*program, options, script, world, &recorder);
    CHECK(result.status == sim::Status::Failed);
    const std::string& lines = recorder.lines[0];
    CHECK(count(lines, "ExecutionFailed") == 1);
    CHECK(lines.ends_with("ExecutionFailed"));
    CHECK(recorder.json[0].size() <= limit);
    if (recorder.json[0].size() < limit) CHECK(result.error == "Boom");
  }
}

TEST_CASE("an ItemSelector that nests an item too deeply fails the Map, whichever item it is") {
  for (const std::string_view mode : {"INLINE", "DISTRIBUTED"}) {
    CAPTURE(mode);
    const std::string text = R"({"StartAt":"M","States":{"M":{"Type":"Map","MaxConcurrency":1,"End":true,"ItemSelector":)" + selector(60) +
                             R"(,"ItemProcessor":{"ProcessorConfig":{"Mode":")" + std::string(mode) +
                             R"(","ExecutionType":"STANDARD"},"StartAt":"I","States":{"I":{"Type":"Pass","End":true}}}}}})";
    const Script script;
    const World world;
    const auto result = sim::run(*machine(text), with_deep_item(950), script, world);
    CHECK(result.status == sim::Status::Failed);
    CHECK(result.error == "States.Runtime");
    CHECK(result.cause.value_or("").ends_with("The data is nested deeper than 1000 levels."));
  }
}

TEST_CASE("a catcher that would nest the error output too deeply fails the execution") {
  std::string path = "$";
  for (int i = 0; i < 1000; ++i) path += ".a";
  const std::string outcome = test::outcome(R"({"StartAt":"P","States":{"P":{"Type":"Parallel","Branches":[
      {"StartAt":"F","States":{"F":{"Type":"Fail","Error":"E"}}}],"Catch":[{"ErrorEquals":["States.ALL"],"ResultPath":")" +
                                            path + R"(","Next":"S"}],"End":true},"S":{"Type":"Succeed"}}})");
  CHECK(outcome.starts_with("FAILED States.Runtime: "));
  CHECK(outcome.ends_with("The data is nested deeper than 1000 levels."));
}

TEST_CASE("a nested execution whose output is as deep as can be fails its task, not the program") {
  const auto parent = machine(one_state(R"({"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","Next":"N",
      "Parameters":{"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:child"}})"));
  const auto child = machine(one_state(R"({"Type":"Pass","Result":)" + nested_object(1000 - 5) + R"(,"Next":"N"})"));
  const auto deep_child = machine(R"({"StartAt":"S","States":{"S":{"Type":"Pass","Result":)" + nested_object(995) +
                                  R"(,"Next":"D"},"D":{"Type":"Pass","Parameters":{"a":{"a":{"a":{"a":{"a.$":"$"}}}}},"End":true}}})");
  const Script script;
  World world;
  const std::string arn = "arn:aws:states:us-east-1:123456789012:stateMachine:child";
  world.children[arn] = {child, &script};
  CHECK(sim::run(*parent, with_input("{}"), script, world).status == sim::Status::Succeeded);
  world.children[arn] = {deep_child, &script};
  const auto result = sim::run(*parent, with_input("{}"), script, world);
  CHECK(result.error == "States.Runtime");
  CHECK(result.cause == "The data is nested deeper than 1000 levels.");
}

TEST_CASE("child executions of a distributed Map end with the branch that the Map is in") {
  const std::string text =
      R"({"StartAt":"P","States":{"P":{"Type":"Parallel","Next":"After","Catch":[{"ErrorEquals":["Boom"],"Next":"After"}],"Branches":[
      {"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":5,"Next":"F"},"F":{"Type":"Fail","Error":"Boom"}}},
      {"StartAt":"Outer","States":{"Outer":{"Type":"Map","ItemsPath":"$.items","End":true,"ItemProcessor":{"StartAt":"Inner","States":{
        "Inner":{"Type":"Map","ItemsPath":"$$.Execution.Input.items","End":true,"ItemProcessor":{
          "ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"Nap","States":{
            "Nap":{"Type":"Wait","Seconds":100,"End":true}}}}}}}}},
      {"StartAt":"Call","States":{"Call":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","End":true,
        "Parameters":{"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:child"}}}}]},
      "After":{"Type":"Wait","Seconds":1000,"Next":"Again"},
      "Again":{"Type":"Map","ItemsPath":"$$.Execution.Input.items","End":true,"ItemProcessor":{
          "ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"Pass","States":{"Pass":{"Type":"Pass","End":true}}}}}})";
  const Script script;
  World world;
  world.children["arn:aws:states:us-east-1:123456789012:stateMachine:child"] = {
      machine(R"({"StartAt":"Nap","States":{"Nap":{"Type":"Wait","Seconds":50,"End":true}}})"), &script};
  Recorder recorder(true);
  const auto result = sim::run(*machine(text), with_input(R"({"items":[1,2,3]})"), script, world, &recorder);
  CHECK(output_of(result) == "[1,2,3]");
  CHECK(result.stop - result.start == 1'005'000);
  size_t aborted = 0, succeeded = 0;
  for (const auto& [id, ended] : recorder.results) {
    aborted += ended.status == sim::Status::Aborted;
    succeeded += ended.status == sim::Status::Succeeded;
    if (ended.status != sim::Status::Aborted) continue;
    CHECK(ended.stop - result.start == 5'000);
    CHECK(recorder.lines[id].ends_with("<0 ExecutionAborted"));
  }
  CHECK(recorder.results.size() == 14);  // the machine, nine naps and one nested, three passes
  CHECK(aborted == 10);
  CHECK(succeeded == 4);
}

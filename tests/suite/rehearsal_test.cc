#include "suite/rehearsal.h"

#include "json/writer.h"
#include "suite_fixture.h"

namespace sfn::suite {
namespace {

std::shared_ptr<const asl::Program> machine(const std::string& states) {
  MemoryFiles files;
  files.texts["d"] = R"({"StartAt": "A", "States": {)" + states + "}}";
  return files.program("d", "");
}

json::Value value_of(const std::string& text) {
  auto value = json::parse_json(text);
  REQUIRE(value);
  return *value;
}

Rehearsal rehearsed(const std::string& states, const std::string& expect, const std::string& mocks = "{}") {
  return rehearse(machine(states), value_of(mocks), value_of(R"({"name": "n", "input": {"a": 1}, "expect": )" + expect + "}"));
}

const std::string kRandom = R"x("A": {"Type": "Pass", "Parameters": {"id.$": "States.UUID()", "in.$": "$.a"}, "End": true})x";

}  // namespace

TEST_CASE("a case that holds is handed over as it is") {
  const Rehearsal out =
      rehearsed(R"("A": {"Type": "Succeed"})", R"({"status": "SUCCEEDED", "output": {"$exact": {"a": 1}}, "path": ["A"]})");
  CHECK(out.notes.empty());
  CHECK(json::to_json(out.test_case.get("expect").get("output")) == R"({"$exact":{"a":1}})");
  CHECK(out.test_case.find("comment") == nullptr);
}

TEST_CASE("a value that differs in each execution is compared by its type, the rest exactly, and it is said") {
  const Rehearsal out = rehearsed(kRandom, R"({"output": {"$exact": {"in": 1, "id": "8a3f"}}})");
  CHECK(json::to_json(out.test_case.get("expect").get("output")) == R"({"in":{"$exact":1},"id":{"$type":"string"}})");
  const std::string comment =
      "differs in each execution, so only its type is compared: output/id (the definition uses States.UUID in \"A\")";
  CHECK(out.notes == std::vector<std::string>{comment});
  CHECK(out.test_case.get("comment").as_string() == comment);
  CHECK(rehearse(machine(kRandom), value_of("{}"), out.test_case).notes.empty());  // now it passes
}

TEST_CASE("a difference that nothing in the definition explains stays, and is noted") {
  const Rehearsal out = rehearsed(R"("A": {"Type": "Succeed"})", R"({"output": {"$exact": {"a": 2}}, "path": ["A", "B"]})");
  CHECK(json::to_json(out.test_case.get("expect").get("output")) == R"({"$exact":{"a":2}})");
  REQUIRE(out.notes.size() == 1);
  CHECK(out.notes[0].find("the case cannot run: ") == 0);  // there is no state "B"
  CHECK(rehearsed(R"("A": {"Type": "Succeed"})", R"({"output": {"$exact": {"a": 2}}})").notes ==
        std::vector<std::string>{"a dry run differs from the history, so the case fails: output/a"});
}

TEST_CASE("other members than the history's make the object around them differ") {
  const Rehearsal out = rehearsed(kRandom, R"({"output": {"$exact": {"in": 1, "id": "8a3f", "more": {"x": 1}}}})");
  CHECK(json::to_json(out.test_case.get("expect").get("output")) == R"({"$type":"object"})");
  const Rehearsal inner = rehearsed(R"("A": {"Type": "Pass", "Parameters": {"c.$": "$$.State", "n": 1}, "End": true})",
                                    R"({"output": {"$exact": {"n": 1, "c": {"Name": "A"}}}})");
  CHECK(json::to_json(inner.test_case.get("expect").get("output")) == R"({"n":{"$exact":1},"c":{"$type":"object"}})");
}

TEST_CASE("a cause with a name of the execution in it is compared by its type") {
  const Rehearsal out = rehearsed(R"("A": {"Type": "Fail", "Error": "E", "CausePath": "$$.Execution.Name"})",
                                  R"({"status": "FAILED", "error": {"$exact": "E"}, "cause": {"$exact": "run-7"}})");
  CHECK(json::to_json(out.test_case.get("expect").get("cause")) == R"({"$type":"string"})");
  CHECK(json::to_json(out.test_case.get("expect").get("error")) == R"({"$exact":"E"})");
}

TEST_CASE("a case that has no answer for a call is skipped, with the reason") {
  const Rehearsal out =
      rehearsed(R"("A": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": {}, "End": true})", "{}");
  CHECK(out.test_case.get("skip").as_string().find("no mock answers call 0 of state \"A\"") == 0);
  REQUIRE(out.notes.size() == 1);
  CHECK(out.notes[0].find("the case is skipped: no mock answers") == 0);
}

TEST_CASE("what differs from run to run is named by the states that use it") {
  CHECK(volatile_sources(*machine(kRandom)) == std::vector<std::string>{"States.UUID in \"A\""});
  const std::string jsonata = R"x("A": {"Type": "Pass", "QueryLanguage": "JSONata",
      "Output": {"x": "{% $now() %}", "y": "{% $states.context.Execution.Name & $now() %}", "z": "$uuid()"}, "End": true})x";
  CHECK(volatile_sources(*machine(jsonata)) == std::vector<std::string>{"$now in \"A\"", "the context object in \"A\""});
  const std::string context = R"x("A": {"Type": "Pass", "Parameters": {"x.$": "$.a", "y.$": "$$.Execution.Id"}, "End": true})x";
  CHECK(volatile_sources(*machine(context)) == std::vector<std::string>{"the context object in \"A\""});
}

}  // namespace sfn::suite

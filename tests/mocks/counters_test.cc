// Which mock answers which call, in whole executions: the counters of a MockConfigFile and of native files.
#include "json/yaml_reader.h"
#include "mock_fixture.h"
#include "sim/simulator.h"

namespace sfn::mocks {
namespace {

/// Runs the machine and tells the output, "error: cause", or why there is no answer.
std::string run(const std::string& machine, const std::shared_ptr<const json::Document>& mocks, const std::string& input) {
  const auto program = program_of(machine);
  TestFiles files;
  WorldOptions options;
  options.program = program.get();
  diag::Findings findings;
  const auto world = read_world(mocks, options, files, findings);
  REQUIRE_MESSAGE(world, (findings.empty() ? "" : findings.list().front().message));
  sim::RunOptions how;
  how.input.value = value_of(input);
  try {
    const sim::ExecutionResult result = sim::run(*program, how, *world->oracle, *world->surroundings);
    if (result.error) return *result.error + ": " + result.cause.value_or("");
    return json::to_json(result.output.value);
  } catch (const sim::NoAnswer& error) {
    return std::string("no answer: ") + error.what();
  }
}

/// A configuration with one case, in which "Work" has these numbered responses.
std::shared_ptr<const json::Document> config(const std::string& responses) {
  return document_of(R"({"StateMachines": {"m": {"TestCases": {"c": {"Work": "work"}}}}, "MockedResponses": {"work": )" + responses + "}}");
}
std::shared_ptr<const json::Document> native(const std::string& responses) {
  return document_of(R"({"states": {"Work": )" + responses + "}}");
}

const std::string kWork = R"("Type": "Task", "Resource": "arn:aws:states:::sns:publish", "Parameters": {})";
const std::string kRetried =
    R"({"StartAt": "Work", "States": {"Work": {)" + kWork + R"(, "Retry": [{"ErrorEquals": ["E"], "MaxAttempts": 3}], "End": true}}})";
const std::string kLoop = R"({"StartAt": "Work", "States": {"Work": {)" + kWork + R"(, "Next": "Done?"},
  "Done?": {"Type": "Choice", "Choices": [{"Variable": "$.done", "BooleanEquals": true, "Next": "End"}], "Default": "Work"},
  "End": {"Type": "Succeed"}}})";
std::string map_with(const std::string& config) {
  return R"({"StartAt": "Each", "States": {"Each": {"Type": "Map", "MaxConcurrency": 1, "End": true, "ItemProcessor": {)" + config +
         R"("StartAt": "Work", "States": {"Work": {)" + kWork + R"(, "End": true}}}}}})";
}
const std::string kInline = map_with("");
const std::string kDistributed = map_with(R"("ProcessorConfig": {"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}, )");

}  // namespace

TEST_CASE("a configuration's counter goes on with every retry") {
  CHECK(run(kRetried, config(R"({"0-1": {"Throw": {"Error": "E", "Cause": "c"}}, "2": {"Return": "third"}})"), "{}") == "\"third\"");
  CHECK(run(kRetried, config(R"({"0": {"Throw": {"Error": "E"}}, "1": {"Throw": {"Error": "F", "Cause": "c"}}})"), "{}") == "F: c");
}

TEST_CASE("a configuration's counter goes on when a loop enters the state again") {
  CHECK(run(kLoop, config(R"({"0-1": {"Return": {"done": false}}, "2": {"Return": {"done": true, "n": 2}}})"), "{}") ==
        R"({"done":true,"n":2})");
}

TEST_CASE("a configuration's counter goes on over the iterations of an inline Map, and begins anew in each child of a distributed one") {
  const std::string two = R"({"0": {"Return": "a"}, "1": {"Return": "b"}})";
  CHECK(run(kInline, config(two), "[1, 2]") == R"(["a","b"])");
  CHECK(run(kDistributed, config(two), "[1, 2]") == R"(["a","a"])");
  CHECK(run(kInline, config(R"({"0": {"Return": "a"}})"), "[1, 2]").find("has no number 1; it has 0") != std::string::npos);
}

TEST_CASE("a range answers each of its calls, a hole and the end of the numbers end the run, where no Catch can see it") {
  const std::string caught = R"({"StartAt": "Work", "States": {"Work": {)" + kWork + R"(, "Retry": [{"ErrorEquals": ["States.ALL"]}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "End"}], "Next": "End"}, "End": {"Type": "Succeed"}}})";
  const std::string hole = run(caught, config(R"({"0": {"Throw": {"Error": "E"}}, "2-3": {"Return": 1}})"), "{}");
  CHECK(hole.find("no answer: no mock answers call 1 of state \"Work\" (attempt 1)") == 0);
  CHECK(hole.find("the mocked response \"work\" has no number 1; it has 0, 2-3") != std::string::npos);
  const std::string out = run(caught, config(R"({"0-1": {"Throw": {"Error": "E"}}})"), "{}");
  CHECK(out.find("has no number 2; it has 0-1") != std::string::npos);
}

TEST_CASE("a configuration in YAML answers alike, for activities as well") {
  const std::string activity = R"({"StartAt": "Work", "States": {"Work": {"Type": "Task",
      "Resource": "arn:aws:states:us-east-1:123456789012:activity:a", "Retry": [{"ErrorEquals": ["E"]}], "End": true}}})";
  const std::string yaml =
      "StateMachines:\n  m:\n    TestCases:\n      c:\n        Work: work\n"
      "MockedResponses:\n  work:\n    '0': {Throw: {Error: E}}\n    1-2: {Return: {ok: true}}\n";
  auto read = json::read_yaml(std::make_shared<text::SourceFile>("MockConfigFile.yaml", yaml));
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  CHECK(run(activity, std::make_shared<const json::Document>(std::move(*read)), "{}") == R"({"ok":true})");
}

TEST_CASE("native lists go on over retries, loops and iterations of all kinds of Maps") {
  CHECK(run(kRetried, native(R"([{"throw": {"error": "E"}, "times": 2}, {"return": "third"}])"), "{}") == "\"third\"");
  CHECK(run(kLoop, native(R"([{"return": {"done": false}, "times": 2}, {"return": {"done": true}}])"), "{}") == R"({"done":true})");
  CHECK(run(kInline, native(R"([{"return": "a"}, {"return": "b"}])"), "[1, 2]") == R"(["a","b"])");
  CHECK(run(kDistributed, native(R"([{"return": "a"}, {"return": "b"}])"), "[1, 2]") == R"(["a","b"])");
}

TEST_CASE("native selectors choose by call, attempt and iteration in whole executions") {
  CHECK(run(kRetried, native(R"([{"call": "0-1", "throw": {"error": "E"}, "times": 2}, {"call": 2, "return": 2}])"), "{}") == "2");
  CHECK(run(kRetried, native(R"([{"attempt": 0, "throw": {"error": "E"}}, {"attempt": 1, "return": 1}])"), "{}") == "1");
  const std::string by_iteration = R"([{"iteration": 1, "return": "one"}, {"return": "else", "times": "always"}])";
  CHECK(run(kInline, native(by_iteration), "[1, 2, 3]") == R"(["else","one","else"])");
  CHECK(run(kDistributed, native(by_iteration), "[1, 2, 3]") == R"(["else","one","else"])");
  CHECK(run(kLoop, native(R"([{"call": 0, "return": {"done": false}}, {"call": 2, "return": {"done": true}}])"), "{}")
            .find("no answer: no mock answers call 1 of state \"Work\"") == 0);
}

}  // namespace sfn::mocks

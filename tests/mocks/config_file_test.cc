#include "mocks/config_file.h"

#include "mock_fixture.h"
#include "mocks/convert.h"

namespace sfn::mocks {
namespace {

const std::string kConfig = R"({
  "StateMachines": {
    "orders": {"TestCases": {"happy": {"Charge": "charged"}, "retry": {"Charge": "flaky", "Work": "work"}}},
    "other": {"TestCases": {}}
  },
  "MockedResponses": {
    "charged": {"0": {"Return": {"StatusCode": 200, "Payload": {"ok": true}}}},
    "flaky": {"0": {"Throw": {"Error": "E", "Cause": "c"}}, "1-2": {"Return": "again"}, "4": {"Return": "four"}},
    "work": {"0-1": {"Return": null}}
  }})";

struct Config {
  explicit Config(const std::string& text, CaseChoice choice) : program(program_of(kMachine)) {
    WorldOptions options;
    options.program = program.get();
    options.choice = std::move(choice);
    world = read_world(document_of(text, "MockConfigFile.json"), options, files, findings);
    if (world) counters.resize(world->oracle->counters());
  }
  std::string operator()(const std::string& state, uint32_t attempt = 0, std::vector<uint32_t> iterations = {}) {
    const sim::Call call{*program->find(state), json::Value::empty_object(), json::Value::empty_object(), {}, 99, attempt, iterations};
    try {
      const sim::Plan plan = world->oracle->plan(call, counters);
      if (const auto* result = std::get_if<sim::Datum>(&plan.outcome)) return json::to_json(result->value);
      const auto& error = std::get<sim::ErrorOutput>(plan.outcome);
      return "throw " + error.error.value_or("-") + "|" + error.cause.value_or("-");
    } catch (const sim::NoAnswer& error) {
      return std::string("no answer: ") + error.what();
    }
  }
  TestFiles files;
  diag::Findings findings;
  std::shared_ptr<const asl::Program> program;
  std::unique_ptr<World> world;
  std::vector<uint32_t> counters;
};

TEST_CASE("one counter a state is advanced by every call: retries, re-entries and iterations alike; a hole ends the run") {
  Config mocks(kConfig, {"orders", {}, "retry"});
  REQUIRE(mocks.world);
  CHECK(mocks.world->oracle->counts_per_execution());
  CHECK(mocks("Charge") == "throw E|c");
  CHECK(mocks("Charge", 1) == "\"again\"");  // a retry
  CHECK(mocks("Work", 0, {0}) == "null");    // another state has another counter
  CHECK(mocks("Charge") == "\"again\"");     // a re-entry
  CHECK(mocks("Charge") ==
        "no answer: no mock answers call 99 of state \"Charge\" (attempt 0): the mocked response \"flaky\" has no number 3; it has 0, 1-2, "
        "4");
  CHECK(mocks("Charge") == "\"four\"");
  CHECK(mocks("Charge").find("has no number 5") != std::string::npos);
  CHECK(mocks("Work", 0, {1}) == "null");
  CHECK(mocks("Work", 0, {2}).find("has no number 2; it has 0-1") != std::string::npos);
  CHECK(mocks("Direct").find("test case \"retry\" of \"orders\" has none for the state") != std::string::npos);
}

TEST_CASE("responses of a configuration that no call reached are reported with their place") {
  Config mocks(kConfig, {"orders", {}, "retry"});
  REQUIRE(mocks.world);
  mocks("Charge");
  mocks("Charge", 1);
  diag::Findings unused;
  mocks.world->report_unused(mocks.counters, unused);
  CHECK(lines_of(unused) ==
        std::vector<std::string>{"mock-unused-response /MockedResponses/flaky/4: no call of \"Charge\" reached number 4 of \"flaky\"",
                                 "mock-unused-response /MockedResponses/work/0-1: no call of \"Work\" reached number 0 of \"work\""});
}

TEST_CASE("an unknown machine or case is refused with a list of the known ones") {
  const auto finding = [](CaseChoice choice) {
    Config mocks(kConfig, std::move(choice));
    CHECK_FALSE(mocks.world);
    REQUIRE(mocks.findings.list().size() == 1);
    const diag::Finding& f = mocks.findings.list()[0];
    return f.message + " / " + f.help + " / " + f.suggestion;
  };
  CHECK(finding({"order", {}, "happy"}) == "there is no state machine \"order\" / known: orders, other / orders");
  CHECK(finding({"orders", {}, "hapy"}) == "there is no test case of \"orders\" \"hapy\" / known: happy, retry / happy");
  CHECK(finding({"", {}, "happy"}) == "there are 2 state machines: choose one with --state-machine / known: orders, other / ");
  CHECK(finding({"orders", {}, ""}) == "there are 2 test cases: choose one with --case / known: happy, retry / ");
  CHECK(finding({"other", {}, ""}) == "the configuration has no test cases /  / ");
}

TEST_CASE("the machine may be told by the definition's name, the only case by nothing") {
  CHECK(Config(kConfig, {"", {"nope", "orders"}, "happy"}).world);
  CHECK(Config(R"({"StateMachines": {"m": {"TestCases": {"c": {"Charge": "r"}}}}, "MockedResponses": {"r": {"0": {"Return": 1}}}})", {})
            .world);
}

TEST_CASE("faults of a configuration are found at their places") {
  const auto first = [](const std::string& text) {
    diag::Findings findings;
    read_config_case(document_of(text), {"m", {}, "c"}, nullptr, findings);
    REQUIRE_FALSE(findings.empty());
    return lines_of(findings)[0];
  };
  const std::string cases = R"("StateMachines": {"m": {"TestCases": {"c": {"A": "r"}}}})";
  CHECK(first("{" + cases + R"(, "MockedResponses": {"x": {}}})") ==
        "mock-unknown-response /StateMachines/m/TestCases/c/A: there is no mocked response \"r\"");
  CHECK(first("{" + cases + R"(, "MockedResponses": {"r": {"a": {"Return": 1}}}})") ==
        "mock-value /MockedResponses/r/a: \"a\" is not a number of a call, such as \"0\" or \"1-3\"");
  CHECK(first("{" + cases + R"(, "MockedResponses": {"r": {"0": {}}}})") ==
        "mock-outcome /MockedResponses/r/0: the response to a call is either \"Return\" or \"Throw\"");
  CHECK(first("{" + cases + R"(, "MockedResponses": {"r": {"0-2": {"Return": 1}, "2": {"Return": 2}}}})") ==
        "mock-value /MockedResponses/r/2: call 2 is answered twice: by \"0-2\" as well");
  CHECK(first("{" + cases + R"(, "MockedResponses": {"r": {"0": {"return": 1}}}})") ==
        "mock-unknown-key /MockedResponses/r/0/return: the response to a call has no member \"return\"");
}

TEST_CASE("a configuration and the native file made of it answer alike") {
  diag::Findings findings;
  const auto chosen = read_config_case(document_of(kConfig), {"orders", {}, "retry"}, nullptr, findings);
  REQUIRE(chosen);
  const Converted native = to_native(*chosen);
  CHECK(
      json::to_json(native.file) ==
      R"({"version":1,"states":{"Charge":[{"call":0,"throw":{"error":"E","cause":"c"}},{"call":"1-2","return":"again","times":2},{"call":4,"return":"four"}],)"
      R"("Work":[{"call":"0-1","return":null,"times":2}]}})");
  Answering mocks(json::to_json(native.file), kMachine);
  CHECK(mocks("Charge") == "throw E|c");
  CHECK(mocks("Charge") == "\"again\"");
  CHECK(mocks("Charge") == "\"again\"");
  CHECK(mocks("Charge").substr(0, 10) == "no answer:");
  CHECK(mocks("Charge") == "\"four\"");
}

TEST_CASE("a native file becomes a configuration as far as call numbers can tell") {
  diag::Findings findings;
  const MockFile file =
      read_mock_file(document_of(R"({"states": {"A": [{"return": 1, "times": 2}, {"throw": {"error": "E"}}, {"payload": 3}],
                                                                  "B": {"echo": true}, "C": [{"when": {}, "return": 1}, {"return": 2, "duration": 3}]},
                                                       "resources": {"*": {"return": 0}}})"),
                     0, {}, findings);
  const Converted config = to_config(file, "m", "c");
  CHECK(
      json::to_json(config.file) ==
      R"({"StateMachines":{"m":{"TestCases":{"c":{"A":"A of c","C":"C of c"}}}},"MockedResponses":{"A of c":{"0-1":{"Return":1},"2":{"Throw":{"Error":"E"}},)"
      R"("3":{"Return":{"StatusCode":200,"Payload":3}}},"C of c":{"0":{"Return":2}}}})");
  CHECK(config.notes.size() == 4);
}

TEST_CASE("an array of TestState mocks answers by state, or in the order of all calls") {
  Answering mocks(
      R"([{"stateName": "Charge", "mock": {"result": "{\"a\":1}"}}, {"errorOutput": {"error": "E", "cause": "c"}}, {"result": [1]}])",
      kMachine);
  CHECK(mocks.world->shape == Shape::TestStateMocks);
  CHECK(mocks("Charge") == R"({"a":1})");
  CHECK(mocks("Direct") == "throw E|c");
  CHECK(mocks("Charge") == "[1]");
  diag::Findings findings;
  WorldOptions options;
  TestFiles files;
  CHECK_FALSE(
      read_world(document_of(R"([{"result": "{", "stateName": "x"}, {"result": "1", "errorOutput": {}}])"), options, files, findings));
  CHECK(findings.list().size() == 2);
}

TEST_CASE("objects and children come from the file, children with their own mocks") {
  TestFiles files;
  files.texts["m/items.csv"] = "a,b\n";
  files.texts["m/child.asl.json"] =
      R"({"StartAt": "T", "States": {"T": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true}}})";
  files.texts["m/child.mocks.json"] =
      R"({"states": {"T": {"return": 5}}, "executions": {"arn:x:loop": {"definition": "child.asl.json", "mocks": "child.mocks.json"}}})";
  WorldOptions options;
  options.path = "m/mocks.json";
  diag::Findings findings;
  const auto world = read_world(
      document_of(R"({"objects": {"s3://b/x/items.csv": {"file": "items.csv"}, "s3://b/a": {"json": [1, 2]}, "s3://b/x/t": {"text": "t"}},
    "executions": {"arn:*:child": {"definition": "child.asl.json", "mocks": "child.mocks.json"}}})"),
      options, files, findings);
  REQUIRE(world);
  CHECK(*world->surroundings->object("s3://b/x/items.csv") == "a,b\n");
  CHECK(*world->surroundings->object("s3://b/a") == "[1,2]");
  CHECK_FALSE(world->surroundings->object("s3://b/none"));
  CHECK(world->surroundings->list("s3://b/x/") == std::vector<std::string>{"s3://b/x/items.csv", "s3://b/x/t"});
  const auto child = world->surroundings->child("arn:aws:states:us-east-1:1:stateMachine:child");
  REQUIRE(child);
  CHECK(child->program->states.size() == 1);
  CHECK(child->oracle->counters() == 2);
  CHECK(world->surroundings->child("arn:x:loop")->oracle == child->oracle);  // a machine that starts itself is read once
  CHECK_FALSE(world->surroundings->child("arn:y"));
}

TEST_CASE("a file that is named and cannot be used is a finding where it is named") {
  TestFiles files;
  files.texts["child.asl.json"] = R"({"StartAt": "T", "States": {"T": {"Type": "Succeed"}}})";
  files.texts["bad.json"] = R"({"states": {"X": {"return": 1}}})";
  diag::Findings findings;
  CHECK_FALSE(read_world(
      document_of(
          R"({"objects": {"s3://b/k": {"file": "none"}}, "executions": {"a": {"definition": "child.asl.json", "mocks": "bad.json"}}})"),
      {}, files, findings));
  CHECK(lines_of(findings) == std::vector<std::string>{"mock-file /objects/s3:~1~1b~1k/file: there is no file none",
                                                       "mock-file /executions/a: bad.json:1:13: the definition has no state \"X\""});
}

}  // namespace
}  // namespace sfn::mocks

#include "suite/runner.h"

#include "suite_fixture.h"

namespace sfn::suite {
namespace {

const std::string kDeclined = R"([{"name": "a declined card is retried twice, then refunded", "input": {"id": 1},
  "mocks": {"states": {"Charge": {"throw": {"error": "Declined"}}}},
  "expect": {"status": "SUCCEEDED", "output": {"refunded": true}, "path": ["Init", "Charge", "Refund", "Done"], "visited": ["Refund"], "notVisited": ["Ship"],
             "calls": {"Charge": {"count": 3, "arguments": [{"id": 1}]}}, "retries": {"Charge": 2}, "caught": {"Charge": "Declined"},
             "duration": {"min": "PT3S", "max": "PT5S"}, "states": {"Init": {"output": {"n": 3}, "count": 1}}}}])";

TEST_CASE("a case passes when all that it expects holds") {
  const Ran ran(kDeclined);
  CHECK(ran.findings().empty());
  REQUIRE(ran.result.cases.size() == 1);
  CHECK(ran.differences().empty());
  CHECK(ran.result.cases[0].outcome == Outcome::Passed);
  CHECK(ran.result.cases[0].message == "");
  CHECK(ran.result.cases[0].duration_millis == 3000);
  CHECK(ran.result.passed());
}

TEST_CASE("what cannot be run is told at its place, also where that is in a nested execution") {
  MemoryFiles files;
  const auto message = [&](const char* mocks, Outcome outcome = Outcome::Error) {
    files.texts["s.sfntest.json"] = std::string(R"({"definition": "d.asl.json", "cases": [{"name": "n"}], "mocks": )") + mocks + "}";
    const SuiteResult result = run_suite("s.sfntest.json", files, {});
    REQUIRE(result.cases.size() == 1);
    CHECK(result.cases[0].outcome == outcome);
    return result.cases[0].message;
  };
  files.texts["d.asl.json"] = R"({"States": {"A": {"Type": "Succeed"}}})";
  CHECK(message("{}") == "d.asl.json:1:1: the state machine has no state to start at");
  files.texts["d.asl.json"] =
      R"({"StartAt": "A", "States": {"A": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2",
    "Parameters": {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:child"}, "End": true}}})";
  const char* const child = R"({"executions": {"arn:aws:states:*:*:stateMachine:child": {"definition": "child.asl.json"}}})";
  files.texts["child.asl.json"] = R"({"StartAt": "B", "States": {"B": {"Type": "Pass", "Next": "C"},
"C": {"Type": "Pass", "Next": "Nowhere"}}})";
  CHECK(message(child) == "child.asl.json:2:31: \"C\" leads to \"Nowhere\", which is no state there");
  files.texts["child.asl.json"] = R"({"QueryLanguage": "${L}", "StartAt": "B", "States": {"B": {"Type": "Succeed"}}})";
  CHECK(message(child, Outcome::Unsupported) ==
        "child.asl.json:1:19: QueryLanguage is \"${L}\", which has no value (--substitute gives it one)");
  files.texts["child.asl.json"] = R"({"TimeoutSeconds": "${T}", "StartAt": "B", "States": {"B": {"Type": "Succeed"}}})";
  CHECK(message(child, Outcome::Unsupported) ==
        "child.asl.json:1:20: TimeoutSeconds is \"${T}\", which has no value (--substitute gives it one)");
  files.texts["child.asl.json"] = R"({"States": {}})";
  CHECK(message(child) ==
        "child.asl.json:1:1: the state machine arn:aws:states:us-east-1:123456789012:stateMachine:child has no state to start at");
}

TEST_CASE("a case fails at each expectation that does not hold") {
  const Ran ran(R"([{"name": "n", "input": {"id": 1}, "mocks": {"states": {"Charge": {"return": {"total": 5, "items": ["a"]}}}},
    "expect": {"status": "FAILED", "output": {"id": 2, "charge": {"$exact": {"total": 5}}, "gone": 1}, "path": ["Init", "Refund"], "visited": ["Ship"],
               "notVisited": ["Done"], "calls": {"Charge": {"count": 2, "arguments": [{"id": {"$type": "string"}}, {}]}}, "retries": {"Charge": 1},
               "caught": {"Charge": "E"}, "duration": "PT1S", "states": {"Init": {"output": {"n": 4}}}, "error": "X"}}])");
  CHECK(ran.differences() == std::vector<std::string>{
                                 "status : FAILED | SUCCEEDED",
                                 "output /id: 2 | 1",
                                 "output /charge/items: no value | [\"a\"]",
                                 "output /gone: 1 | nothing",
                                 "error : \"X\" | nothing",
                                 "path : [\"Init\",\"Refund\"] | [\"Init\",\"Charge\",\"Large?\",\"Done\"]",
                                 "visited : \"Ship\" | nothing",
                                 "notVisited : Done never entered | entered once",
                                 "calls.Charge.count : 2 | 1",
                                 "calls.Charge.arguments[0] /id: a string | 1",
                                 "calls.Charge.arguments[1] : an object | nothing",
                                 "retries.Charge : 1 | 0",
                                 "caught.Charge : \"E\" | nothing",
                                 "states.Init.output /n: 4 | 3",
                                 "duration : PT1S | PT0S",
                             });
  CHECK(ran.result.cases[0].outcome == Outcome::Failed);
  CHECK_FALSE(ran.result.passed());
  REQUIRE(ran.result.cases[0].transitions.size() == 4);
  CHECK(ran.result.cases[0].transitions[1].state == "Charge");
  CHECK(ran.result.cases[0].path.size() == 5);
}

TEST_CASE("a difference stands at the expectation in the suite file") {
  const Ran ran(
      R"([{"name": "n", "input": {"id": 1}, "mocks": {"states": {"Charge": {"return": {"total": 5}}}}, "expect": {"output": {"id": 777}}}])");
  REQUIRE(ran.result.cases[0].differences.size() == 1);
  CHECK(ran.result.source->text(ran.result.cases[0].differences[0].span) == "777");
}

TEST_CASE("without status, error and cause a case expects success") {
  const std::string machine_fails = R"([{"name": "n", "input": {}, "mocks": {"states": {"Charge": {"return": 1}}}%}])";
  const auto with = [&](const std::string& expect) { return Ran(std::string(machine_fails).replace(machine_fails.find('%'), 1, expect)); };
  CHECK(with("").differences() == std::vector<std::string>{"status : SUCCEEDED | FAILED"});
  CHECK(with(R"(, "expect": {"error": "States.Runtime"})").differences().empty());
}

TEST_CASE("a case without a mock for a call is an error that names the call") {
  const Ran ran(R"([{"name": "n", "input": {"id": 1}}])");
  CHECK(ran.result.cases[0].outcome == Outcome::Error);
  CHECK(ran.result.cases[0].message.find("call 0 of state \"Charge\"") != std::string::npos);
  Results results;
  results.suites.push_back(ran.result);
  CHECK(results.exit_code() == 2);
}

TEST_CASE("a case's mocks are laid over the base, which may be a file") {
  MemoryFiles files;
  files.texts["t/orders.asl.json"] = kOrders;
  files.texts["t/base.mocks.json"] = R"({"states": {"Charge": {"return": {"total": 500, "items": [1, 2]}}, "Pack": {"echo": true}}})";
  files.texts["t/o.sfntest.json"] = R"({"version": 1, "definition": "orders.asl.json", "mocks": "base.mocks.json", "cases": [
    {"name": "large", "input": {"id": 1}, "expect": {"output": {"shipped": [1, 2]}, "calls": {"Pack": 2}}},
    {"name": "small", "input": {"id": 1}, "mocks": {"states": {"Charge": {"return": {"total": 5}}}}, "expect": {"notVisited": ["Pack"]}}]})";
  const SuiteResult result = run_suite("t/o.sfntest.json", files, {});
  CHECK(result.passed());
  CHECK(result.cases.size() == 2);
  CHECK(result.other_files.empty());
}

TEST_CASE("a response that no case uses is a warning in the file that holds it") {
  MemoryFiles files;
  files.texts["orders.asl.json"] = kOrders;
  files.texts["base.json"] = R"({"states": {"Charge": {"return": {"total": 5}}, "Pack": {"echo": true}}})";
  files.texts["o.json"] = R"({"definition": "orders.asl.json", "mocks": "base.json", "cases": [{"name": "a", "input": {"id": 1}}]})";
  const SuiteResult result = run_suite("o.json", files, {});
  CHECK(result.passed());
  REQUIRE(result.other_files.size() == 1);
  CHECK(result.other_files[0].path == "base.json");
  CHECK(result.other_files[0].findings.list()[0].pointer == "/states/Pack");
}

TEST_CASE("a MockConfigFile is a base like any other, its test case told behind the path") {
  MemoryFiles files;
  files.texts["t/orders.asl.json"] = kOrders;
  files.texts["t/MockConfigFile.json"] = R"({
    "StateMachines": {"orders": {"TestCases": {"Small": {"Charge": "small"}, "Declined": {"Charge": "declined"}}}, "other": {"TestCases": {}}},
    "MockedResponses": {"small": {"0": {"Return": {"total": 5}}}, "declined": {"0-2": {"Throw": {"Error": "Declined"}}}}})";
  files.texts["t/o.sfntest.json"] = R"({"definition": "orders.asl.json", "mocks": "MockConfigFile.json#Small", "cases": [
    {"name": "small", "input": {"id": 1}, "expect": {"calls": {"Charge": 1}, "path": ["Init", "Charge", "Large?", "Done"]}},
    {"name": "declined", "input": {"id": 1}, "mocks": "MockConfigFile.json#Declined", "expect": {"calls": {"Charge": 3}, "visited": ["Refund"]}},
    {"name": "laid over", "input": {"id": 1}, "mocks": {"states": {"Charge": {"throw": {"error": "Declined"}}}}, "expect": {"visited": ["Refund"]}}]})";
  const SuiteResult result = run_suite("t/o.sfntest.json", files, {});
  for (const diag::Finding& finding : result.findings.list()) FAIL_CHECK(finding.message);
  for (const CaseResult& test : result.cases) {
    CAPTURE(test.name);
    CAPTURE(test.message);
    CHECK(test.outcome == Outcome::Passed);
  }
  CHECK(result.cases.size() == 3);
  CHECK(result.other_files.empty());
}

TEST_CASE("a MockConfigFile whose case cannot be told is refused with the cases that there are") {
  const auto finding = [](const std::string& mocks) {
    MemoryFiles files;
    files.texts["orders.asl.json"] = kOrders;
    files.texts["native.json"] = "{}";
    files.texts["config.json"] = R"({"StateMachines": {"m": {"TestCases": {"A": {}, "B": {}}}}, "MockedResponses": {}})";
    files.texts["o.json"] = R"({"definition": "orders.asl.json", "mocks": ")" + mocks + R"(", "cases": []})";
    const SuiteResult result = run_suite("o.json", files, {});
    CHECK_FALSE(result.passed());
    REQUIRE(!result.findings.empty());
    if (result.other_files.empty()) return result.findings.list()[0].message;
    const diag::Finding& found = result.other_files[0].findings.list()[0];
    return found.message + " / " + found.help;
  };
  CHECK(finding("config.json") == "there are 2 test cases: choose one with config.json#CASE / known: A, B");
  CHECK(finding("config.json#C") == "there is no test case of \"m\" \"C\" / known: A, B");
  CHECK(finding("native.json#C") == "native.json is no MockConfigFile: it has no case \"C\"");
}

TEST_CASE("a filter chooses by the name's text; skipped cases say why") {
  RunnerOptions options;
  options.filter = "two";
  const Ran ran(R"([{"name": "one", "input": {}}, {"name": "two", "skip": "later"}])", "", options);
  REQUIRE(ran.result.cases.size() == 1);
  CHECK(ran.result.cases[0].outcome == Outcome::Skipped);
  CHECK(ran.result.cases[0].message == "later");
  CHECK(ran.result.passed());
}

TEST_CASE("a snapshot is written with update, compared afterwards, and its absence is a failure") {
  const std::string suite =
      R"([{"name": "n", "snapshot": true, "input": {"id": 1}, "mocks": {"states": {"Charge": {"return": {"total": 5}}}}}])";
  const Ran first(suite);
  CHECK(first.differences() == std::vector<std::string>{"snapshot : a stored snapshot (write it with --update) | nothing"});
  RunnerOptions update;
  update.update = true;
  const Ran second(suite, "", update);
  REQUIRE(second.result.snapshot_text);
  CHECK(second.result.snapshot_path == "orders.sfntest.snap.json");
  CHECK(second.result.cases[0].snapshot_written);
  MemoryFiles files;
  files.texts = second.texts;
  files.texts[second.result.snapshot_path] = *second.result.snapshot_text;
  CHECK(run_suite("orders.sfntest.json", files, {}).passed());
  CHECK_FALSE(run_suite("orders.sfntest.json", files, update).snapshot_text);
  std::string& text = files.texts[second.result.snapshot_path];
  text.replace(text.find("\"total\": 5"), 10, "\"total\": 6");
  const SuiteResult changed = run_suite("orders.sfntest.json", files, {});
  REQUIRE(changed.cases[0].differences.size() == 1);
  CHECK(changed.cases[0].differences[0].pointer == "/output/charge/total");
}

TEST_CASE("threads give the same results in the same order as one") {
  std::string cases = "[";
  for (int i = 0; i < 64; ++i) {
    cases += (i == 0 ? "" : ",") + std::string(R"({"name": "case )") + std::to_string(i) + R"(", "input": {"id": )" + std::to_string(i) +
             R"(}, "mocks": {"states": {"Charge": {"return": {"total": 5}}}}, "expect": {"output": {"id": )" + std::to_string(i % 63) +
             "}}}";
  }
  RunnerOptions four;
  four.jobs = 4;
  const Ran one(cases + "]");
  const Ran many(cases + "]", "", four);
  REQUIRE(many.result.cases.size() == 64);
  for (size_t i = 0; i < 64; ++i) {
    CHECK(many.result.cases[i].name == one.result.cases[i].name);
    CHECK(many.result.cases[i].outcome == one.result.cases[i].outcome);
  }
  CHECK(many.result.count(Outcome::Failed) == 1);
  CHECK(to_lcov({*many.result.coverage}) == to_lcov({*one.result.coverage}));
}

TEST_CASE("what is wrong with a suite is found before anything runs") {
  struct Row {
    const char* suite;
    const char* finding;
  };
  const Row rows[] = {
      {R"([])", "suite-shape : a test suite is an object, not an array"},
      {R"({"cases": []})", "suite-shape : a test suite needs a \"definition\""},
      {R"({"definition": "none.json", "cases": []})", "mock-file /definition: there is no file none.json"},
      {R"({"definition": "orders.asl.json"})", "suite-shape : a test suite needs \"cases\""},
      {R"({"definition": "orders.asl.json", "case": [], "cases": []})", "suite-unknown-key /case: a test suite has no member \"case\""},
      {R"({"definition": "orders.asl.json", "cases": [{}]})", "suite-shape /cases/0: a case needs a \"name\""},
      {R"({"definition": "orders.asl.json", "cases": [{"name": "a"}, {"name": "a"}]})",
       "suite-duplicate-name /cases/1/name: another case is named \"a\""},
      {R"({"definition": "orders.asl.json", "cases": [{"name": "a", "expect": {"visited": ["Shipp"]}}]})",
       "suite-unknown-state /cases/0/expect/visited/0: the definition has no state \"Shipp\""},
      {R"({"definition": "orders.asl.json", "cases": [{"name": "a", "expect": {"path": ["Pack"]}}]})",
       "suite-contradiction /cases/0/expect/path/0: \"Pack\" is inside a Map or Parallel: \"path\" lists the machine's own states"},
      {R"({"definition": "orders.asl.json", "cases": [{"name": "a", "expect": {"visited": ["Ship"], "notVisited": ["Ship"]}}]})",
       "suite-contradiction /cases/0/expect/notVisited/0: \"Ship\" is expected to be visited and not to be"},
      {R"({"definition": "orders.asl.json", "cases": [{"name": "a", "expect": {"status": "SUCCEDED"}}]})",
       "suite-shape /cases/0/expect/status: \"status\" is one of SUCCEEDED, FAILED, TIMED_OUT, ABORTED"},
      {R"({"definition": "orders.asl.json", "cases": [{"name": "a", "expect": {"output": {"$regx": "a"}}}]})",
       "suite-matcher /cases/0/expect/output/$regx: there is no matcher \"$regx\""},
      {R"({"definition": "orders.asl.json", "cases": [], "coverage": {"states": 101}})",
       "suite-shape /coverage/states: a threshold is a percentage from 0 to 100"},
      {R"({"definition": "orders.asl.json", "cases": [{"name": "a", "mocks": {"states": {"Chrge": {"return": 1}}}}]})",
       "mock-unknown-state /cases/0/mocks/states/Chrge: the definition has no state \"Chrge\""},
      {R"({"definition": "orders.asl.json", "cases": [{"name": "a", "from": "Pack"}]})",
       "suite-unknown-state /cases/0/from: the machine has no state \"Pack\""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.suite);
    MemoryFiles files;
    files.texts["orders.asl.json"] = kOrders;
    files.texts["o.json"] = row.suite;
    const SuiteResult result = run_suite("o.json", files, {});
    REQUIRE(result.findings.list().size() == 1);
    const diag::Finding& f = result.findings.list()[0];
    CHECK(std::string(f.rule) + " " + f.pointer + ": " + f.message == row.finding);
    CHECK(result.cases.empty());
  }
}

TEST_CASE("thresholds that are not reached fail the suite") {
  const Ran ran(kDeclined, R"(, "coverage": {"states": 100, "retriers": 100, "catchers": 100})");
  REQUIRE(ran.result.shortfalls.size() == 1);
  CHECK(ran.result.shortfalls[0].category == Category::States);
  CHECK(ran.result.shortfalls[0].percent == doctest::Approx(400.0 / 7));
  Results results;
  results.suites.push_back(ran.result);
  CHECK(results.exit_code() == 1);
}

}  // namespace
}  // namespace sfn::suite

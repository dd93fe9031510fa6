#include "mocks/mock_file.h"

#include "mock_fixture.h"

namespace sfn::mocks {
namespace {

std::vector<std::string> check(const std::string& mocks, bool allow_outside = false) {
  diag::Findings findings;
  const auto program = program_of(kMachine);
  read_mock_file(document_of(mocks), 0, {program.get(), "folder", allow_outside}, findings);
  return lines_of(findings);
}

TEST_CASE("a complete mock file has no finding") {
  CHECK(check(R"({"$schema": "x", "version": 1,
    "states": {"Charge": {"payload": {"ok": true}, "comment": "c"}, "Work": [{"iteration": [0], "attempt": "0-1", "call": 3, "echo": true}],
               "Wait for it": {"submitted": {}, "return": 1, "duration": 1.5, "heartbeats": [0.5, "PT1S"]}},
    "resources": {"*": {"return": false}}, "defaults": {"unmocked": null, "exhausted": "repeat-last", "duration": "PT1S"},
    "objects": {"s3://b/k": {"json": [1]}, "s3://b/t": {"text": ""}, "s3://b/f": {"file": "sub/items.csv"}},
    "executions": {"arn:*": {"definition": "child.asl.json", "mocks": "child.mocks.json"}}, "context": {"Execution": {"Name": "n"}}})")
            .empty());
}

TEST_CASE("each fault is found at its place") {
  struct Row {
    const char* mocks;
    const char* finding;
  };
  const Row rows[] = {
      {R"([])", "mock-shape : a mock file is an object, not an array"},
      {R"({"version": 2})", "mock-version /version: the only version of mock files is 1"},
      {R"({"state": {}})", "mock-unknown-key /state: a mock file has no member \"state\""},
      {R"({"states": {"Chrage": {"return": 1}}})", "mock-unknown-state /states/Chrage: the definition has no state \"Chrage\""},
      {R"({"states": {"Done": {"return": 1}}})",
       "mock-not-a-task /states/Done: \"Done\" is a Succeed state: only Task states call anything"},
      {R"({"states": {"Charge": 1}})", "mock-shape /states/Charge: responses are an object or an array of objects, not a number"},
      {R"({"states": {"Charge": {"compute": "{% $argument.x %}"}}})",
       "mock-expression /states/Charge/compute: calls have no variable $argument"},
      {R"({"states": {"Charge": {"when": "{% $states.input.a = 1 %}", "return": 1}}})",
       "mock-expression /states/Charge/when: calls have no variable $states"},
      {R"({"states": {"Charge": {"when": {"a": ["{% $ > $cal %}"]}, "return": 1}}})",
       "mock-expression /states/Charge/when/a/0: calls have no variable $cal"},
      {R"({"states": {"Charge": {}}})", "mock-outcome /states/Charge: a response needs an outcome"},
      {R"({"states": {"Charge": {"return": 1, "echo": true}}})",
       "mock-outcome /states/Charge/echo: a response has one outcome: \"return\" or \"echo\""},
      {R"({"states": {"Charge": {"retrun": 1, "echo": true}}})",
       "mock-unknown-key /states/Charge/retrun: a response has no member \"retrun\""},
      {R"({"states": {"Charge": {"echo": false}}})", "mock-shape /states/Charge/echo: \"echo\" is true or absent, not false"},
      {R"({"states": {"Charge": {"throw": "E"}}})", "mock-shape /states/Charge/throw: \"throw\" is an object, not a string"},
      {R"({"states": {"Charge": {"throw": {"Error": "E"}}}})",
       "mock-unknown-key /states/Charge/throw/Error: \"throw\" has no member \"Error\""},
      {R"({"states": {"Charge": {"return": 1, "times": 0}}})",
       "mock-value /states/Charge/times: \"times\" is a whole number of at least 1, not 0"},
      {R"({"states": {"Charge": {"return": 1, "times": "ever"}}})",
       "mock-value /states/Charge/times: \"times\" is a whole number of at least 1 or \"always\""},
      {R"({"states": {"Charge": {"return": 1, "call": "2-1"}}})",
       "mock-value /states/Charge/call: \"call\" is a number from 0 or a range such as \"1-2\""},
      {R"({"states": {"Charge": {"return": 1, "attempt": -1}}})",
       "mock-value /states/Charge/attempt: \"attempt\" is a whole number of at least 0, not -1"},
      {R"({"states": {"Work": {"return": 1, "iteration": []}}})",
       "mock-value /states/Work/iteration: a list of iterations has at least one index"},
      {R"({"states": {"Work": {"return": 1, "iteration": 1.5}}})",
       "mock-value /states/Work/iteration: \"iteration\" is a whole number of at least 0, not 1.5"},
      {R"({"states": {"Charge": {"return": 1, "iteration": 1}}})",
       "mock-never-matches /states/Charge/iteration: \"Charge\" is not inside a Map: its calls have no iteration"},
      {R"({"states": {"Charge": {"return": 1, "duration": "1h"}}})",
       "mock-value /states/Charge/duration: a duration is seconds (at most a century) or ISO 8601, such as 1.5 or \"PT1M30S\""},
      {R"({"states": {"Wait for it": {"return": 1, "heartbeats": [2, 1]}}})",
       "mock-value /states/Wait for it/heartbeats/1: heartbeats are offsets from the start of the call and ascend"},
      {R"({"states": {"Charge": {"return": 1, "submitted": {}}}})",
       "mock-ignored-member /states/Charge/submitted: \"submitted\" has no effect: the state does not wait for a job or a callback"},
      {R"({"states": {"Work": {"payload": 1}}})",
       "mock-payload /states/Work/payload: the state does not call lambda:invoke but arn:aws:states:::sns:publish"},
      {R"({"states": {"Work": {"timeout": true}}})",
       "mock-timeout-without-limit /states/Work/timeout: the state has neither TimeoutSeconds nor HeartbeatSeconds: it would wait for "
       "ever"},
      {R"({"states": {"Work": {"compute": "1"}}})", "mock-expression /states/Work/compute: \"compute\" is a JSONata expression in {% %}"},
      {R"({"states": {"Work": [{"return": 1, "times": "always"}, {"return": 2}]}})",
       "mock-never-matches /states/Work/1: this response is never reached: the one before it answers every call"},
      {R"({"states": {"Work": {"return": 1}, "Work": {"return": 2}}})",
       "mock-duplicate-key /states/Work: \"Work\" is written twice; only the last one counts"},
      {R"({"defaults": {"unmocked": "nul"}})", "mock-value /defaults/unmocked: \"unmocked\" is one of fail, echo, null"},
      {R"({"objects": {"s3://bucket": {"text": ""}}})", "mock-value /objects/s3:~1~1bucket: \"s3://bucket\" is not s3://bucket/key"},
      {R"({"objects": {"s3://b/k": {"text": "", "json": 1}}})",
       "mock-shape /objects/s3:~1~1b~1k: an object's content is exactly one of \"json\", \"text\", \"file\""},
      {R"({"objects": {"s3://b/k": {"file": "../x.csv"}}})",
       "mock-file /objects/s3:~1~1b~1k/file: \"../x.csv\" lies outside of the folder of this file"},
      {R"({"objects": {"s3://b/k": {"file": "/etc/passwd"}}})",
       "mock-file /objects/s3:~1~1b~1k/file: \"/etc/passwd\" lies outside of the folder of this file"},
      {R"({"executions": {"arn:*": {}}})", "mock-shape /executions/arn:*: an execution needs a \"definition\""},
      {R"({"context": {"Exection": {}}})", "mock-unknown-key /context/Exection: the context object has no member \"Exection\""},
  };
  for (const Row& row : rows) {
    CAPTURE(row.mocks);
    CHECK(check(row.mocks) == std::vector<std::string>{row.finding});
  }
}

TEST_CASE("a finding suggests what was meant, and its span is the word") {
  diag::Findings findings;
  const auto program = program_of(kMachine);
  const std::string text = R"({"states": {"Chrage": {"return": 1}}})";
  read_mock_file(document_of(text), 0, {program.get(), "", false}, findings);
  REQUIRE(findings.list().size() == 1);
  CHECK(findings.list()[0].suggestion == "Charge");
  CHECK(text.substr(findings.list()[0].span.begin, findings.list()[0].span.size()) == "\"Chrage\"");
}

TEST_CASE("a JSONata error is marked at its place inside the string") {
  diag::Findings findings;
  const std::string text = R"({"states": {"Work": {"compute": "{% 1 + %}"}}})";
  read_mock_file(document_of(text), 0, {}, findings);
  REQUIRE(findings.list().size() == 1);
  const text::Span whole{static_cast<uint32_t>(text.find("\"{%")), static_cast<uint32_t>(text.find("%}\"") + 3)};
  CHECK(findings.list()[0].span.begin > whole.begin);
  CHECK(findings.list()[0].span.end < whole.end);
}

TEST_CASE("files outside of the folder are read where that is allowed") {
  CHECK(check(R"({"objects": {"s3://b/k": {"file": "../x.csv"}}})", true).empty());
}

TEST_CASE("a case's mocks laid over the base replace states, globs and objects by name, and merge defaults and context") {
  diag::Findings findings;
  const auto read = [&](const std::string& text) { return read_mock_file(document_of(text), 0, {}, findings); };
  const MockFile base = read(R"({"states": {"A": {"return": 1}, "B": {"return": 2}}, "resources": {"x*": {"return": 1}, "*": {"return": 0}},
                                 "defaults": {"unmocked": "echo", "duration": 1}, "context": {"Execution": {"Name": "base", "Id": "i"}}})");
  const MockFile file = laid_over(base, read(R"({"states": {"B": [{"return": 3}], "C": {"echo": true}}, "resources": {"*": {"return": 9}},
                                                 "defaults": {"duration": 2}, "context": {"Execution": {"Name": "case"}}})"));
  REQUIRE(file.states.size() == 3);
  CHECK(file.states[1].name == "B");
  CHECK(std::get<Return>(file.states[1].responses[0].outcome).value.as_int() == 3);
  REQUIRE(file.resources.size() == 2);
  CHECK(file.resources[0].name == "*");
  CHECK(*file.defaults.unmocked == Unmocked::Echo);
  CHECK(*file.defaults.duration == 2000);
  CHECK(json::to_json(file.context) == R"({"Execution":{"Name":"case","Id":"i"}})");
  CHECK(findings.empty());
}

}  // namespace
}  // namespace sfn::mocks

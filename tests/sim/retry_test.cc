#include "sim/machine.h"

using namespace sfn;
using namespace sfn::test;

namespace {

struct Run {
  sim::ExecutionResult result;
  std::string events;
  sim::Duration took;
};

Run run(const std::string& text, const Script& script) {
  const World world;
  Recorder recorder;
  Run done{sim::run(*machine(text), with_input("{}"), script, world, &recorder), {}, 0};
  done.events = recorder.lines[0];
  done.took = done.result.stop - done.result.start;
  return done;
}

std::string task(const std::string& more) {
  return one_state(R"({"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","Next":"N")" + more + "}");
}

}  // namespace

TEST_CASE("a retrier waits IntervalSeconds, then BackoffRate times as long, on the virtual clock") {
  Script script;
  script.add("S", {throws("E"), throws("E"), throws("E"), returns("1")});
  const Run done = run(task(R"(,"Retry":[{"ErrorEquals":["E"],"IntervalSeconds":2,"BackoffRate":3,"MaxAttempts":3}])"), script);
  CHECK(done.result.status == sim::Status::Succeeded);
  CHECK(done.took == 2'000 + 6'000 + 18'000);
  CHECK(done.result.counts.retries == 3);
}

TEST_CASE("MaxDelaySeconds is the longest delay") {
  Script script;
  script.add("S", {throws("E"), throws("E"), throws("E"), returns("1")});
  const Run done = run(task(R"(,"Retry":[{"ErrorEquals":["E"],"IntervalSeconds":2,"BackoffRate":3,"MaxDelaySeconds":5}])"), script);
  CHECK(done.took == 2'000 + 5'000 + 5'000);
}

TEST_CASE("full jitter stays below the delay, depends on the seed, and on nothing else") {
  Script script;
  script.add("S", {throws("E"), returns("1")});
  const std::string text = task(R"(,"Retry":[{"ErrorEquals":["E"],"IntervalSeconds":100,"JitterStrategy":"FULL"}])");
  const sim::Duration first = run(text, script).took;
  CHECK(first <= 100'000);
  CHECK(run(text, script).took == first);
  const World world;
  sim::RunOptions other = with_input("{}");
  other.seed = 2;
  const sim::ExecutionResult result = sim::run(*machine(text), other, script, world);
  CHECK(result.stop - result.start != first);
}

TEST_CASE("a retrier that is used up does not hand over to a later one, but to the catchers") {
  Script script;
  script.add("S", {throws("E")});
  const Run done = run(task(R"(,"Retry":[{"ErrorEquals":["E"],"MaxAttempts":1},{"ErrorEquals":["States.ALL"],"MaxAttempts":9}],
                                "Catch":[{"ErrorEquals":["E"],"Next":"C"}])"),
                       script);
  CHECK(output_of(done.result) == R"({"Error":"E","Cause":"because"})");
  CHECK(done.result.counts.calls == 2);
  CHECK(done.events ==
        "1<0 ExecutionStarted 2<0 TaskStateEntered 3<2 LambdaFunctionScheduled 4<3 LambdaFunctionStarted 5<4 LambdaFunctionFailed "
        "6<5 LambdaFunctionScheduled 7<6 LambdaFunctionStarted 8<7 LambdaFunctionFailed 9<8 TaskStateExited 10<9 PassStateEntered "
        "11<10 PassStateExited 12<11 ExecutionSucceeded");
}

TEST_CASE("error names are case-sensitive, and a misspelt States.ALL matches nothing") {
  Script script;
  script.add("S", {throws("E")});
  const Run done = run(task(R"(,"Catch":[{"ErrorEquals":["e","State.ALL"],"Next":"C"}])"), script);
  CHECK(output_of(done.result) == "FAILED E: because");
}

TEST_CASE("TimeoutSeconds ends a task that takes longer; at the same moment the answer wins") {
  struct Case {
    sim::Duration takes;
    const char* output;
    sim::Duration took;
  };
  for (const Case& c : {Case{5'000, "1", 5'000}, Case{5'001, "FAILED States.Timeout: ", 5'000}}) {
    Script script;
    script.add("S", {returns("1", c.takes)});
    const Run done = run(task(R"(,"TimeoutSeconds":5)"), script);
    CHECK(output_of(done.result) == c.output);
    CHECK(done.took == c.took);
  }
}

TEST_CASE("a heartbeat that stays out longer than HeartbeatSeconds is States.Timeout, and answers to States.HeartbeatTimeout") {
  struct Case {
    std::vector<sim::Duration> beats;
    sim::Duration takes;
    const char* output;
    sim::Duration took;
  };
  const Case cases[] = {
      {{}, 3'000, "1", 3'000},
      {{}, 3'001, R"({"Error":"States.Timeout","Cause":""})", 3'000},
      {{3'000, 6'000}, 9'000, "1", 9'000},
      {{1'000}, 9'000, R"({"Error":"States.Timeout","Cause":""})", 4'000},
      {{1'000, 4'001}, 5'000, R"({"Error":"States.Timeout","Cause":""})", 4'000},
  };
  for (const Case& c : cases) {
    Script script;
    sim::Plan plan = returns("1", c.takes);
    plan.heartbeats = c.beats;
    script.add("S", {plan});
    const Run done = run(task(R"(,"HeartbeatSeconds":3,"Catch":[{"ErrorEquals":["States.HeartbeatTimeout"],"Next":"C"}])"), script);
    CHECK(output_of(done.result) == c.output);
    CHECK(done.took == c.took);
  }
}

TEST_CASE("a task that never answers and has no time-out is a mistake of the mocks, not an ASL error") {
  Script script;
  script.add("S", {never()});
  const World world;
  CHECK_THROWS_AS(sim::run(*machine(task(R"(,"Catch":[{"ErrorEquals":["States.ALL"],"Next":"C"}])")), {}, script, world), sim::NoAnswer);
}

TEST_CASE("Parameters are computed anew for each attempt, with State.RetryCount") {
  Script script;
  script.add("S", {throws("E"), throws("E"), returns("1")});
  run(task(R"(,"Parameters":{"n.$":"$$.State.RetryCount"},"Retry":[{"ErrorEquals":["States.ALL"]}])"), script);
  CHECK(script.arguments == std::vector<std::string>{R"({"n":0})", R"({"n":1})", R"({"n":2})"});
}

TEST_CASE("a result above 262,144 bytes fails the task with States.DataLimitExceeded, which States.ALL catches") {
  for (const size_t size : {size_t{262'142}, size_t{262'143}}) {
    Script script;
    sim::Plan plan;
    plan.outcome = sim::Datum{json::Value::string(std::string(size, 'x')), nullptr};
    script.add("S", {plan});
    const Run done = run(task(R"(,"OutputPath":null,"Catch":[{"ErrorEquals":["States.ALL"],"Next":"C"}])"), script);
    CHECK(
        output_of(done.result) ==
        (size == 262'142
             ? "{}"
             : R"({"Error":"States.DataLimitExceeded","Cause":"The state/task 'arn:aws:lambda:us-east-1:123456789012:function:f' returned a result with a size exceeding the maximum number of bytes service limit."})"));
  }
}

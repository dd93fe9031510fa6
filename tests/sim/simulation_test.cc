#include "sim/machine.h"

using namespace sfn;
using namespace sfn::test;

namespace {

std::string approval(const std::string& more = "") {
  return R"({"StartAt":"Ask","States":{"Ask":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters":{"QueueUrl":"q","MessageBody":{"t.$":"$$.Task.Token"}})" +
         more + R"(,"Catch":[{"ErrorEquals":["States.ALL"],"Next":"No"}],"Next":"Yes"},
      "Yes":{"Type":"Succeed"},"No":{"Type":"Pass","End":true}}})";
}

sim::Arrival answer(sim::Outcome outcome) {
  sim::Arrival arrival;
  arrival.outcome = std::move(outcome);
  return arrival;
}

}  // namespace

TEST_CASE("a pending task waits for deliver()") {
  Script script;
  script.add("Ask", {pending()});
  const World world;
  Recorder recorder;
  const auto program = machine(approval());
  sim::Simulation simulation(*program, with_input("{}"), script, world, &recorder);
  CHECK(simulation.run_until() == sim::Stop::NeedsDelivery);
  CHECK_FALSE(simulation.finished());
  const auto calls = simulation.pending();
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].state->name == "Ask");
  CHECK(simulation.deliver(calls[0], answer(datum("7")), simulation.now() + 5'000));
  CHECK_FALSE(simulation.deliver(calls[0], answer(datum("8")), simulation.now()));
  CHECK(simulation.run_until() == sim::Stop::Finished);
  CHECK(output_of(simulation.result()) == "7");
  CHECK(simulation.result().stop - simulation.result().start == 5'000);
  CHECK(
      recorder.lines[0] ==
      "1<0 ExecutionStarted 2<0 TaskStateEntered 3<2 TaskScheduled 4<3 TaskStarted 5<4 TaskSubmitted 6<5 TaskSucceeded 7<6 TaskStateExited "
      "8<7 SucceedStateEntered 9<8 SucceedStateExited 10<9 ExecutionSucceeded");
}

TEST_CASE("a copy of a running simulation goes on by itself") {
  Script script;
  script.add("Ask", {pending()});
  const World world;
  const auto program = machine(approval());
  sim::Simulation first(*program, with_input("{}"), script, world);
  first.run_until();
  sim::Simulation second = first;
  const auto call = first.pending().at(0);
  CHECK(first.deliver(call, answer(datum("1")), first.now()));
  CHECK(second.deliver(call, answer(sim::ErrorOutput{"Refused", {}}), second.now() + 1));
  first.run_until();
  second.run_until();
  CHECK(output_of(first.result()) == "1");
  CHECK(output_of(second.result()) == R"({"Error":"Refused","Cause":null})");
  CHECK(first.counters()[0] == 1);
}

TEST_CASE("next_due is the time-out of a pending task, and a heartbeat moves it") {
  Script script;
  script.add("Ask", {pending()});
  const World world;
  const auto program = machine(approval(R"(,"HeartbeatSeconds":10)"));
  sim::Simulation simulation(*program, with_input("{}"), script, world);
  CHECK(simulation.run_until(simulation.now()) == sim::Stop::Horizon);
  const sim::Time start = simulation.now();
  CHECK(simulation.next_due() == start + 10'000);
  sim::Arrival beat;
  beat.kind = sim::Arrival::Kind::Heartbeat;
  CHECK(simulation.deliver(simulation.pending().at(0), beat, start + 4'000));
  CHECK(simulation.next_due() == start + 14'000);
  CHECK(simulation.run_until(start + 13'999) == sim::Stop::Horizon);
  CHECK(simulation.run_until(start + 14'000) == sim::Stop::Finished);
  CHECK(output_of(simulation.result()) == R"({"Error":"States.Timeout","Cause":""})");
}

TEST_CASE("abort ends the execution as StopExecution does") {
  Script script;
  script.add("Ask", {pending()});
  const World world;
  Recorder recorder;
  const auto program = machine(approval());
  sim::Simulation simulation(*program, with_input("{}"), script, world, &recorder);
  simulation.run_until();
  simulation.abort("Stop", "enough");
  CHECK(simulation.finished());
  CHECK_FALSE(simulation.next_due());
  CHECK(simulation.result().status == sim::Status::Aborted);
  CHECK(recorder.lines[0].ends_with("6<0 ExecutionAborted"));
  simulation.abort();
  CHECK(simulation.result().error == "Stop");
}

TEST_CASE("TimeoutSeconds of the machine ends it as TIMED_OUT, without an error, when more time has passed") {
  for (const int seconds : {5, 6}) {
    const std::string text =
        R"({"TimeoutSeconds":5,"StartAt":"W","States":{"W":{"Type":"Wait","Seconds":)" + std::to_string(seconds) + R"(,"End":true}}})";
    const Script script;
    const World world;
    const sim::ExecutionResult result = sim::run(*machine(text), with_input("{}"), script, world);
    CHECK(result.status == (seconds == 5 ? sim::Status::Succeeded : sim::Status::TimedOut));
    CHECK(result.stop - result.start == 5'000);
    CHECK_FALSE(result.error);
  }
}

TEST_CASE("the 25,000th event of a STANDARD execution is its failure; EXPRESS is stopped by a limit of our own") {
  const std::string loop = R"({"StartAt":"A","States":{"A":{"Type":"Pass","Next":"A"}}})";
  const Script script;
  const World world;
  const sim::ExecutionResult result = sim::run(*machine(loop), with_input("{}"), script, world);
  CHECK(output_of(result) == "FAILED States.Runtime: The execution reached the maximum number of history events (25000).");
  CHECK(result.counts.events == 25'000);
  sim::RunOptions express = with_input("{}");
  express.express = true;
  CHECK_THROWS_AS(sim::run(*machine(loop), express, script, world), sim::LimitReached);
}

TEST_CASE("a run may start at one state and end behind another") {
  const std::string text = R"({"StartAt":"A","States":{"A":{"Type":"Fail"},"B":{"Type":"Pass","Result":1,"Next":"C"},
      "C":{"Type":"Pass","Result":2,"Next":"D"},"D":{"Type":"Fail"}}})";
  const Script script;
  const World world;
  sim::RunOptions options = with_input("{}");
  options.from_state = "B";
  options.to_state = "C";
  const auto program = machine(text);
  const sim::ExecutionResult result = sim::run(*program, options, script, world);
  CHECK(output_of(result) == "2");
  REQUIRE(result.stopped_after != nullptr);
  CHECK(result.stopped_after->name == "C");
  options.from_state = "X";
  CHECK_THROWS_AS(sim::run(*program, options, script, world), std::invalid_argument);
}

TEST_CASE("what is not touched keeps its text; what is computed is compact") {
  const Script script;
  const World world;
  Recorder recorder;
  sim::RunOptions options;
  const std::string text = "{ \"a\" : 1.0 }";
  options.input = {value(text), std::make_shared<const std::string>(text)};
  sim::run(*machine(R"({"StartAt":"A","States":{"A":{"Type":"Pass","Next":"B"},"B":{"Type":"Pass","InputPath":"$.a","End":true}}})"),
           options, script, world, &recorder);
  CHECK(recorder.json[0][3].find(R"("input":"{ \"a\" : 1.0 }")") != std::string::npos);
  CHECK(recorder.json[0][4].find(R"("output":"1.0")") != std::string::npos);
}

TEST_CASE("data that grows one level a turn ends with an ASL failure, not with a crash") {
  const std::string got = outcome(R"({"StartAt":"A","States":{"A":{"Type":"Pass","Parameters":{"x.$":"$"},"Next":"A"}}})");
  CHECK(got.starts_with("FAILED States.Runtime: "));
  CHECK(got.find("1000 levels") != std::string::npos);
}

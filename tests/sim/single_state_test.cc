#include "sim/machine.h"

using namespace sfn;
using namespace sfn::test;
using Kind = sim::StateAnswer::Kind;

namespace {

struct Answer {
  std::shared_ptr<const asl::Program> program;
  sim::StateAnswer answer;
};

Answer ask(const std::string& state, sim::StateRequest request, sim::Probe* probe = nullptr) {
  auto program = machine(one_state(state));
  sim::StateAnswer answer = sim::run_state(*program, *program->find("S"), std::move(request), probe);
  return {program, std::move(answer)};
}

sim::StateRequest with(std::string_view input) {
  sim::StateRequest request;
  request.input = datum(input);
  return request;
}

class Stages final : public sim::Probe {
 public:
  Stages() : Probe(kData | kRules | kRetries) {}
  void data(const sim::Place&, sim::Stage stage, const sim::Datum& datum) override {
    text += std::string(name_of(stage)) + "=" + sim::text_of(datum) + " ";
  }
  void rule(const sim::Place&, size_t index, bool matched) override { text += "rule" + std::to_string(index) + (matched ? "+ " : "- "); }
  void retry(const sim::Place&, const sim::RetryNotice& notice) override {
    text += "retrier" + std::to_string(notice.retrier) + ":" + std::to_string(static_cast<int>(notice.verdict)) + " ";
  }
  std::string text;
};

constexpr const char* kTask = R"({"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","InputPath":"$.in","Parameters":{"p.$":"$.a"},
  "ResultSelector":{"r.$":"$.Payload"},"ResultPath":"$.res","OutputPath":"$.res.r",
  "Retry":[{"ErrorEquals":["MockException"],"IntervalSeconds":1,"MaxAttempts":5,"BackoffRate":2}],
  "Catch":[{"ErrorEquals":["Other"],"Next":"C","ResultPath":"$.e"}],"Next":"N"})";

}  // namespace

TEST_CASE("each stage of a task's pipeline is told") {
  Stages stages;
  sim::StateRequest request = with(R"({"in":{"a":1}})");
  request.mock = datum(R"({"Payload":"x"})");
  const Answer got = ask(kTask, request, &stages);
  CHECK(got.answer.kind == Kind::Succeeded);
  CHECK(sim::text_of(got.answer.output) == R"("x")");
  CHECK(got.answer.next_name == "N");
  CHECK(stages.text ==
        R"(input={"in":{"a":1}} afterInputPath={"a":1} afterParameters={"p":1} result={"Payload":"x"} afterResultSelector={"r":"x"} )"
        R"(afterResultPath={"in":{"a":1},"res":{"r":"x"}} output="x" )");
}

TEST_CASE("a failed task is retriable while its retrier has attempts, then caught or failed") {
  sim::StateRequest request = with(R"({"in":{"a":1}})");
  request.mock = sim::ErrorOutput{"MockException", "c"};
  request.retries_done = 4;
  Answer got = ask(kTask, request);
  CHECK(got.answer.kind == Kind::Retriable);
  CHECK(got.answer.retrier == 0);
  CHECK(got.answer.backoff_seconds == 16);
  request.retries_done = 5;
  got = ask(kTask, request);
  CHECK(got.answer.kind == Kind::Failed);
  CHECK(got.answer.retrier == 0);
  CHECK_FALSE(got.answer.backoff_seconds);
  request.mock = sim::ErrorOutput{"Other", "c"};
  got = ask(kTask, request);
  CHECK(got.answer.kind == Kind::CaughtError);
  CHECK(got.answer.catcher == 0);
  CHECK(got.answer.next_name == "C");
  CHECK(sim::text_of(got.answer.output) == R"({"in":{"a":1},"e":{"Error":"Other","Cause":"c"}})");
}

TEST_CASE("causes carry no name of the state") {
  const Answer got = ask(R"({"Type":"Pass","InputPath":"$.x","End":true})", with("{}"));
  CHECK(got.answer.kind == Kind::Failed);
  CHECK(got.answer.error == "States.Runtime");
  CHECK(got.answer.cause == "Invalid path '$.x' : No results for path: $['x']");
}

TEST_CASE("a Map takes the array of all results, and counts the failures it is told of") {
  const std::string map =
      R"({"Type":"Map","ToleratedFailureCount":1,"ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},
      "StartAt":"I","States":{"I":{"Type":"Pass","End":true}}},"End":true})";
  sim::StateRequest request = with("[1,2,3]");
  CHECK_THROWS_AS(ask(map, request), sim::NoAnswer);
  request.mock = datum("[0,0,1]");
  CHECK(sim::text_of(ask(map, request).answer.output) == "[0,0,1]");
  request.failed_iterations = 2;
  CHECK(ask(map, request).answer.error == "States.ExceedToleratedFailureThreshold");
  request.input = datum("{}");
  CHECK(ask(map, request).answer.cause == "Reference path \"$\" must point to array.");
}

TEST_CASE("a context object that is given replaces the default one") {
  sim::StateRequest request = with("{}");
  request.context = value(R"({"Task":{"Token":"abcd"}})");
  request.variables = value(R"({"v":1})");
  const Answer got = ask(R"({"Type":"Pass","Parameters":{"t.$":"$$.Task.Token","v.$":"$v"},"Assign":{"w":2},"End":true})", request);
  CHECK(sim::text_of(got.answer.output) == R"({"t":"abcd","v":1})");
  CHECK(json::to_json(got.answer.variables) == R"({"v":1,"w":2})");
}

TEST_CASE("a Wait ends at once; a Choice tells its rules") {
  CHECK(ask(R"({"Type":"Wait","Seconds":1000,"End":true})", with("1")).answer.kind == Kind::Succeeded);
  Stages stages;
  ask(R"({"Type":"Choice","Choices":[{"Variable":"$.a","NumericEquals":1,"Next":"C"},{"Variable":"$.a","NumericEquals":2,"Next":"N"}]})",
      with(R"({"a":2})"), &stages);
  CHECK(stages.text.find("rule0- rule1+ ") != std::string::npos);
}

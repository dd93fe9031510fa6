// The same input, the same bytes: whoever listens, however often it runs.
#include <set>

#include "sim/machine.h"

using namespace sfn;
using namespace sfn::test;

namespace {

/// Everything that depends on chance or on who comes first.
const char* const kRestless = R"json({"StartAt":"P","States":{
  "P":{"Type":"Parallel","Next":"Dist","ResultPath":"$.p","Branches":[
    {"StartAt":"M","States":{"M":{"Type":"Map","ItemsPath":"$.items","MaxConcurrency":2,"End":true,
      "ItemSelector":{"id.$":"States.UUID()","n.$":"States.MathRandom(1, 1000000)","v.$":"$$.Map.Item.Value"},
      "ItemProcessor":{"StartAt":"W","States":{"W":{"Type":"Wait","SecondsPath":"$.v","Next":"T"},
        "T":{"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f","Payload.$":"$"},
          "Retry":[{"ErrorEquals":["Flaky"],"IntervalSeconds":5,"MaxAttempts":4,"JitterStrategy":"FULL"}],"End":true}}}}}},
    {"StartAt":"Q","States":{"Q":{"Type":"Task","Resource":"arn:aws:states:::sqs:sendMessage.waitForTaskToken","TimeoutSeconds":30,
      "Parameters":{"QueueUrl":"q","MessageBody":{"t.$":"$$.Task.Token"}},"Catch":[{"ErrorEquals":["States.Timeout"],"Next":"C"}],"End":true},
      "C":{"Type":"Pass","Assign":{"seen.$":"States.UUID()"},"End":true}}}]},
  "Dist":{"Type":"Map","ItemsPath":"$.items","ResultPath":"$.d","End":true,"ItemProcessor":{
    "ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"I","States":{
      "I":{"Type":"Pass","Parameters":{"id.$":"$$.Execution.Id","r.$":"States.UUID()"},"End":true}}}}}})json";

struct Outcome {
  std::string output;
  sim::Duration took = 0;
  std::map<sim::ExecutionId, std::vector<std::string>> histories;
};

Outcome play(sim::HistorySink* sink, Recorder* recorder, uint64_t seed) {
  const auto program = machine(kRestless);
  Script script;
  script.add("T", {throws("Flaky", 1'000), throws("Flaky"), returns(R"({"ok":true})", 2'000), throws("Flaky"), returns("1")});
  script.add("Q", {never()});
  const World world;
  sim::RunOptions options = with_input(R"({"items":[3,1,2,2]})");
  options.seed = seed;
  const auto result = sim::run(*program, options, script, world, sink);
  Outcome outcome{output_of(result), result.stop - result.start, {}};
  if (recorder != nullptr) outcome.histories = recorder->json;
  return outcome;
}

Outcome recorded(uint64_t seed) {
  Recorder recorder(true);
  return play(&recorder, &recorder, seed);
}

/// The types of the events of the machine's own history, sorted.
std::multiset<std::string> types(const Outcome& outcome) {
  std::multiset<std::string> found;
  for (const std::string& event : outcome.histories.at(0)) {
    const size_t at = event.find("\"type\":\"") + 8;
    found.insert(event.substr(at, event.find('"', at) - at));
  }
  return found;
}

}  // namespace

TEST_CASE("two runs write the same histories, byte by byte") {
  const Outcome first = recorded(1), second = recorded(1);
  CHECK(first.histories.size() == 5);
  CHECK(first.histories == second.histories);
  CHECK(first.output == second.output);
}

TEST_CASE("a run that nobody listens to ends like one with its full history") {
  const Outcome heard = recorded(1), unheard = play(nullptr, nullptr, 1);
  CHECK(heard.output == unheard.output);
  CHECK(heard.took == unheard.took);
  CHECK(heard.output.starts_with("{"));
}

TEST_CASE("another seed gives other ids, random numbers and jitter, and nothing else") {
  const Outcome one = recorded(1), two = recorded(2);
  CHECK(one.output != two.output);
  CHECK(one.histories.size() == two.histories.size());
  CHECK(types(one) == types(two));
}

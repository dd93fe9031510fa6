#include "sim/csv.h"
#include "sim/item_batcher.h"
#include "sim/machine.h"

using namespace sfn;
using namespace sfn::test;

namespace {

std::string map_of(const std::string& more, const std::string& inner = R"({"Type":"Pass","End":true})") {
  return R"({"StartAt":"M","States":{"M":{"Type":"Map","Label":"L","End":true,)" + more +
         R"("ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"W","States":{"W":)" + inner +
         R"(}}},"C":{"Type":"Pass","End":true}}})";
}

constexpr const char* kWork = R"({"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:f","End":true})";

std::string read(const std::string& config, const std::string& bytes) {
  const Script script;
  World world;
  world.objects["s3://b/k"] = bytes;
  return output_of(sim::run(*machine(
                                map_of(R"("ItemReader":{"Resource":"arn:aws:states:::s3:getObject","Parameters":{"Bucket":"b","Key":"k"},
      "ReaderConfig":)" + config + "},")),
                            with_input("{}"), script, world));
}

}  // namespace

TEST_CASE("children of a distributed Map are executions with histories of their own") {
  const Script script;
  const World world;
  Recorder recorder(true);
  const auto program = machine(map_of(""));
  const sim::ExecutionResult result = sim::run(*program, with_input("[1,2]"), script, world, &recorder);
  CHECK(output_of(result) == "[1,2]");
  CHECK(recorder.lines[0] ==
        "1<0 ExecutionStarted 2<0 MapStateEntered 3<2 MapStateStarted 4<3 MapRunStarted 5<4 MapRunSucceeded 6<5 MapStateSucceeded "
        "7<4 MapStateExited 8<7 ExecutionSucceeded");
  CHECK(recorder.lines[2] == "1<0 ExecutionStarted 2<0 PassStateEntered 3<2 PassStateExited 4<3 ExecutionSucceeded");
  REQUIRE(recorder.infos.size() == 3);
  CHECK(recorder.infos[2].kind == sim::ExecutionInfo::Kind::MapChild);
  CHECK(recorder.infos[2].index == 1);
  CHECK(recorder.infos[2].state_machine_arn == "arn:aws:states:us-east-1:123456789012:stateMachine:StateMachine/L");
  CHECK(output_of(recorder.results[2]) == "2");
}

TEST_CASE("one failed child fails the run, unless it is tolerated") {
  Script script;
  script.add("W", {returns("1"), throws("E"), returns("3")});
  const World world;
  const auto run = [&](const std::string& more) {
    return output_of(sim::run(*machine(map_of(more, kWork)), with_input("[1,2,3]"), script, world));
  };
  const std::string failed = "FAILED States.ExceedToleratedFailureThreshold: The specified tolerated failure threshold was exceeded";
  CHECK(run("") == failed);
  CHECK(run(R"("ToleratedFailureCount":0,)") == failed);
  CHECK(run(R"("ToleratedFailurePercentage":33,)") == failed);
  CHECK(run(R"("ToleratedFailureCount":1,)").starts_with("[1,"));
  CHECK(run(R"("ToleratedFailurePercentage":34,)").starts_with("[1,"));
  CHECK(run(R"("Catch":[{"ErrorEquals":["States.ExceedToleratedFailureThreshold"],"Next":"C","ResultPath":null}],)") == "[1,2,3]");
}

TEST_CASE("ItemReader reads JSON, JSON lines and CSV") {
  CHECK(read(R"({"InputType":"JSON"})", "[1,2]") == "[1,2]");
  CHECK(read(R"({"InputType":"JSON","ItemsPointer":"/a/0/b~1c"})", R"({"a":[{"b/c":[3]}]})") == "[3]");
  CHECK(read(R"({"InputType":"JSON"})", "{}") == "FAILED States.ItemReaderFailed: Attempting to map over non-iterable node.");
  CHECK(read(R"({"InputType":"JSONL","MaxItems":2})", "1\n\n{\"a\":2}\n3\n") == R"([1,{"a":2}])");
  CHECK(read(R"({"InputType":"CSV","CSVHeaderLocation":"FIRST_ROW"})", "a,b\r\n1,\"x,\"\"y\"\"\"\r\n2\r\n") ==
        R"([{"a":"1","b":"x,\"y\""},{"a":"2","b":""}])");
  CHECK(read(R"({"InputType":"CSV","CSVHeaderLocation":"GIVEN","CSVHeaders":["a"],"CSVDelimiter":"TAB"})", "1\t2\n") == R"([{"a":"1"}])");
  CHECK(read(R"({"InputType":"CSV","CSVHeaderLocation":"FIRST_ROW"})", "a,a\n1,2\n") ==
        "FAILED States.ItemReaderFailed: CSV headers cannot contain duplicates.");
  CHECK_THROWS_AS(read(R"({"InputType":"PARQUET"})", "PAR1"), sim::Unsupported);
}

TEST_CASE("an object that nobody knows is a mistake of the mocks") {
  const Script script;
  const World world;
  CHECK_THROWS_AS(
      sim::run(*machine(map_of(R"("ItemReader":{"Resource":"arn:aws:states:::s3:getObject","Parameters":{"Bucket":"b","Key":"k"}},)")),
               with_input("{}"), script, world),
      sim::NoAnswer);
}

TEST_CASE("batches are as large as both limits allow; an item that is too large has one of its own") {
  sim::BatchLimits limits;
  limits.items = 2;
  const std::vector<json::Value> items{value("1"), value("2"), value("3")};
  const auto batches = sim::make_batches(limits, items);
  REQUIRE(batches.size() == 2);
  CHECK(json::to_json(batches[0]) == R"({"Items":[1,2]})");
  CHECK(json::to_json(batches[1]) == R"({"Items":[3]})");
  limits.items = 0;
  limits.bytes = 1;
  limits.input = value(R"({"k":1})");
  CHECK(sim::make_batches(limits, items).size() == 3);
  CHECK(json::to_json(sim::make_batches(limits, items)[0]) == R"({"BatchInput":{"k":1},"Items":[1]})");
}

TEST_CASE("ResultWriter names the manifest; WriterConfig shapes the result") {
  const Script script;
  const World world;
  const auto run = [&](const std::string& writer, std::string_view input) {
    return output_of(sim::run(*machine(map_of(R"("ResultWriter":)" + writer + ",")), with_input(input), script, world));
  };
  const std::string written = run(R"({"Resource":"arn:aws:states:::s3:putObject","Parameters":{"Bucket":"b","Prefix":"p"}})", "[1]");
  CHECK(written.find(R"("ResultWriterDetails":{"Bucket":"b","Key":"p/)") != std::string::npos);
  CHECK(written.find("/manifest.json\"}}") != std::string::npos);
  CHECK(run(R"({"WriterConfig":{"OutputType":"JSON","Transformation":"FLATTEN"}})", "[[1,2],[3],4]") == "[1,2,3,4]");
  CHECK(run(R"({"WriterConfig":{"OutputType":"JSON","Transformation":"NONE"}})", "[1]").find(R"("Output":"1")") != std::string::npos);
}

TEST_CASE("a nested execution whose definition is known runs in the same time") {
  const auto child = machine(R"({"StartAt":"W","States":{"W":{"Type":"Wait","SecondsPath":"$.s","Next":"T"},
      "T":{"Type":"Task","Resource":"arn:aws:lambda:us-east-1:123456789012:function:g","End":true}}})");
  const std::string arn = "arn:aws:states:us-east-1:123456789012:stateMachine:child";
  const auto parent = [&](const std::string& pattern) {
    return machine(R"({"StartAt":"S","States":{"S":{"Type":"Task","Resource":"arn:aws:states:::states:startExecution)" + pattern +
                   R"(","Parameters":{"StateMachineArn":")" + arn + R"(","Name":"n","Input":{"s":7}},"End":true}}})");
  };
  Script own, inner;
  inner.add("T", {returns("42"), throws("E")});
  World world;
  world.children[arn] = {child, &inner};
  Recorder recorder(true);
  const sim::ExecutionResult result = sim::run(*parent(".sync:2"), with_input("{}"), own, world, &recorder);
  REQUIRE(result.status == sim::Status::Succeeded);
  CHECK(result.stop - result.start == 7'000);
  CHECK(json::to_json(result.output.value.get("Output")) == "42");
  CHECK(json::to_json(result.output.value.get("Input")) == R"({"s":7})");
  CHECK(recorder.infos.at(1).kind == sim::ExecutionInfo::Kind::Nested);
  CHECK(
      recorder.lines[0] ==
      "1<0 ExecutionStarted 2<0 TaskStateEntered 3<2 TaskScheduled 4<3 TaskStarted 5<4 TaskSubmitted 6<5 TaskSucceeded 7<6 TaskStateExited "
      "8<7 ExecutionSucceeded");
  const sim::ExecutionResult fired = sim::run(*parent(""), with_input("{}"), own, world);
  CHECK(fired.stop == fired.start);
  Script failing;
  failing.add("T", {throws("E")});
  world.children[arn] = {child, &failing};
  const sim::ExecutionResult failed = sim::run(*parent(".sync"), with_input("{}"), own, world);
  CHECK(failed.error == "States.TaskFailed");
  CHECK(value(*failed.cause).get("Status").as_string() == std::string_view("FAILED"));
}

TEST_CASE("a child that still runs when its Map fails is aborted in its own history") {
  Script script;
  script.add("W", {throws("E", 1'000), returns("1", 60'000)});
  const World world;
  Recorder recorder(true);
  const sim::ExecutionResult result = sim::run(*machine(map_of("", kWork)), with_input("[1,2]"), script, world, &recorder);
  CHECK(result.stop - result.start == 1'000);
  CHECK(recorder.lines[1].ends_with("ExecutionFailed"));
  CHECK(recorder.lines[2].ends_with("<0 ExecutionAborted"));
  CHECK(recorder.results[2].status == sim::Status::Aborted);
}

TEST_CASE("an answer that is written down for a startExecution call wins over a definition that is known") {
  /// Answers the first call only.
  class First final : public sim::TaskOracle {
   public:
    size_t counters() const override { return 0; }
    bool has_answer(const sim::Call& call, std::span<uint32_t>) const override { return call.number == 0; }
    sim::Plan plan(const sim::Call&, std::span<uint32_t>) const override { return returns(R"({"Output":"mocked"})"); }
  };
  const std::string call = R"({"Type":"Task","Resource":"arn:aws:states:::states:startExecution.sync:2","ResultSelector":{"o.$":"$.Output"},
      "Parameters":{"StateMachineArn":"arn:aws:states:us-east-1:123456789012:stateMachine:child"},"End":true})";
  const auto parent =
      machine(R"({"StartAt":"M","States":{"M":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"S","States":{"S":)" + call + "}}}}}");
  const First oracle;
  const Script script;
  World world;
  world.children["arn:aws:states:us-east-1:123456789012:stateMachine:child"] = {
      machine(R"({"StartAt":"P","States":{"P":{"Type":"Pass","Result":"ran","End":true}}})"), &script};
  CHECK(output_of(sim::run(*parent, with_input("[1,2]"), oracle, world)) == R"([{"o":"mocked"},{"o":"ran"}])");
}

TEST_CASE("an S3 inventory: the manifest names the columns and the files, whose rows are the items") {
  const Script script;
  World world;
  world.objects["s3://b/m.json"] = R"({"sourceBucket":"src","destinationBucket":"arn:aws:s3:::b","version":"2016-11-30","fileFormat":"CSV",
      "fileSchema":"Bucket, Key, Size","files":[{"key":"d/1.csv","size":9,"MD5checksum":"0"},{"key":"d/2.csv","size":9,"MD5checksum":"0"}]})";
  world.objects["s3://b/d/1.csv"] = "\"src\",\"a.txt\",\"12\"\n\"src\",\"c%20d\",\"0\"\n";
  world.objects["s3://b/d/2.csv"] = "\"src\",\"e,f\",\"7\"\n";
  const auto run = [&](std::string_view more) {
    return output_of(
        sim::run(*machine(map_of(R"("ItemReader":{"Resource":"arn:aws:states:::s3:getObject","ReaderConfig":{"InputType":"MANIFEST")" +
                                 std::string(more) + R"(},"Parameters":{"Bucket":"b","Key":"m.json"}},)")),
                 with_input("{}"), script, world));
  };
  CHECK(
      run("") ==
      R"([{"Bucket":"src","Size":"12","Key":"a.txt"},{"Bucket":"src","Size":"0","Key":"c%20d"},{"Bucket":"src","Size":"7","Key":"e,f"}])");
  CHECK(run(R"(,"MaxItems":1)") == R"([{"Bucket":"src","Size":"12","Key":"a.txt"}])");
  CHECK_THROWS_AS(run(R"(,"ManifestType":"ATHENA_DATA")"), sim::Unsupported);
  world.objects["s3://b/d/1.csv"] = "\x1f\x8b\x08";
  CHECK_THROWS_AS(run(""), sim::Unsupported);
  world.objects.erase("s3://b/d/1.csv");
  CHECK_THROWS_WITH_AS(run(""), "state \"M\": ItemReader: the mocks have no object \"s3://b/d/1.csv\"", sim::NoAnswer);
}

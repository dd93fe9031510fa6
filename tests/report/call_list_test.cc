// The calls of `run --format json`.
#include <doctest/doctest.h>

#include "json/reader.h"
#include "json/writer.h"
#include "report/report.h"
#include "run_fixture.h"

namespace sfn::report {
namespace {

json::Value calls_of(const std::string& definition, const std::string& input, const std::string& script) {
  const auto program = program_of(definition);
  const auto whole = json::parse_json(reported(*program, "json", input, script));
  REQUIRE(whole);
  return whole->get("calls");
}

std::string task(const std::string& more) {
  return R"({"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Parameters":{"Message.$":"$.m"},)" +
         more + R"("End":true}}})";
}

}  // namespace

TEST_CASE("each call is recorded with its arguments, number, attempt, times and how it ended") {
  const json::Value calls = calls_of(task(R"("Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":2,"MaxAttempts":1}],)"), R"({"m":"hi"})",
                                     R"({"A":[{"throw":{"error":"Busy","cause":"later"},"takes":500},{"return":{"id":1},"takes":250}]})");
  REQUIRE(calls.size() == 2);
  CHECK(json::to_json(calls[0]) == R"({"state":"A","call":0,"attempt":0,"arguments":{"Message":"hi"},"start":"2025-01-01T00:00:00.000Z",)"
                                   R"("stop":"2025-01-01T00:00:00.500Z","error":"Busy","cause":"later"})");
  CHECK(json::to_json(calls[1]) == R"({"state":"A","call":1,"attempt":1,"arguments":{"Message":"hi"},"start":"2025-01-01T00:00:02.500Z",)"
                                   R"("stop":"2025-01-01T00:00:02.750Z","result":{"id":1}})");
}

TEST_CASE("a call inside a Map says in which iteration, inside two Maps in which of both") {
  const std::string inner =
      R"({"Type":"Map","ItemProcessor":{"StartAt":"W","States":{"W":{"Type":"Task","Resource":"arn:aws:states:::sns:publish",)"
      R"("Parameters":{"Message.$":"$"},"End":true}}},"End":true})";
  const json::Value one = calls_of(R"({"StartAt":"M","States":{"M":)" + inner + "}}", "[7,8]", "{}");
  REQUIRE(one.size() == 2);
  CHECK(one[1].get("iteration").as_int() == 1);
  CHECK(one[1].get("call").as_int() == 1);
  const json::Value two =
      calls_of(R"({"StartAt":"O","States":{"O":{"Type":"Map","End":true,"ItemProcessor":{"StartAt":"M","States":{"M":)" + inner + "}}}}}",
               "[[1],[2,3]]", "{}");
  REQUIRE(two.size() == 3);
  CHECK(json::to_json(two[2].get("iteration")) == "[1,1]");
}

TEST_CASE("a call of a distributed Map's child names its execution") {
  const json::Value calls = calls_of(R"({"StartAt":"M","States":{"M":{"Type":"Map","End":true,"ItemProcessor":{
      "ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"W","States":{"W":{"Type":"Task",
      "Resource":"arn:aws:states:::sns:publish","Parameters":{"Message.$":"$"},"End":true}}}}}})",
                                     "[7]", "{}");
  REQUIRE(calls.size() == 1);
  CHECK(calls[0].get("execution").as_string().find(":execution:") != std::string_view::npos);
  CHECK(calls[0].get("iteration").as_int() == 0);
}

TEST_CASE("a call that is cut off has no stop; an execution without calls has an empty list") {
  const std::string both = R"({"StartAt":"P","States":{"P":{"Type":"Parallel","End":true,"Branches":[
      {"StartAt":"F","States":{"F":{"Type":"Fail","Error":"E"}}},
      {"StartAt":"A","States":{"A":{"Type":"Task","Resource":"arn:aws:states:::sns:publish","Parameters":{},"End":true}}}]}}})";
  const json::Value calls = calls_of(both, "{}", R"({"A":[{"return":1,"takes":60000}]})");
  for (const json::Value& call : calls.items()) CHECK(call.find("stop") == nullptr);
  CHECK(json::to_json(calls_of(R"({"StartAt":"P","States":{"P":{"Type":"Pass","End":true}}})", "{}", "{}")) == "[]");
}

}  // namespace sfn::report

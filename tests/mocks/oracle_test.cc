#include "mocks/oracle.h"

#include "mock_fixture.h"
#include "mocks/glob.h"
#include "sim/simulator.h"

namespace sfn::mocks {
namespace {

Answering answering(const std::string& states) {
  return Answering("{\"states\": " + states + "}", kMachine);
}

TEST_CASE("a lone response answers every call; a list of one answers once") {
  Answering lone = answering(R"({"Direct": {"return": 1}})");
  for (int i = 0; i < 5; ++i) CHECK(lone("Direct") == "1");
  Answering list = answering(R"({"Direct": [{"return": 1}]})");
  CHECK(list("Direct") == "1");
  CHECK(list("Direct") ==
        "no answer: no mock answers call 1 of state \"Direct\" (attempt 0), which calls "
        "arn:aws:lambda:us-east-1:123456789012:function:price-book; "
        "it has 1 response: [0] used 1 of 1 times; arguments: {}");
}

TEST_CASE("a lone response with times ends after that many calls") {
  Answering mocks = answering(R"({"Direct": {"return": 1, "times": 2}})");
  CHECK(mocks("Direct") == "1");
  CHECK(mocks("Direct") == "1");
  CHECK(mocks("Direct").substr(0, 10) == "no answer:");
}

TEST_CASE("responses answer in the order of the list, as often as they say") {
  Answering mocks = answering(
      R"({"Direct": [{"return": "RUNNING", "times": 2}, {"throw": {"error": "E", "cause": {"a": 1}}}, {"return": null, "times": "always"}]})");
  CHECK(mocks("Direct") == "\"RUNNING\"");
  CHECK(mocks("Direct") == "\"RUNNING\"");
  CHECK(mocks("Direct") == "throw E|{\"a\":1}");
  for (int i = 0; i < 3; ++i) CHECK(mocks("Direct") == "null");
}

TEST_CASE("an error without name or cause stays without") {
  Answering mocks = answering(R"({"Direct": [{"throw": {}}, {"throw": {"error": "E"}}, {"throw": {"cause": ""}}]})");
  CHECK(mocks("Direct") == "throw -|-");
  CHECK(mocks("Direct") == "throw E|-");
  CHECK(mocks("Direct") == "throw -|");
}

TEST_CASE("call selects by the number of the call, attempt by the try of this entry") {
  Answering mocks = answering(R"({"Direct": [{"call": "1-2", "return": "range"}, {"attempt": 1, "return": "again", "times": "always"},
                                             {"call": 5, "return": "five"}, {"return": "else", "times": "always"}]})");
  CHECK(mocks("Direct") == "\"else\"");            // call 0
  CHECK(mocks("Direct") == "\"range\"");           // call 1
  CHECK(mocks("Direct", "{}", 1) == "\"again\"");  // call 2: the range was used once
  CHECK(mocks("Direct", "{}", 1) == "\"again\"");
  CHECK(mocks("Direct") == "\"else\"");
  CHECK(mocks("Direct") == "\"five\"");
}

TEST_CASE("iteration selects by the innermost index, or by the indices outermost first") {
  Answering mocks = answering(R"({"Work": [{"iteration": 3, "throw": {"error": "Boom"}}, {"iteration": [1, 2], "return": "one two"},
                                           {"return": "rest", "times": "always"}]})");
  CHECK(mocks("Work", "{}", 0, {3}) == "throw Boom|-");
  CHECK(mocks("Work", "{}", 0, {3}) == "\"rest\"");
  CHECK(mocks("Work", "{}", 0, {2, 1}) == "\"rest\"");
  CHECK(mocks("Work", "{}", 0, {1, 2}) == "\"one two\"");
  CHECK(mocks("Work", "{}", 0, {2}) == "\"rest\"");
}

TEST_CASE("ten thousand responses by iteration are found at once, whatever the order of the calls") {
  std::string list = "[";
  for (int i = 0; i < 10'000; ++i)
    list += (i == 0 ? "" : ",") + std::string("{\"iteration\": ") + std::to_string(i) + ", \"return\": " + std::to_string(i) + "}";
  Answering mocks = answering("{\"Work\": " + list + "]}");
  for (uint32_t i = 10'000; i-- > 0;) {
    if (mocks("Work", "{}", 0, {i}) != std::to_string(i)) FAIL("iteration " << i);
  }
}

TEST_CASE("when fits as a subset of the arguments, or is a predicate that sees the call") {
  Answering mocks = answering(R"({"Direct": [{"when": {"qty": 0}, "return": "none", "times": "always"},
                                             {"when": "{% $arguments.qty > 9 and $call = 1 %}", "return": "many", "times": "always"},
                                             {"return": "else", "times": "always"}]})");
  CHECK(mocks("Direct", R"({"qty": 0, "sku": "a"})") == "\"none\"");
  CHECK(mocks("Direct", R"({"qty": 10})") == "\"many\"");
  CHECK(mocks("Direct", R"({"qty": 10})") == "\"else\"");
}

TEST_CASE("a predicate that fails or gives no truth is no answer, one that gives nothing does not fit") {
  Answering mocks = answering(R"({"Direct": [{"when": "{% $arguments.n + 'x' = 1 %}", "return": 1}, {"return": 2}],
                                  "Work": [{"when": "{% $arguments.n %}", "return": 1, "times": "always"}, {"return": 2}]})");
  CHECK(mocks("Direct", R"({"n": 1})").find("when {% $arguments.n + 'x' = 1 %} failed: ") != std::string::npos);
  CHECK(mocks("Work", R"({"n": 1})").find("gave a number, not true or false") != std::string::npos);
  CHECK(mocks("Work", R"({"n": true})") == "1");
  CHECK(mocks("Work", "{}") == "2");
}

TEST_CASE("so is a predicate on one member, which sees the call as well; members before it guard it") {
  Answering mocks =
      answering(R"({"Direct": [{"when": {"kind": "order", "qty": "{% $ > 3 and $call = 0 %}"}, "return": 1, "times": "always"},
                                             {"return": 2, "times": "always"}]})");
  CHECK(mocks("Direct", R"({"kind": "order", "qty": 4})") == "1");
  CHECK(mocks("Direct", R"({"kind": "order", "qty": 4})") == "2");
  CHECK(mocks("Direct", R"({"kind": "order"})") == "2");
  CHECK(mocks("Direct", R"({"kind": "gift", "qty": "four"})") == "2");
  CHECK(mocks("Direct", R"({"kind": "order", "qty": "four"})").find("when {% $ > 3 and $call = 0 %} failed: ") != std::string::npos);
  Answering numbers = answering(R"({"Direct": [{"when": {"list": ["{% $ %}"]}, "return": 1}, {"return": 2}]})");
  CHECK(numbers("Direct", R"({"list": [5]})").find("when {% $ %} gave a number, not true or false") != std::string::npos);
}

TEST_CASE("kMaxComparisons: unordered patterns inside each other are not matched for ever") {
  std::string list, wanted;
  for (int i = 0; i < 40; ++i) list += (i == 0 ? "" : ",") + std::to_string(i);
  const auto around = [](const std::string& one, const std::string& open, const std::string& close) {
    std::string out = open;
    for (int i = 0; i < 40; ++i) out += (i == 0 ? "" : ",") + one;
    return out + close;
  };
  const std::string values = around(around("[" + list + "]", "[", "]"), "[", "]");
  const std::string inner = R"({"$unordered": [)" + list + "]}";
  const std::string pattern = around(around(inner, R"({"$unordered": [)", "]}"), R"({"$unordered": [)", "]}");
  Answering mocks = answering(R"({"Direct": {"when": {"a": )" + pattern + R"(}, "return": 1}})");
  CHECK_THROWS_WITH_AS(mocks("Direct", R"({"a": )" + values + "}"), "matching a pattern takes more than 10000000 comparisons",
                       sim::LimitReached);
}

TEST_CASE("compute sees arguments, input, context, call, attempt and iteration") {
  Answering mocks = answering(
      R"({"Work": {"compute": "{% {'price': $arguments.qty * 3, 'call': $call, 'attempt': $attempt, 'i': $iteration, 'id': $context.Execution.Id, 'in': $input.qty} %}"}})");
  CHECK(mocks("Work", R"({"qty": 2})", 1, {7}) == R"({"price":6,"call":0,"attempt":1,"i":7,"id":"arn:x","in":2})");
}

TEST_CASE("a computation that fails, gives nothing or a function is no answer") {
  Answering mocks = answering(
      R"({"Direct": [{"compute": "{% $arguments.a + 'x' %}"}, {"compute": "{% $arguments.none %}"}, {"compute": "{% $sum %}"}]})");
  CHECK(mocks("Direct", R"({"a": 1})").find("failed: ") != std::string::npos);
  CHECK(mocks("Direct").find("gave nothing") != std::string::npos);
  CHECK(mocks("Direct").find("gave a function") != std::string::npos);
}

TEST_CASE("echo gives the arguments") {
  CHECK(answering(R"({"Direct": {"echo": true}})")("Direct", R"({"a":[1]})") == R"({"a":[1]})");
}

TEST_CASE("payload is wrapped for lambda:invoke, members in the service's order, and bare for a function's own ARN") {
  Answering mocks = answering(R"({"Charge": {"payload": "sent"}, "Direct": {"payload": 3}})");
  CHECK(mocks("Direct") == "3");
  const std::string text = mocks("Charge");
  CHECK(
      text.find(
          R"({"ExecutedVersion":"$LATEST","Payload":"sent","SdkHttpMetadata":{"AllHttpHeaders":{"X-Amz-Executed-Version":["$LATEST"],)") ==
      0);
  CHECK(
      text.find(
          R"("HttpHeaders":{"Connection":"keep-alive","Content-Length":"6","Content-Type":"application/json","Date":"Wed, 01 Jan 2025 00:00:00 GMT",)") !=
      std::string::npos);
  CHECK(text.find(R"("HttpStatusCode":200},"SdkResponseMetadata":{"RequestId":")") != std::string::npos);
  CHECK(text.substr(text.size() - 18) == R"(,"StatusCode":200})");
  CHECK(answering(R"({"Charge": {"payload": "sent"}})")("Charge") == text);  // the same call, the same bytes
}

TEST_CASE("a plan carries duration, heartbeats and submitted") {
  Answering mocks =
      answering(R"({"Wait for it": {"submitted": {"MessageId": "m"}, "return": 1, "duration": "PT40S", "heartbeats": [10, "PT20.5S"]}})");
  CHECK(mocks("Wait for it") == "1");
  CHECK(*mocks.plan.takes == 40'000);
  CHECK(mocks.plan.heartbeats == std::vector<sim::Duration>{10'000, 20'500});
  CHECK(json::to_json(*mocks.plan.submitted) == R"({"MessageId":"m"})");
}

TEST_CASE("resources answer after states: globs on the resource, the function's name or its ARN") {
  Answering mocks(R"({"states": {"Charge": [{"return": "state"}]},
                      "resources": {"arn:aws:lambda:*:*:function:price-*": {"return": 3}, "charge": [{"return": "name"}],
                                    "arn:aws:states:::s*": {"return": "service"}}})",
                  kMachine);
  CHECK(mocks("Direct") == "3");
  CHECK(mocks("Charge", R"({"FunctionName": "charge"})") == "\"state\"");
  CHECK(mocks("Charge", R"({"FunctionName": "charge"})") == "\"name\"");
  CHECK(mocks("Charge", R"({"FunctionName": "arn:aws:lambda:eu-west-1:1:function:price-x:live"})") == "3");
  CHECK(mocks("Work") == "\"service\"");
}

TEST_CASE("defaults say what happens without a mock and when a list is used up") {
  CHECK(Answering(R"({"defaults": {"unmocked": "echo"}})", kMachine)("Direct", "[1]") == "[1]");
  CHECK(Answering(R"({"defaults": {"unmocked": "null", "duration": 2}})", kMachine)("Direct") == "null");
  CHECK(Answering(R"({"defaults": {"unmocked": "null"}})", kMachine, Unmocked::Echo)("Direct", "7") == "7");
  Answering repeat(
      R"({"defaults": {"exhausted": "repeat-last"}, "states": {"Direct": [{"return": 1}, {"when": {"a": 1}, "return": 2}, {"return": 3}]}})",
      kMachine);
  CHECK(repeat("Direct") == "1");
  CHECK(repeat("Direct", R"({"a": 1})") == "2");
  CHECK(repeat("Direct") == "3");
  CHECK(repeat("Direct") == "3");
  CHECK(repeat("Direct", R"({"a": 1})") == "3");
}

TEST_CASE("a state with mocks that are used up is never taken for unmocked") {
  Answering mocks(R"({"defaults": {"unmocked": "null"}, "states": {"Direct": [{"attempt": 1, "return": 1}]}})", kMachine);
  CHECK(mocks("Direct").find("[0] for attempt 1") != std::string::npos);
  CHECK(mocks("Work") == "null");
}

TEST_CASE("a task that never answers needs a limit") {
  CHECK(answering(R"({"Charge": {"timeout": true}})")("Charge") == "timeout");
  Answering by_resource(R"({"resources": {"*price*": {"timeout": true}}})", kMachine);
  CHECK(by_resource("Direct").find("neither TimeoutSeconds nor HeartbeatSeconds") != std::string::npos);
}

TEST_CASE("responses that no call used are reported with their place") {
  Answering mocks = answering(R"({"Direct": [{"return": 1}, {"return": 2}], "Work": {"return": 3}})");
  mocks("Direct");
  diag::Findings findings;
  mocks.world->report_unused(mocks.counters, findings);
  CHECK(lines_of(findings) == std::vector<std::string>{"mock-unused-response /states/Direct/1: no call used this response of \"Direct\"",
                                                       "mock-unused-response /states/Work: no call used this response of \"Work\""});
  CHECK(findings.list()[0].severity == diag::Severity::Warning);
}

TEST_CASE("globs") {
  CHECK(glob_matches("*", ""));
  CHECK(glob_matches("a*b*c", "aXbbYc"));
  CHECK(glob_matches("a?c", "abc"));
  CHECK_FALSE(glob_matches("a?c", "ac"));
  CHECK_FALSE(glob_matches("a*b", "abx"));
  CHECK_FALSE(glob_matches("", "a"));
  CHECK(glob_matches("arn:aws:lambda:*:*:function:price-*", "arn:aws:lambda:eu-west-1:1:function:price-x"));
  CHECK_FALSE(glob_matches(std::string(200, '*') + "b", std::string(5000, 'a')));
}

}  // namespace
}  // namespace sfn::mocks

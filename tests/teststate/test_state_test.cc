#include "teststate/test_state.h"

#include <doctest/doctest.h>

#include "json/reader.h"
#include "json/writer.h"

using namespace sfn;

namespace {

std::string answer(const std::string& request) {
  auto value = json::parse_json(request);
  REQUIRE(value);
  try {
    return json::to_json(teststate::test_state(teststate::read_request(*value)).value);
  } catch (const teststate::Refusal& refusal) {
    return std::string("refused: ") + refusal.what();
  }
}

/// A request of texts: definition, and further members as JSON.
std::string request(std::string_view definition, std::string_view more = "") {
  std::string text = "{\"definition\":" + json::quoted(definition);
  if (!more.empty()) text += "," + std::string(more);
  return text + "}";
}

constexpr std::string_view kTask = R"({"Type":"Task","Resource":"arn:aws:states:::lambda:invoke","Parameters":{"FunctionName":"f"},)";

std::string task(std::string_view fields, std::string_view more) {
  return request(std::string(kTask) + std::string(fields) + "}", more);
}

}  // namespace

TEST_CASE("a state by itself succeeds with its output and the name of the state that it leads to") {
  CHECK(answer(request(R"({"Type":"Pass","Result":{"a":1},"Next":"Ship"})", R"("input":"{}")")) ==
        R"({"output":"{\"a\":1}","nextState":"Ship","status":"SUCCEEDED"})");
  CHECK(answer(request(R"({"Type":"Succeed"})", R"("input":"{ \"kept\": 1 }")")) == R"({"output":"{ \"kept\": 1 }","status":"SUCCEEDED"})");
}

TEST_CASE("a Choice by itself may lead to states that nobody defines") {
  const std::string choice = R"({"Type":"Choice","Choices":[{"Variable":"$.n","NumericEquals":1,"Next":"One"}],"Default":"Many"})";
  CHECK(answer(request(choice, R"("input":"{\"n\":1}")")) == R"({"output":"{\"n\":1}","nextState":"One","status":"SUCCEEDED"})");
  CHECK(answer(request(choice, R"("input":"{\"n\":2}")")) == R"({"output":"{\"n\":2}","nextState":"Many","status":"SUCCEEDED"})");
}

TEST_CASE("stateName names a state of a machine, also one inside a Map") {
  const std::string machine = R"({"StartAt":"M","States":{"M":{"Type":"Map","ItemProcessor":{"StartAt":"Inner","States":{)"
                              R"("Inner":{"Type":"Fail","Error":"E","Cause":"why"}}},"End":true}}})";
  CHECK(answer(request(machine, R"("stateName":"Inner")")) == R"({"error":"E","cause":"why","status":"FAILED"})");
  CHECK(answer(request(machine, R"("stateName":"Outer")")) == "refused: State not found in definition");
}

TEST_CASE("inspectionData shows what the type and the language of the state have") {
  CHECK(answer(request(R"({"Type":"Pass","End":true})", R"("input":"{\"v\":1}","inspectionLevel":"DEBUG")")) ==
        R"({"output":"{\"v\":1}","inspectionData":{"input":"{\"v\":1}","afterInputPath":"{\"v\":1}","afterParameters":"{\"v\":1}",)"
        R"("afterResultSelector":"{\"v\":1}","afterResultPath":"{\"v\":1}"},"status":"SUCCEEDED"})");
  CHECK(answer(request(R"({"Type":"Pass","QueryLanguage":"JSONata","Output":{"w":"{% $n + 1 %}"},"End":true})",
                       R"("variables":"{\"n\":2}","inspectionLevel":"TRACE")")) ==
        R"({"output":"{\"w\":3}","inspectionData":{"input":"{}","variables":"{\"n\":2}"},"status":"SUCCEEDED"})");
}

TEST_CASE("a mocked error is retried, caught, or the end") {
  const std::string handlers = R"("Retry":[{"ErrorEquals":["Busy"],"IntervalSeconds":2,"BackoffRate":3,"MaxAttempts":2}],)"
                               R"("Catch":[{"ErrorEquals":["Gone"],"Next":"Away"}],"End":true)";
  const auto failing = [&](std::string_view error, std::string_view more = "") {
    return answer(task(handlers, R"("inspectionLevel":"DEBUG","mock":{"errorOutput":{"error":")" + std::string(error) +
                                     R"(","cause":"c"}})" + std::string(more)));
  };
  CHECK(failing("Busy", R"(,"stateConfiguration":{"retrierRetryCount":1})")
            .ends_with(R"("errorDetails":{"retryIndex":0,"retryBackoffIntervalSeconds":6}},"status":"RETRIABLE"})"));
  CHECK(failing("Busy", R"(,"stateConfiguration":{"retrierRetryCount":2})")
            .ends_with(R"("errorDetails":{"retryIndex":0}},"status":"FAILED"})"));
  CHECK(failing("Gone").ends_with(R"("errorDetails":{"catchIndex":0}},"nextState":"Away","status":"CAUGHT_ERROR"})"));
  CHECK(failing("Gone").starts_with(R"({"output":"{\"Error\":\"Gone\",\"Cause\":\"c\"}","error":"Gone","cause":"c",)"));
  CHECK(failing("Other").starts_with(R"({"error":"Other","cause":"c",)"));
}

TEST_CASE("the default context object names the state StateName, and no role if none was given") {
  const std::string state =
      R"({"Type":"Pass","QueryLanguage":"JSONata","Output":"{% [$states.context.State.Name, $states.context.Execution.RoleArn] %}","End":true})";
  CHECK(answer(request(state)) == R"({"output":"[\"StateName\",null]","status":"SUCCEEDED"})");
  CHECK(answer(request(state, R"("roleArn":"arn:r")")) == R"({"output":"[\"StateName\",\"arn:r\"]","status":"SUCCEEDED"})");
}

TEST_CASE("a Map shows its items, as they come, selected and in batches") {
  const std::string map =
      R"({"Type":"Map","ItemsPath":"$.all","ItemSelector":{"item.$":"$$.Map.Item.Value"},"ItemBatcher":{"MaxItemsPerBatch":2},)"
      R"("ItemProcessor":{"ProcessorConfig":{"Mode":"DISTRIBUTED","ExecutionType":"STANDARD"},"StartAt":"P","States":{"P":)"
      R"({"Type":"Pass","End":true}}},"ToleratedFailureCount":1,"End":true})";
  const std::string more = R"("input":"{\"all\":[1,2,3]}","inspectionLevel":"DEBUG","mock":{"result":"[ 1 ]"})";
  const std::string text = answer(request(map, more));
  CHECK(text.find(R"("afterItemsPath":"[1,2,3]")") != std::string::npos);
  CHECK(text.find(R"("afterItemSelector":"[{\"item\":1},{\"item\":2},{\"item\":3}]")") != std::string::npos);
  CHECK(text.find(R"("afterItemBatcher":"[{\"Items\":[{\"item\":1},{\"item\":2}]},{\"Items\":[{\"item\":3}]}]")") != std::string::npos);
  CHECK(text.find(R"("maxConcurrency":0,"toleratedFailureCount":1)") != std::string::npos);
  CHECK(text.starts_with(R"({"output":"[ 1 ]",)"));
}

TEST_CASE("a request that the service does not accept is refused in its words") {
  const std::string pass = R"({"Type":"Pass","End":true})";
  const std::string two = R"({"Type":"Parallel","Branches":[{"StartAt":"A","States":{"A":{"Type":"Pass","End":true}}},)"
                          R"({"StartAt":"B","States":{"B":{"Type":"Pass","End":true}}}],"End":true})";
  const std::string mock = R"("mock":{"result":"{}"})";
  const struct {
    std::string request;
    std::string_view message;
  } cases[] = {
      {request(pass, mock), "State type 'Pass' is not supported when a mock is specified"},
      {request(two),
       "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]"},
      {request(two, mock), "Mocked result must be an array."},
      {request(two, R"("mock":{"result":"[1]"})"), "Mocked result must contain the same number of items as number of Parallel branches."},
      {task("\"End\":true", ""), "RoleArn must be specified when testing a Task state"},
      {task("\"End\":true", R"("mock":{"result":"{"})"), "Mocked result must be valid JSON"},
      {task("\"End\":true", R"("mock":{"result":"{}","errorOutput":{}})"),
       "A test mock should have only one of the following fields: [result, errorOutput]."},
      {task("\"End\":true", mock + R"(,"revealSecrets":true)"), "TestState does not support RevealSecrets when a mock is specified."},
      {request(pass, R"("stateConfiguration":{"mapIterationFailureCount":1})"),
       "TestState does not support MapIterationFailureCount when a mock is not specified."},
      {task("\"End\":true", mock + R"(,"context":"{\"Execution\":{\"Id\":1}}")"),
       "Invalid Context object provided: Execution.Id must be a string"},
      {task("\"End\":true", mock + R"(,"context":"{\"Task\":{\"Token\":\"t\"}}")"),
       "Invalid Context object provided: Context object contains 'Task' when state is not a Task state with a '.sync' or "
       "'.waitForTaskToken' service "
       "integration pattern"},
      {request(R"({"Type":"Parallel","Branches":[],"End":true})", R"("mock":{"result":"[]"})"),
       "Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: Value cannot be empty at /States/StateName/Branches'"},
      {request(pass, R"("inspectionLevel":"ALL")"),
       "1 validation error detected: Value 'ALL' at 'inspectionLevel' failed to satisfy constraint: Member must satisfy enum value set: "
       "[INFO, DEBUG, TRACE]"},
      {request(pass, R"("Input":"{}")"),
       "Parameter validation failed: Unknown parameter in input: \"Input\", must be one of: definition, roleArn, input, "
       "inspectionLevel, revealSecrets, variables, stateName, mock, context, stateConfiguration"},
  };
  for (const auto& entry : cases) {
    CAPTURE(entry.request);
    CHECK(answer(entry.request) == "refused: " + std::string(entry.message));
  }
}

TEST_CASE("it is said when a mocked result could not be checked") {
  const auto notes = [](const std::string& text) { return teststate::test_state(teststate::read_request(*json::parse_json(text))).notes; };
  const std::string unknown = R"({"Type":"Task","Resource":"arn:aws:states:::aws-sdk:rekognition:detectText","Parameters":{},"End":true})";
  REQUIRE(notes(request(unknown, R"("mock":{"result":"{}"})")).size() == 1);
  CHECK(notes(request(unknown, R"("mock":{"result":"{}","fieldValidationMode":"NONE"})")).empty());
  CHECK(notes(task("\"End\":true", R"("mock":{"result":"{}"})")).empty());
}

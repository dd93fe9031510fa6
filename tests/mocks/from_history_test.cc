#include "mocks/from_history.h"

#include <array>

#include "mock_fixture.h"
#include "mocks/scaffold.h"

namespace sfn::mocks {
namespace {

/// Events in short: "type previous details", ids from 1, a second apart.
std::string history(const std::vector<std::array<std::string, 3>>& events) {
  std::string out = "{\"events\": [";
  int id = 0;
  for (const auto& [type, previous, details] : events) {
    if (++id > 1) out += ',';
    out += "{\"id\": " + std::to_string(id) + ", \"previousEventId\": " + previous + ", \"type\": \"" + type +
           "\", \"timestamp\": " + std::to_string(1735689600 + id);
    if (!details.empty()) out += ", \"xEventDetails\": " + details;
    out += "}";
  }
  return out + "]}";
}

FromHistory read(const std::string& text, bool durations = false) {
  diag::Findings findings;
  HistoryOptions options;
  options.durations = durations;
  FromHistory out = from_history(*document_of(text), options, findings);
  CHECK(findings.empty());
  return out;
}

TEST_CASE("a retried task: input, responses in order, path and output") {
  const FromHistory out = read(history({{"ExecutionStarted", "0", R"({"input": "{\"id\": 1}"})"},
                                        {"TaskStateEntered", "0", R"({"name": "Charge", "input": "{}"})"},
                                        {"TaskScheduled", "2", R"({"resourceType": "lambda"})"},
                                        {"TaskStarted", "3", "{}"},
                                        {"TaskFailed", "4", R"({"error": "E", "cause": "c"})"},
                                        {"TaskScheduled", "5", "{}"},
                                        {"TaskStarted", "6", "{}"},
                                        {"TaskFailed", "7", R"({"error": "E", "cause": "c"})"},
                                        {"TaskScheduled", "8", "{}"},
                                        {"TaskStarted", "9", "{}"},
                                        {"TaskSubmitted", "10", R"({"output": "{\"MessageId\":1}"})"},
                                        {"TaskSucceeded", "11", R"({"output": "[2]"})"},
                                        {"TaskStateExited", "12", R"({"name": "Charge", "output": "[2]"})"},
                                        {"SucceedStateEntered", "13", R"({"name": "Done", "input": "[2]"})"},
                                        {"SucceedStateExited", "14", R"({"name": "Done", "output": "[2]"})"},
                                        {"ExecutionSucceeded", "15", R"({"output": "[2]"})"}}));
  CHECK(json::to_json(out.input) == R"({"id":1})");
  CHECK(json::to_json(out.mocks) ==
        R"({"version":1,"states":{"Charge":[{"throw":{"error":"E","cause":"c"},"times":2},{"submitted":{"MessageId":1},"return":[2]}]}})");
  CHECK(
      json::to_json(out.test_case) ==
      R"({"name":"as seen in production","startTime":"2025-01-01T00:00:01.000Z","input":{"id":1},"expect":{"status":"SUCCEEDED","output":{"$exact":[2]},"path":["Charge","Done"]}})");
  CHECK(out.notes.empty());
}

TEST_CASE("calls in iterations that ran at the same time are told apart by previousEventId") {
  const FromHistory out = read(history({{"ExecutionStarted", "0", R"({"input": "[1,2]"})"},
                                        {"MapStateEntered", "0", R"({"name": "Each"})"},
                                        {"MapStateStarted", "2", R"({"length": 2})"},
                                        {"MapIterationStarted", "3", R"({"name": "Each", "index": 0})"},
                                        {"MapIterationStarted", "3", R"({"name": "Each", "index": 1})"},
                                        {"TaskStateEntered", "4", R"({"name": "Work"})"},
                                        {"LambdaFunctionScheduled", "6", "{}"},
                                        {"TaskStateEntered", "5", R"({"name": "Work"})"},
                                        {"LambdaFunctionScheduled", "8", "{}"},
                                        {"LambdaFunctionStarted", "7", ""},
                                        {"LambdaFunctionStarted", "9", ""},
                                        {"LambdaFunctionSucceeded", "11", R"({"output": "\"b\""})"},
                                        {"LambdaFunctionSucceeded", "10", R"({"output": "\"a\""})"},
                                        {"TaskStateExited", "13", R"({"name": "Work"})"},
                                        {"MapIterationSucceeded", "14", R"({"name": "Each", "index": 0})"},
                                        {"MapIterationStarted", "14", R"({"name": "Each", "index": 2})"},
                                        {"TaskStateEntered", "16", R"({"name": "Work"})"},
                                        {"LambdaFunctionScheduled", "17", "{}"},
                                        {"LambdaFunctionFailed", "18", R"({"error": "E"})"}}),
                               true);
  CHECK(json::to_json(out.mocks) ==
        R"({"version":1,"states":{"Work":[{"iteration":0,"return":"a","duration":"PT6S"},{"iteration":1,"return":"b","duration":"PT3S"},)"
        R"({"iteration":2,"throw":{"error":"E"},"duration":"PT1S"}]}})");
  CHECK(out.notes == std::vector<std::string>{"the execution has not ended in this history: the case expects no result"});
}

TEST_CASE("a branch after a Parallel's start, and a call that was cut off") {
  const FromHistory out = read(history({{"ExecutionStarted", "0", R"({"input": "{}"})"},
                                        {"ParallelStateEntered", "0", R"({"name": "Both"})"},
                                        {"ParallelStateStarted", "2", ""},
                                        {"TaskStateEntered", "3", R"({"name": "A"})"},
                                        {"TaskScheduled", "4", "{}"},
                                        {"TaskStateEntered", "3", R"({"name": "B"})"},
                                        {"TaskScheduled", "6", "{}"},
                                        {"TaskFailed", "5", R"({"error": "E"})"},
                                        {"TaskStateAborted", "8", ""},
                                        {"ParallelStateFailed", "8", ""},
                                        {"ParallelStateExited", "10", R"({"name": "Both"})"},
                                        {"PassStateEntered", "11", R"({"name": "After"})"},
                                        {"ExecutionFailed", "12", R"({"error": "X"})"}}));
  CHECK(json::to_json(out.mocks) == R"({"version":1,"states":{"A":[{"throw":{"error":"E"}}],"B":[{"return":null,"duration":"PT1M6S"}]}})");
  CHECK(json::to_json(out.test_case.get("expect")) == R"({"status":"FAILED","error":{"$exact":"X"},"path":["Both","After"]})");
}

TEST_CASE("the context that a history tells is the role; with the execution's ARN it is the names as well") {
  const std::string text = history({{"ExecutionStarted", "0", R"({"input": "{}", "roleArn": "arn:aws:iam::1:role/r"})"},
                                    {"PassStateEntered", "0", R"({"name": "P"})"},
                                    {"ExecutionSucceeded", "2", R"({"output": "{}"})"}});
  CHECK(json::to_json(read(text).test_case.get("context")) == R"({"Execution":{"RoleArn":"arn:aws:iam::1:role/r"}})");
  HistoryOptions options;
  options.context = *context_of_execution("arn:aws:states:eu-west-1:1:execution:orders:run-7");
  diag::Findings findings;
  CHECK(json::to_json(from_history(*document_of(text), options, findings).test_case.get("context")) ==
        R"({"Execution":{"Id":"arn:aws:states:eu-west-1:1:execution:orders:run-7","Name":"run-7","RoleArn":"arn:aws:iam::1:role/r"},)"
        R"("StateMachine":{"Id":"arn:aws:states:eu-west-1:1:stateMachine:orders","Name":"orders"}})");
  CHECK(context_of_execution("arn:aws:states:eu-west-1:1:express:orders:run-7:id")->get("Execution").get("Name").as_string() == "run-7");
  for (const char* text_of_none :
       {"", "run-7", "arn:aws:states:eu-west-1:1:stateMachine:orders", "arn:aws:sns:eu-west-1:1:execution:a:b"}) {
    CHECK_FALSE(context_of_execution(text_of_none));
  }
}

TEST_CASE("what is no history is refused") {
  const auto finding = [](const std::string& text) {
    diag::Findings findings;
    from_history(*document_of(text), {}, findings);
    REQUIRE(findings.list().size() == 1);
    return lines_of(findings)[0];
  };
  CHECK(finding("{}").find("a history is an object with \"events\"") != std::string::npos);
  CHECK(finding(R"({"events": 1})") == "mock-shape /events: \"events\" is an array, not a number");
  CHECK(finding(R"([{"id": 1}])") == "mock-shape /0: an event has an \"id\" and a \"type\"");
}

TEST_CASE("a scaffold answers every Task, and its input has what is read") {
  const auto program = program_of(R"x({"StartAt": "Get", "States": {
    "Get": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "OutputPath": "$.Payload", "Next": "Ok?",
            "Parameters": {"FunctionName": "f", "Payload": {"id.$": "$.order.id", "n.$": "States.MathAdd($.order.count, 1)"}}},
    "Ok?": {"Type": "Choice", "Choices": [{"Variable": "$.state", "StringEquals": "DONE", "Next": "Each"}], "Default": "Wait"},
    "Wait": {"Type": "Wait", "SecondsPath": "$.delay", "Next": "Each"},
    "Each": {"Type": "Map", "ItemsPath": "$.items", "End": true, "ItemProcessor": {"StartAt": "Send", "States": {
      "Send": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
               "Parameters": {"MessageBody.$": "$.text", "QueueUrl": "q"}, "End": true}}}}
  }})x");
  const Scaffold made = scaffold(*program);
  CHECK(made.input == value_of(R"({"order": {"count": 1, "id": "text"}})"));
  CHECK(made.mocks.get("states").get("Get") == value_of(R"({"payload": {"state": "DONE", "delay": 1, "items": [{"text": "text"}]}})"));
  CHECK(made.mocks.get("states").get("Send").get("submitted").get("MessageId").is_string());
  diag::Findings findings;
  read_mock_file(document_of(json::to_json(made.mocks)), 0, {program.get(), "", false}, findings);
  CHECK(findings.empty());
}

TEST_CASE("a scaffold's input has what is read of it through the context object, items of a Map as well") {
  const auto program = program_of(R"x({"StartAt": "P", "States": {
    "P": {"Type": "Pass", "Parameters": {"db.$": "$$.Execution.Input.database", "n.$": "States.MathAdd($$.Execution.Input.count, 1)"},
          "ResultPath": "$.p", "Next": "Each"},
    "Each": {"Type": "Map", "ItemsPath": "$.items", "ItemSelector": {"id.$": "$$.Map.Item.Value.id"}, "End": true,
             "ItemProcessor": {"StartAt": "Q", "States": {"Q": {"Type": "Pass", "Parameters": {"q.$": "$$.Map.Item.Value.qty"}, "End": true}}}}
  }})x");
  CHECK(scaffold(*program).input == value_of(R"({"database": "text", "count": 1, "items": [{"id": "text", "qty": "text"}]})"));
  const auto jsonata = program_of(R"x({"StartAt": "P", "QueryLanguage": "JSONata", "States": {
    "P": {"Type": "Pass", "Output": "{% $states.context.Execution.Input.count * 2 %}", "End": true}}})x");
  CHECK(scaffold(*jsonata).input == value_of(R"({"count": 1})"));
}

}  // namespace
}  // namespace sfn::mocks

// What the analysis says about small definitions: each case is the list of states and the paths that are expected to be blamed, in order.
#include "lint/data_flow.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "json/reader.h"

namespace sfn::lint {
namespace {

std::string faults_in(const std::string& states, std::string_view start = "A", std::string_view language = "JSONPath") {
  const std::string text = fmt::format(R"({{"QueryLanguage": "{}", "StartAt": "{}", "States": {{{}}}}})", language, start, states);
  auto read = json::read_json(std::make_shared<text::SourceFile>("test", text));
  REQUIRE(read);
  const auto program = asl::build(std::make_shared<json::Document>(std::move(*read)));
  const asl::Flow flow(*program);
  const DataFlow data(flow);
  std::string list;
  for (const Fault& fault : data.faults()) {
    list += fmt::format("{}{} {}{}", list.empty() ? "" : "; ", program->state(fault.state).name, fault.path,
                        fault.edge == nullptr ? "" : fmt::format(" from {}", program->state(fault.edge->from).name));
  }
  return list;
}

/// `A` with these fields, then a Pass `B` that reads `path`.
std::string read_after(std::string_view fields, std::string_view path) {
  return faults_in(
      fmt::format(R"("A": {{{}, "Next": "B"}}, "B": {{"Type": "Pass", "Parameters": {{"v.$": "{}"}}, "End": true}})", fields, path));
}

TEST_CASE("paths into what a Pass makes") {
  const std::string_view result = R"("Type": "Pass", "Result": {"a": {"b": [1]}})";
  CHECK(read_after(result, "$.a.b[0]") == "");
  CHECK(read_after(result, "$.x") == "B $.x");
  CHECK(read_after(result, "$.a.x") == "B $.a.x");
  CHECK(read_after(result, "$.a.b[1]") == "B $.a.b[1]");
  CHECK(read_after(result, "$.a.b.c") == "B $.a.b.c");
  CHECK(read_after(result, "$.x[*]") == "");
  CHECK(read_after(result, "$..x") == "");
  CHECK(read_after(result, "$$.Execution.Input.x") == "");
  CHECK(read_after(result, "$x.y") == "");
  CHECK(read_after(result, "States.Format('{}', $.x)") == "B $.x");
}

TEST_CASE("nothing is said about data from outside") {
  CHECK(read_after(R"("Type": "Pass")", "$.x") == "");
  CHECK(read_after(R"("Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:f")", "$.x") == "");
  CHECK(read_after(R"("Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken")", "$.x") == "");
  CHECK(read_after(R"("Type": "Pass", "Result": "${Anything}")", "$.x") == "");
}

TEST_CASE("Parameters, ResultSelector, ResultPath, OutputPath") {
  CHECK(read_after(R"("Type": "Pass", "Parameters": {"a.$": "$.p", "c": 1})", "$.a.b") == "");
  CHECK(read_after(R"("Type": "Pass", "Parameters": {"a.$": "$.p", "c": 1})", "$.p") == "B $.p");
  CHECK(read_after(R"("Type": "Pass", "Result": {"a": 1}, "ResultPath": "$.r")", "$.r.b") == "B $.r.b");
  CHECK(read_after(R"("Type": "Pass", "Result": {"a": 1}, "ResultPath": "$.r")", "$.other") == "");
  CHECK(read_after(R"("Type": "Pass", "Result": {"a": 1}, "ResultPath": null)", "$.other") == "");
  CHECK(read_after(R"("Type": "Pass", "Result": {"a": {"b": 2}}, "OutputPath": "$.a")", "$.b") == "");
  CHECK(read_after(R"("Type": "Pass", "Result": {"a": {"b": 2}}, "OutputPath": "$.a")", "$.a") == "B $.a");
  CHECK(read_after(R"("Type": "Pass", "Result": {"a": 1}, "OutputPath": null)", "$.a") == "B $.a");
  CHECK(read_after(R"("Type": "Task", "Resource": "arn:aws:lambda:us-east-1:1:function:f", "ResultSelector": {"a.$": "$.x"})", "$.x") ==
        "B $.x");
  CHECK(read_after(R"("Type": "Pass", "InputPath": null)", "$.a") == "B $.a");
}

TEST_CASE("ResultPath writes into the raw input, not into what InputPath selects") {
  CHECK(read_after(R"("Type": "Pass", "InputPath": "$.a", "Result": 1, "ResultPath": "$.r")", "$.b") == "");
  CHECK(faults_in(R"("A": {"Type": "Pass", "Result": "text", "Next": "B"},
                     "B": {"Type": "Pass", "Result": 1, "ResultPath": "$.x", "End": true})") == "B $.x");
}

TEST_CASE("results of integrations") {
  const auto integration = [](std::string_view name) { return fmt::format(R"("Type": "Task", "Resource": "arn:aws:states:::{}")", name); };
  CHECK(read_after(integration("lambda:invoke"), "$.Payload.x") == "");
  CHECK(read_after(integration("lambda:invoke"), "$.x") == "B $.x");
  CHECK(read_after(integration("sns:publish"), "$.MessageId") == "");
  CHECK(read_after(integration("sns:publish"), "$.order") == "B $.order");
  CHECK(read_after(integration("states:startExecution.sync"), "$.Output.x") == "B $.Output.x");
  CHECK(read_after(integration("states:startExecution.sync:2"), "$.Output.x") == "");
  CHECK(read_after(integration("dynamodb:getItem"), "$.Item.x.S") == "");
  CHECK(read_after(integration("ecs:runTask.sync"), "$.x") == "");
  CHECK(read_after(integration("${Service}:publish"), "$.x") == "");
}

TEST_CASE("the error output of a catcher replaces the input, unless its ResultPath says otherwise") {
  const auto handler = [](std::string_view result_path, std::string_view path) {
    return faults_in(fmt::format(R"("A": {{"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:1:function:f", "End": true,
      "Catch": [{{"ErrorEquals": ["States.ALL"], {} "Next": "B"}}]}}, "B": {{"Type": "Pass", "Parameters": {{"v.$": "{}"}}, "End": true}})",
                                 result_path, path));
  };
  CHECK(handler("", "$.Cause") == "");
  CHECK(handler("", "$.order") == "B $.order");
  CHECK(handler(R"("ResultPath": "$.error",)", "$.order") == "");
  CHECK(handler(R"("ResultPath": "$.error",)", "$.error.message") == "B $.error.message");
  CHECK(handler(R"("ResultPath": null,)", "$.order") == "");
}

TEST_CASE("a fault on one way in names the edge") {
  CHECK(faults_in(R"("A": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:1:function:f", "Next": "B",
      "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "B"}]}, "B": {"Type": "Pass", "Parameters": {"v.$": "$.x"}, "End": true})") ==
        "B $.x from A");
}

TEST_CASE("arrays of Parallel and Map") {
  const std::string parallel = R"("Type": "Parallel", "Branches": [
    {"StartAt": "P", "States": {"P": {"Type": "Pass", "Result": {"p": 1}, "End": true}}},
    {"StartAt": "Q", "States": {"Q": {"Type": "Pass", "Result": {"q": 1}, "End": true}}}])";
  CHECK(read_after(parallel, "$[0].p") == "");
  CHECK(read_after(parallel, "$[1].p") == "B $[1].p");
  CHECK(read_after(parallel, "$[2]") == "B $[2]");
  CHECK(read_after(parallel, "$.p") == "B $.p");
  CHECK(read_after(parallel + R"(, "ResultSelector": {"p.$": "$[0].p"})", "$.p") == "");
  const std::string map =
      R"("Type": "Map", "ItemProcessor": {"StartAt": "M", "States": {"M": {"Type": "Pass", "Result": {"m": 1}, "End": true}}})";
  CHECK(read_after(map, "$[7].m") == "");
  CHECK(read_after(map, "$[7].x") == "B $[7].x");
  CHECK(read_after(map, "$[*].x") == "");
}

TEST_CASE("the input of branches and iterations") {
  const auto inside = [](std::string_view fields, std::string_view path) {
    return faults_in(fmt::format(R"("A": {{"Type": "Pass", "Result": {{"list": [{{"n": 1}}], "other": 2}}, "Next": "B"}},
      "B": {{"Type": "Map", "ItemsPath": "$.list", {} "End": true, "ItemProcessor": {{"StartAt": "C", "States": {{
      "C": {{"Type": "Pass", "Parameters": {{"v.$": "{}"}}, "End": true}}}}}}}})",
                                 fields, path));
  };
  CHECK(inside("", "$.n") == "");
  CHECK(inside("", "$.other") == "C $.other");
  CHECK(inside(R"("ItemSelector": {"item.$": "$$.Map.Item.Value", "o.$": "$.other"},)", "$.item.n") == "");
  CHECK(inside(R"("ItemSelector": {"item.$": "$$.Map.Item.Value"},)", "$.n") == "C $.n");
  CHECK(inside(R"("ItemSelector": {"item.$": "$$.Map.Item.Value.x"},)", "$.item") == "B $$.Map.Item.Value.x");
}

TEST_CASE("a child with an ItemBatcher gets Items") {
  const auto child = [](std::string_view path) {
    return faults_in(fmt::format(R"("A": {{"Type": "Map", "ItemBatcher": {{"MaxItemsPerBatch": 2}}, "End": true, "ItemProcessor": {{
      "ProcessorConfig": {{"Mode": "DISTRIBUTED", "ExecutionType": "STANDARD"}}, "StartAt": "C",
      "States": {{"C": {{"Type": "Pass", "Parameters": {{"v.$": "{}"}}, "End": true}}}}}}}})",
                                 path));
  };
  CHECK(child("$.Items[0].id") == "");
  CHECK(child("$.id") == "C $.id");
  CHECK(child("$.BatchInput") == "C $.BatchInput");
}

TEST_CASE("conditions of a Choice stop as the service does") {
  const auto choose = [](std::string_view rules) {
    return faults_in(fmt::format(R"("A": {{"Type": "Pass", "Result": {{"a": "x"}}, "Next": "B"}},
      "B": {{"Type": "Choice", "Choices": [{}], "Default": "C"}}, "C": {{"Type": "Succeed"}})",
                                 rules));
  };
  CHECK(choose(R"({"Variable": "$.a", "StringEquals": "x", "Next": "C"})") == "");
  CHECK(choose(R"({"Variable": "$.b", "StringEquals": "x", "Next": "C"})") == "B $.b");
  CHECK(choose(R"({"Variable": "$.b", "IsPresent": true, "Next": "C"})") == "");
  CHECK(choose(R"({"And": [{"Variable": "$.b", "IsPresent": true}, {"Variable": "$.b", "NumericEquals": 1}], "Next": "C"})") == "");
  CHECK(choose(R"({"And": [{"Variable": "$.b", "NumericEquals": 1}, {"Variable": "$.b", "IsPresent": true}], "Next": "C"})") == "B $.b");
  CHECK(choose(R"({"Or": [{"Variable": "$.b", "IsPresent": false}, {"Variable": "$.b", "NumericEquals": 1}], "Next": "C"})") == "");
  CHECK(choose(R"({"Not": {"Variable": "$.b", "IsPresent": true}, "Next": "C"}, {"Variable": "$.b", "NumericEquals": 1, "Next": "C"})") ==
        "");
  CHECK(choose(R"({"Variable": "$.b", "IsNull": true, "Next": "C"})") == "B $.b");
  CHECK(choose(R"({"Variable": "$.a", "NumericEquals": 1, "Next": "C"})") == "B $.a");
  CHECK(choose(R"({"Variable": "$.a", "StringEqualsPath": "$.b", "Next": "C"})") == "B $.b");
}

TEST_CASE("what a rule can never let through is not looked at") {
  CHECK(faults_in(R"("A": {"Type": "Pass", "Result": {"a": 1}, "Next": "B"},
    "B": {"Type": "Choice", "Choices": [{"Variable": "$.b", "IsPresent": true, "Next": "C"}], "Default": "D"},
    "C": {"Type": "Pass", "Parameters": {"v.$": "$.b"}, "End": true}, "D": {"Type": "Succeed"})") == "");
}

TEST_CASE("types that a reader never takes") {
  CHECK(read_after(R"("Type": "Pass", "Result": {"s": "x"})", "States.ArrayLength($.s)") == "B $.s");
  CHECK(
      faults_in(R"("A": {"Type": "Pass", "Result": {"s": [1]}, "Next": "B"}, "B": {"Type": "Wait", "SecondsPath": "$.s", "End": true})") ==
      "B $.s");
  CHECK(faults_in(
            R"("A": {"Type": "Pass", "Result": {"s": "7"}, "Next": "B"}, "B": {"Type": "Wait", "SecondsPath": "$.s", "End": true})") == "");
  CHECK(faults_in(R"("A": {"Type": "Pass", "Result": {"s": "7"}, "Next": "B"}, "B": {"Type": "Map", "ItemsPath": "$.s", "End": true,
    "ItemProcessor": {"StartAt": "C", "States": {"C": {"Type": "Pass", "End": true}}}})") == "B $.s");
}

TEST_CASE("loops run until nothing changes") {
  CHECK(faults_in(R"~("A": {"Type": "Pass", "Result": {"n": 0}, "Next": "B"},
    "B": {"Type": "Pass", "Parameters": {"n.$": "States.MathAdd($.n, 1)", "old.$": "$"}, "Next": "C"},
    "C": {"Type": "Choice", "Choices": [{"Variable": "$.n", "NumericLessThan": 9, "Next": "B"}], "Default": "D"},
    "D": {"Type": "Pass", "Parameters": {"v.$": "$.m"}, "End": true})~") == "D $.m");
}

TEST_CASE("JSONata: plain paths into known data") {
  const auto output = [](std::string_view first, std::string_view second) {
    return faults_in(
        fmt::format(R"("A": {{"Type": "Pass", "Output": {}, "Next": "B"}}, "B": {{"Type": "Pass", "Output": {}, "End": true}})", first,
                    second),
        "A", "JSONata");
  };
  CHECK(output(R"({"a": 1, "b": "{% $states.input.x %}"})", R"("{% $states.input.a %}")") == "");
  CHECK(output(R"({"a": 1, "b": "{% $states.input.x %}"})", R"("{% $states.input.c %}")") == "B $states.input.c");
  CHECK(output(R"({"a": 1})", R"("{% $exists($states.input.c) ? 1 : 2 %}")") == "");
  CHECK(output(R"({"a": 1})", R"({"v": ["{% $states.input.c %}"]})") == "B $states.input.c");
  CHECK(output(R"([{"a": 1}])", R"("{% $states.input.a %}")") == "");
  CHECK(output(R"("{% {'a': 1} %}")", R"("{% $states.input.c %}")") == "");
}

TEST_CASE("JSONata: fields that never take what plain paths give") {
  const auto reader = [](std::string_view value, std::string_view fields) {
    return faults_in(fmt::format(R"("A": {{"Type": "Pass", "Output": {{"v": {}, "w": "{{% $states.input.w %}}"}}, "Next": "B"}},
                                    "B": {{{}}}, "Z": {{"Type": "Succeed"}})",
                                 value, fields),
                     "A", "JSONata");
  };
  const std::string wait = R"("Type": "Wait", "Next": "Z", "Seconds": "{% $states.input.v %}")";
  CHECK(reader("5", wait) == "");
  CHECK(reader(R"("5")", wait) == "B $states.input.v");
  CHECK(reader("null", wait) == "B $states.input.v");
  CHECK(reader("[5]", wait) == "");
  CHECK(reader("\"{% $states.input.x %}\"", wait) == "");
  const std::string until = R"("Type": "Wait", "Next": "Z", "Timestamp": "{% $states.input.v %}")";
  CHECK(reader(R"("2026-01-01T00:00:00Z")", until) == "");
  CHECK(reader("5", until) == "B $states.input.v");
  const std::string choice = R"("Type": "Choice", "Choices": [{"Condition": "{% $states.input.v %}", "Next": "Z"}], "Default": "Z")";
  CHECK(reader("true", choice) == "");
  CHECK(reader(R"("yes")", choice) == "B $states.input.v");
  const std::string map = R"("Type": "Map", "Next": "Z", "Items": "{% $states.input.v %}",
    "ItemProcessor": {"StartAt": "C", "States": {"C": {"Type": "Pass", "End": true}}})";
  CHECK(reader("[1]", map) == "");
  CHECK(reader(R"({"k": 1})", map) == "");
  CHECK(reader("7", map) == "B $states.input.v");
}

TEST_CASE("a state behind one that always fails is left alone") {
  CHECK(faults_in(R"("A": {"Type": "Pass", "Result": {}, "Next": "B"}, "B": {"Type": "Pass", "InputPath": "$.x", "Next": "C"},
    "C": {"Type": "Pass", "InputPath": "$.y", "End": true})") == "B $.x");
}

TEST_CASE("thousands of states in a row that each add a field take time in proportion") {
  std::string states;
  constexpr int kStates = 3'000;
  for (int i = 0; i < kStates; ++i) {
    states += fmt::format(R"("{}": {{"Type": "Pass", "Result": 1, "ResultPath": "$.f{}", "Next": "{}"}}, )", i, i, i + 1);
  }
  CHECK(faults_in(states + fmt::format(R"("{}": {{"Type": "Succeed"}})", kStates), "0") == "");
}

}  // namespace
}  // namespace sfn::lint

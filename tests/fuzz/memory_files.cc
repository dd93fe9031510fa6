#include "fuzz/memory_files.h"

#include "asl/program.h"

namespace sfn::fuzz {

const std::string_view kMachine = R"({"StartAt": "Init", "States": {
  "Init": {"Type": "Pass", "Parameters": {"id.$": "$.id", "items": [1, 2, 3]}, "Next": "Charge"},
  "Charge": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "charge", "Payload.$": "$"},
    "ResultSelector": {"total.$": "$.Payload"}, "ResultPath": "$.charge", "TimeoutSeconds": 60, "HeartbeatSeconds": 10,
    "Retry": [{"ErrorEquals": ["Declined"], "IntervalSeconds": 1, "MaxAttempts": 2}],
    "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Done"}], "Next": "Large?"},
  "Large?": {"Type": "Choice", "Choices": [{"Variable": "$.charge.total", "NumericGreaterThan": 100, "Next": "Each"}], "Default": "Approve"},
  "Each": {"Type": "Map", "ItemsPath": "$.items", "ItemProcessor": {"StartAt": "Work", "States": {
    "Work": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:price-book", "End": true}}}, "ResultPath": null, "Next": "Approve"},
  "Approve": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "HeartbeatSeconds": 30, "Parameters":
    {"QueueUrl": "q", "MessageBody.$": "$$.Task.Token"}, "ResultPath": "$.approved", "Next": "Child"},
  "Child": {"Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Parameters":
    {"StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:child", "Input": {}}, "ResultPath": "$.child", "Next": "Done"},
  "Done": {"Type": "Succeed"}}})";

std::string MemoryFiles::bytes(const std::string& path) const {
  if (path.ends_with(".sfntest.json")) return suite_;
  if (path.find("mock") != std::string::npos) return mocks_;
  if (path.find("missing") != std::string::npos) throw mocks::Unusable("there is no file " + path);
  return definition_;
}

std::shared_ptr<const json::Document> MemoryFiles::document(const std::string& path) const {
  auto document = document_of(path, bytes(path));
  if (document == nullptr) throw mocks::Unusable(path + " cannot be read");
  return document;
}

std::shared_ptr<const asl::Program> MemoryFiles::program(const std::string& path, std::string_view) const {
  return asl::build(document(path));
}

}  // namespace sfn::fuzz

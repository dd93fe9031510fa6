#include "lint/fault_report.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  report_faults(program, report, Flaw::InputLostAfterTask);
}

}  // namespace

extern const Rule input_lost_after_task{
    .name = "input-lost-after-task",
    .severity = diag::Severity::Warning,
    .summary = "a path to data that the result of a service integration has replaced",
    .explanation =
        R"~(Without ResultPath the result of a Task becomes the whole output of the state. What these integrations answer is laid down (a message's id
and metadata, say), so a path to what the state had got finds nothing and the execution fails with States.Runtime.)~",
    .bad = R"~({
  "StartAt": "Notify",
  "States": {
    "Notify": {
      "Type": "Task", "Resource": "arn:aws:states:::sns:publish",
      "Parameters": { "TopicArn": "arn:aws:sns:us-east-1:123456789012:orders", "Message.$": "$.text" }, "Next": "Archive"
    },
    "Archive": { "Type": "Pass", "Parameters": { "text.$": "$.text" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Notify",
  "States": {
    "Notify": {
      "Type": "Task", "Resource": "arn:aws:states:::sns:publish", "ResultPath": null,
      "Parameters": { "TopicArn": "arn:aws:sns:us-east-1:123456789012:orders", "Message.$": "$.text" }, "Next": "Archive"
    },
    "Archive": { "Type": "Pass", "Parameters": { "text.$": "$.text" }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

#include "lint/fault_report.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  report_faults(program, report, Flaw::InputLostAfterCatch);
}

}  // namespace

extern const Rule input_lost_after_catch{
    .name = "input-lost-after-catch",
    .severity = diag::Severity::Warning,
    .summary = "a path to data that a catcher without ResultPath has replaced by the error",
    .explanation =
        R"~(A catcher without ResultPath (or with "$") makes the error output, { "Error": …, "Cause": … }, the whole input of the next state. What the
state had got is gone, and reading it fails with States.Runtime, which nothing can catch: the handler itself breaks, and only when
something else has gone wrong before.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "charge", "Payload.$": "$" }, "End": true,
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Refund" }]
    },
    "Refund": { "Type": "Pass", "Parameters": { "order.$": "$.orderId", "why.$": "$.Cause" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "charge", "Payload.$": "$" }, "End": true,
      "Catch": [{ "ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Refund" }]
    },
    "Refund": { "Type": "Pass", "Parameters": { "order.$": "$.orderId", "why.$": "$.error.Cause" }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

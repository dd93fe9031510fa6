#include "lint/fault_report.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  report_faults(program, report, Flaw::FieldOfJsonText);
}

}  // namespace

extern const Rule field_of_json_text{
    .name = "field-of-json-text",
    .severity = diag::Severity::Warning,
    .summary = "a path into the output of an execution that was started with .sync, which is text",
    .explanation =
        R"~(startExecution.sync answers with the child's Output as a string of JSON; a path into it finds nothing. startExecution.sync:2 answers with
JSON.)~",
    .bad = R"~({
  "StartAt": "Child",
  "States": {
    "Child": {
      "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync", "Next": "Show",
      "Parameters": { "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:child" }
    },
    "Show": { "Type": "Pass", "Parameters": { "total.$": "$.Output.total" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Child",
  "States": {
    "Child": {
      "Type": "Task", "Resource": "arn:aws:states:::states:startExecution.sync:2", "Next": "Show",
      "Parameters": { "StateMachineArn": "arn:aws:states:us-east-1:123456789012:stateMachine:child" }
    },
    "Show": { "Type": "Pass", "Parameters": { "total.$": "$.Output.total" }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

#include "lint/fault_report.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  report_faults(program, report, Flaw::UnguardedChoiceVariable);
}

}  // namespace

extern const Rule unguarded_choice_variable{
    .name = "unguarded-choice-variable",
    .severity = diag::Severity::Warning,
    .summary = "a Choice that compares a field which is missing on some way into it",
    .explanation =
        R"~(A Variable that is missing does not make a rule false: it fails the execution with States.Runtime, which nothing can catch. Here the data is
known, at least on one way into the Choice, and has no such field. And stops at the first operand that is false, so an IsPresent before the
comparison helps.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "charge", "Payload.$": "$" }, "Next": "Large?",
      "OutputPath": "$.Payload", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Large?" }]
    },
    "Large?": { "Type": "Choice", "Choices": [{ "Variable": "$.total", "NumericGreaterThan": 100, "Next": "Done" }], "Default": "Failed" },
    "Failed": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "charge", "Payload.$": "$" }, "Next": "Large?",
      "OutputPath": "$.Payload", "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Large?" }]
    },
    "Large?": {
      "Type": "Choice",
      "Choices": [
        { "And": [{ "Variable": "$.total", "IsPresent": true }, { "Variable": "$.total", "NumericGreaterThan": 100 }], "Next": "Done" }
      ],
      "Default": "Failed"
    },
    "Failed": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

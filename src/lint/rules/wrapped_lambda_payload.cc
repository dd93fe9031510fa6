#include "lint/fault_report.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  report_faults(program, report, Flaw::WrappedLambdaPayload);
}

}  // namespace

extern const Rule wrapped_lambda_payload{
    .name = "wrapped-lambda-payload",
    .severity = diag::Severity::Warning,
    .summary = "a path past the envelope of lambda:invoke",
    .explanation =
        R"~(The integration lambda:invoke answers with an envelope: what the function returned is in Payload, beside ExecutedVersion, StatusCode and
metadata. A path that looks for the function's fields in the envelope itself finds nothing, and the execution fails with States.Runtime.
(A Task whose Resource is the function's ARN has no envelope.))~",
    .bad = R"~({
  "StartAt": "Price",
  "States": {
    "Price": {
      "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "price", "Payload.$": "$" }, "Next": "Show"
    },
    "Show": { "Type": "Pass", "Parameters": { "total.$": "$.total" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Price",
  "States": {
    "Price": {
      "Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": { "FunctionName": "price", "Payload.$": "$" },
      "OutputPath": "$.Payload", "Next": "Show"
    },
    "Show": { "Type": "Pass", "Parameters": { "total.$": "$.total" }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

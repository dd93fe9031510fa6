#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule value_out_of_range{
    .name = "value-out-of-range",
    .severity = diag::Severity::Error,
    .summary = "a number outside the range of its field",
    .explanation = R"~(Timeouts and intervals start at 1, BackoffRate at 1.0, MaxAttempts at 0; seconds end at 99999999.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge", "TimeoutSeconds": 0, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge", "TimeoutSeconds": 30, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
};

}  // namespace sfn::lint::registry

#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule missing_field{
    .name = "missing-field",
    .severity = diag::Severity::Error,
    .summary = "a field that must be there is not",
    .explanation = R"~(A machine needs StartAt and States, a state its Type, a Task its Resource, a catcher its Next, and so on.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge", "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
};

}  // namespace sfn::lint::registry

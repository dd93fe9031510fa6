#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule mistyped_field{
    .name = "mistyped-field",
    .severity = diag::Severity::Error,
    .summary = "a value of the wrong JSON type",
    .explanation =
        R"~(A number in quotes is a text, and AWS does not convert it; likewise "true". Retry and Catch are arrays even with one element.)~",
    .bad = R"~({
  "StartAt": "Rest",
  "States": {
    "Rest": { "Type": "Wait", "Seconds": "10", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Rest",
  "States": {
    "Rest": { "Type": "Wait", "Seconds": 10, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
};

}  // namespace sfn::lint::registry

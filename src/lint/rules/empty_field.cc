#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule empty_field{
    .name = "empty-field",
    .severity = diag::Severity::Error,
    .summary = "an array or object that must hold something is empty",
    .explanation =
        R"~(States, Choices, Branches, And, Or and ErrorEquals need at least one element. Empty Retry and Catch arrays are accepted.)~",
    .bad = R"~({
  "StartAt": "Both",
  "States": {
    "Both": { "Type": "Parallel", "Branches": [], "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel",
      "Branches": [{ "StartAt": "One", "States": { "One": { "Type": "Succeed" } } }],
      "End": true
    }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
};

}  // namespace sfn::lint::registry

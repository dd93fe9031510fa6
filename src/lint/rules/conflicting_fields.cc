#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule conflicting_fields{
    .name = "conflicting-fields",
    .severity = diag::Severity::Error,
    .summary = "two fields that exclude each other",
    .explanation =
        R"~(A value is given literally or by a path, not both (Error, ErrorPath); a state has Next or End; a Wait waits for one thing; a Choice rule
makes one comparison.)~",
    .bad = R"~({
  "StartAt": "Rest",
  "States": {
    "Rest": { "Type": "Wait", "Seconds": 10, "SecondsPath": "$.pause", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Rest",
  "States": {
    "Rest": { "Type": "Wait", "SecondsPath": "$.pause", "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
};

}  // namespace sfn::lint::registry

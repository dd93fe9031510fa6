#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule invalid_timestamp{
    .name = "invalid-timestamp",
    .severity = diag::Severity::Error,
    .summary = "a timestamp that is not RFC 3339",
    .explanation = R"~(Date and time are joined by T, and Z or an offset says the zone; day and hour must exist.)~",
    .bad = R"~({
  "StartAt": "Rest",
  "States": {
    "Rest": { "Type": "Wait", "Timestamp": "2026-12-05 21:29:29Z", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Rest",
  "States": {
    "Rest": { "Type": "Wait", "Timestamp": "2026-12-05T21:29:29Z", "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
};

}  // namespace sfn::lint::registry

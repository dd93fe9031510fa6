#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule rule_without_comparison{
    .name = "rule-without-comparison",
    .severity = diag::Severity::Error,
    .summary = "a Choice rule that compares nothing",
    .explanation = R"~(A JSONPath rule holds exactly one comparison operator with its Variable, or And, Or, Not.)~",
    .bad = R"~({
  "StartAt": "Adult?",
  "States": {
    "Adult?": { "Type": "Choice", "Choices": [{ "Variable": "$.age", "Next": "Done" }], "Default": "Refuse" },
    "Refuse": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .good = R"~({
  "StartAt": "Adult?",
  "States": {
    "Adult?": { "Type": "Choice", "Choices": [{ "Variable": "$.age", "NumericGreaterThan": 17, "Next": "Done" }], "Default": "Refuse" },
    "Refuse": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
};

}  // namespace sfn::lint::registry

#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule unknown_value{
    .name = "unknown-value",
    .severity = diag::Severity::Error,
    .summary = "a word that is not among those a field takes",
    .explanation =
        R"~(Type, QueryLanguage, JitterStrategy, Mode and others take one of a few words, and case matters: "task" is no Type.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "pass", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
};

}  // namespace sfn::lint::registry

#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule missing_transition{
    .name = "missing-transition",
    .severity = diag::Severity::Error,
    .summary = "a state that says neither what follows nor that it ends",
    .explanation = R"~(Pass, Task, Wait, Parallel and Map need Next or "End": true.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass" }
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

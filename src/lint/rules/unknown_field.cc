#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule unknown_field{
    .name = "unknown-field",
    .severity = diag::Severity::Error,
    .summary = "a field that does not exist where it stands",
    .explanation =
        R"~(AWS refuses every field that the language does not know at that place: there is no room for remarks but Comment. Mostly the name is
misspelt (Parameter, ResultsPath), or the field belongs to another type of state (Retry on a Pass, TimeoutSeconds on a Wait).)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameter": { "greeting": "hello" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "greeting": "hello" }, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
};

}  // namespace sfn::lint::registry

#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule field_of_other_query_language{
    .name = "field-of-other-query-language",
    .severity = diag::Severity::Error,
    .summary = "a JSONata field in a JSONPath state, or the reverse",
    .explanation =
        R"~(InputPath, Parameters, ResultSelector, ResultPath, OutputPath and every other …Path exist only with JSONPath; Arguments, Output, Items
and Condition only with JSONata. What counts is the state's own QueryLanguage, else the machine's: that of a Map or Parallel does not
reach the states inside.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": { "greeting": "hello" }, "End": true }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": { "greeting": "hello" }, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
};

}  // namespace sfn::lint::registry

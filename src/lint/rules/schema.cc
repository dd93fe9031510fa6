#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule schema{
    .name = "schema",
    .severity = diag::Severity::Error,
    .summary = "the JSON Schema refuses what no other rule has named",
    .explanation =
        R"~(The structure is checked by a table, from which schemas/asl.schema.json is made. Should the schema ever refuse what the table lets
pass, it is said under this name.

What a schema of your own refuses (validate --schema FILE) is reported under this name too, for rules of a house such as names and Comments.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "End": true }
  }
})~",
    .good = R"~({
  "Comment": "Says hello to everybody",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .example_schema = R"~({
  "required": ["Comment"],
  "properties": { "Comment": { "minLength": 10 } }
})~",
};

}  // namespace sfn::lint::registry

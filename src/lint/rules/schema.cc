#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule schema{
    .name = "schema",
    .severity = diag::Severity::Error,
    .summary = "the JSON Schema refuses what no other rule has named",
    .explanation =
        R"~(The structure is checked by a table, from which schemas/asl.schema.json is made. Should the schema ever refuse what the table lets
pass, it is said under this name.

What a schema of your own refuses (validate --schema FILE) is reported under this name too. With {"properties": {"Comment": {"minLength": 10}},
"required": ["Comment"]} every machine needs a Comment of ten characters.)~",
    .bad = R"~()~",
    .good = R"~()~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
};

}  // namespace sfn::lint::registry

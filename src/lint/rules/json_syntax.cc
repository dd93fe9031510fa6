#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule json_syntax{
    .name = "json-syntax",
    .severity = diag::Severity::Error,
    .summary = "the text is not JSON (or not YAML)",
    .explanation =
        R"~(Nothing else can be said about a text that does not parse. JSON has no comments and no trailing commas; a placeholder such as ${Seconds}
outside quotes is no JSON either and has to be filled in first (--substitute).)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "End": true, }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Result": "hello", "End": true }
  }
})~",
    .aws_code = "INVALID_JSON_DESCRIPTION",
};

}  // namespace sfn::lint::registry

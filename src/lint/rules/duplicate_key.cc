#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule duplicate_key{
    .name = "duplicate-key",
    .severity = diag::Severity::Warning,
    .summary = "a key stands twice in one object",
    .explanation =
        R"~(JSON readers keep one of the two values, mostly the last, and the other is lost without a word. Two states of one name are an error of
their own: duplicate-state-name.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Result": { "n": 1, "n": 2 }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Result": { "n": 1, "m": 2 }, "End": true }
  }
})~",
};

}  // namespace sfn::lint::registry

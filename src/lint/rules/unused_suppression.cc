#include "lint/rule.h"

namespace sfn::lint::registry {

extern const Rule unused_suppression{
    .name = "unused-suppression",
    .severity = diag::Severity::Warning,
    .summary = "a Comment asks to ignore a rule that nothing there breaks",
    .explanation =
        R"~("sfnctl:ignore RULE[, RULE…] reason" in the Comment of a state, retrier, catcher or machine takes away the findings of these rules inside
it. When the flaw is mended the request should go too, else it will hide the next one.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Comment": "sfnctl:ignore unreachable-state kept for later", "Type": "Pass", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Comment": "says hello", "Type": "Pass", "End": true }
  }
})~",
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool tests_presence(const json::Document& document, const asl::Expression& variable) {
  return document.find(document.parent(variable.node), "IsPresent") != json::kNoNode;
}

void check(const asl::Program& program, Report& report) {
  for (const asl::ExpressionUse& use : program.expressions) {
    if (use.holder != asl::Holder::ChoiceRule || use.field != "Variable") continue;
    const jsonpath::Path* path = use.expression->path();
    if (path == nullptr || path->is_definite() || tests_presence(*program.document, *use.expression)) continue;
    report.at(use.expression->node, fmt::format("\"{}\" may give several values, a comparison needs one", use.expression->text));
  }
}

}  // namespace

extern const Rule indefinite_choice_variable{
    .name = "indefinite-choice-variable",
    .severity = diag::Severity::Warning,
    .summary = "a Choice compares a path that may give several values",
    .explanation = R"~(A path with a wildcard, a filter, a slice or .. gives an array, which no comparison of a single value accepts.)~",
    .bad = R"~({
  "StartAt": "Paid?",
  "States": {
    "Paid?": { "Type": "Choice", "Choices": [{ "Variable": "$.items[*].paid", "BooleanEquals": true, "Next": "Done" }], "Default": "Remind" },
    "Remind": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .good = R"~({
  "StartAt": "Paid?",
  "States": {
    "Paid?": { "Type": "Choice", "Choices": [{ "Variable": "$.items[0].paid", "BooleanEquals": true, "Next": "Done" }], "Default": "Remind" },
    "Remind": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

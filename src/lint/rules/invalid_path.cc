#include <fmt/format.h>

#include "asl/parse_expression.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  for (const asl::ExpressionUse& use : program.expressions) {
    if (use.in_template || program.state(use.state).language != asl::QueryLanguage::JsonPath) continue;
    const text::SyntaxError* fault = asl::fault_of(*use.expression);
    if (fault == nullptr || intrinsic::looks_like_call(use.expression->text)) continue;  // misplaced-intrinsic
    report
        .inside(use.expression->node, fault->offset, fault->offset + std::max<size_t>(fault->length, 1),
                fmt::format("{} is no path: {}", use.field, fault->message))
        .aws_message = use.field == "ResultPath" ? "Value is not a Reference Path" : "Value is not a valid JSONPath";
  }
}

}  // namespace

extern const Rule invalid_path{
    .name = "invalid-path",
    .severity = diag::Severity::Error,
    .summary = "a path that does not parse",
    .explanation =
        R"~(A path starts with $ (the input), $$ (the context object) or $name (a variable), followed by .name, ['name'], [index] and the other steps of
JSONPath.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "InputPath": "$.orders[", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "InputPath": "$.orders[0]", "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

#include "asl/parse_expression.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  for (const asl::ExpressionUse& use : program.expressions) {
    const text::SyntaxError* error = use.expression->error();
    if (error == nullptr || error->code != asl::kDelimiterCode) continue;
    const bool opened = use.expression->text.substr(0, 2) == "{%";
    report.at(use.expression->node, opened ? "the expression does not end with %}" : "the expression does not start with {%");
  }
}

}  // namespace

extern const Rule unbalanced_jsonata_delimiters{
    .name = "unbalanced-jsonata-delimiters",
    .severity = diag::Severity::Error,
    .summary = "a text with only one of {% and %}",
    .explanation = R"~(An expression starts with {% and ends with %}; AWS refuses a text that has only one of them.)~",
    .bad = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% $states.input.name %", "End": true }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% $states.input.name %}", "End": true }
  }
})~",
    .aws_code = "INVALID_JSONATA_EXPRESSION",
    .check = check,
};

}  // namespace sfn::lint::registry

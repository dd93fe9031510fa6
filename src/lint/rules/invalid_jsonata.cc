#include <algorithm>

#include "asl/parse_expression.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// SyntaxError::code of what is too large or too deep for this parser.
constexpr std::string_view kBeyondParser = "U1001";

void check(const asl::Program& program, Report& report) {
  for (const asl::ExpressionUse& use : program.expressions) {
    const text::SyntaxError* fault = asl::fault_of(*use.expression);
    if (fault == nullptr || program.state(use.state).language != asl::QueryLanguage::Jsonata) continue;
    // What is missing at the end is missing before the closing %}.
    const size_t begin = std::min<size_t>(use.expression->begin + fault->offset, use.expression->end);
    auto& finding = report.inside(use.expression->node, begin, begin + std::max<size_t>(fault->length, 1), fault->message);
    if (fault->code == kBeyondParser) {  // the service has none there, and evaluates fewer levels than that
      finding.severity = diag::Severity::Warning;
      finding.help = "it is not checked, and cannot be run here; Step Functions evaluates no more than 100 levels";
      continue;
    }
    finding.aws_message = fault->message;
  }
}

}  // namespace

extern const Rule invalid_jsonata{
    .name = "invalid-jsonata",
    .severity = diag::Severity::Error,
    .summary = "an expression that does not parse",
    .explanation =
        R"~(What stands between {% and %} must be JSONata 2.0.6, the version that Step Functions runs. A placeholder such as ${Name} may be filled in with
any name or value; what is wrong beside it is reported.)~",
    .bad = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% $sum($states.input.prices %}", "End": true }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% $sum($states.input.prices) %}", "End": true }
  }
})~",
    .aws_code = "INVALID_JSONATA_EXPRESSION",
    .check = check,
};

}  // namespace sfn::lint::registry

#include "lint/known_facts.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  for (const asl::ExpressionUse& use : program.expressions) {
    const KnownFacts facts(*use.expression);
    if (!facts) continue;
    for (const jsonata::CallFact& call : facts->calls) {
      if (!call.variable || call.bound || call.name != "eval") continue;
      const size_t begin = use.expression->begin + call.offset;
      report.inside(use.expression->node, begin, begin + call.length, "Step Functions has no $eval: the call fails").help =
          "$parse(text) reads a JSON text";
    }
  }
}

}  // namespace

extern const Rule eval_call{
    .name = "eval-call",
    .severity = diag::Severity::Warning,
    .summary = "$eval, which Step Functions does not have",
    .explanation = R"~(AWS accepts the definition, but the call fails when it runs. $parse reads JSON texts.)~",
    .bad = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% $eval($states.input.text) %}", "End": true }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% $parse($states.input.text) %}", "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

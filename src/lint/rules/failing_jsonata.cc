#include <fmt/format.h>

#include "asl/placeholder.h"
#include "lint/known_facts.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// `$number('${N}')`: what a function refuses by its value, not by its kind, may be another value.
bool depends_on_placeholder(const jsonata::FailureFact& fact, const asl::Expression& expression) {
  return std::string_view(fact.code).starts_with("D3") && asl::has_placeholder(expression.source());
}

void check(const asl::Program& program, Report& report) {
  for (const asl::ExpressionUse& use : program.expressions) {
    const KnownFacts facts(*use.expression);
    if (!facts) continue;
    for (const jsonata::FailureFact& fact : facts->failures) {
      if (depends_on_placeholder(fact, *use.expression)) continue;
      const size_t begin = use.expression->begin + fact.offset;
      report.inside(use.expression->node, begin, begin + fact.length, fmt::format("always fails: {}", fact.message));
    }
  }
}

}  // namespace

extern const Rule failing_jsonata{
    .name = "failing-jsonata",
    .severity = diag::Severity::Warning,
    .summary = "a JSONata expression that fails whenever it is evaluated",
    .explanation = R"~(Its operands or arguments are literals of a kind that the operator or function refuses.)~",
    .bad = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% 'a' / 2 %}", "End": true }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% 4 / 2 %}", "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

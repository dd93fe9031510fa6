#include <fmt/format.h>

#include <algorithm>

#include "lint/known_facts.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// A function that is called without its `$`.
bool is_function_call(const jsonata::Facts& facts, const jsonata::NameFact& fact) {
  if (!jsonata::is_built_in(fact.name, jsonata::Profile::StepFunctions)) return false;
  const auto& calls = facts.calls;
  return std::any_of(calls.begin(), calls.end(), [&](const jsonata::CallFact& c) { return !c.variable && c.offset == fact.offset; });
}

void check(const asl::Program& program, Report& report) {
  for (const asl::ExpressionUse& use : program.expressions) {
    const KnownFacts facts(*use.expression);
    if (!facts) continue;
    for (const jsonata::NameFact& fact : facts->top_level_references) {
      const size_t begin = use.expression->begin + fact.offset;
      auto& finding = report.inside(use.expression->node, begin, begin + fact.length,
                                    fmt::format("\"{}\" is read from the top level, where there is nothing", fact.name));
      if (fact.name[0] == '*') {  // whether AWS refuses these is not known; they find nothing
        finding.severity = diag::Severity::Warning;
        continue;
      }
      finding.aws_message = fmt::format("Reference to '{}' at the top level is not supported.", fact.name);
      if (fact.name[0] == '$') {
        finding.help = "the input is $states.input";
      } else {
        const std::string_view prefix = is_function_call(*facts, fact) ? "$" : "$states.input.";
        finding.label = fmt::format("did you mean \"{}{}\"?", prefix, fact.name);
      }
    }
  }
}

}  // namespace

extern const Rule top_level_reference{
    .name = "top-level-reference",
    .severity = diag::Severity::Error,
    .summary = "a JSONata expression that reads from the top level",
    .explanation =
        R"~(Step Functions evaluates expressions without a context item: a bare name, $ or $$ has nothing to refer to. The input is $states.input. Within a
predicate, a map step or a group there is an item, and names are fine.)~",
    .bad = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% customer.name %}", "End": true }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% $states.input.customer.name %}", "End": true }
  }
})~",
    .aws_code = "UNSUPPORTED_JSONATA_EXPRESSION",
    .check = check,
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "lint/known_facts.h"
#include "lint/rule.h"
#include "lint/variables.h"
#include "text/suggest.h"

namespace sfn::lint::registry {
namespace {

void tell(const asl::Expression& expression, const jsonata::CallFact& call, Report& report) {
  const size_t begin = expression.begin + call.offset;
  auto& finding = report.inside(expression.node, begin, begin + call.length,
                                call.variable ? fmt::format("there is no function ${}", call.name)
                                              : fmt::format("\"{}\" is no function: their names begin with $", call.name));
  const auto near = call.variable ? text::nearest(call.name, jsonata::built_in_names(jsonata::Profile::StepFunctions)) : std::nullopt;
  if (near) finding.label = fmt::format("did you mean \"${}\"?", *near), finding.suggestion = "$" + *near;
  if (!call.variable && jsonata::is_built_in(call.name, jsonata::Profile::StepFunctions)) {
    finding.label = fmt::format("did you mean \"${}\"?", call.name), finding.suggestion = "$" + call.name;
  }
}

// The name of the callee is refused already, as something that is read from the top level.
bool is_refused(const jsonata::Facts& facts, const jsonata::CallFact& call) {
  const auto& references = facts.top_level_references;
  return !call.variable && std::any_of(references.begin(), references.end(), [&](const auto& fact) { return fact.name == call.name; });
}

void check(const asl::Program& program, Report& report) {
  std::unordered_set<std::string_view> variables;  // a variable may hold no function, but that is another flaw
  for (const Assignment& assignment : assignments(program)) variables.insert(assignment.name);
  for (const asl::ExpressionUse& use : program.expressions) {
    const KnownFacts facts(*use.expression);
    if (!facts) continue;
    for (const jsonata::CallFact& call : facts->calls) {
      if (is_refused(*facts, call)) continue;
      if (call.built_in || call.bound || call.name == "eval" || variables.count(call.name) != 0) continue;
      tell(*use.expression, call, report);
    }
  }
}

}  // namespace

extern const Rule unknown_jsonata_function{
    .name = "unknown-jsonata-function",
    .severity = diag::Severity::Warning,
    .summary = "a call of a JSONata function that does not exist",
    .explanation = R"~(The call fails whenever it runs. A name without $ is no function either.)~",
    .bad = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% $lenght($states.input.name) %}", "End": true }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% $length($states.input.name) %}", "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

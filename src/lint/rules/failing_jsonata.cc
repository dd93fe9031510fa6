#include <fmt/format.h>

#include <optional>
#include <unordered_map>

#include "asl/placeholder.h"
#include "lint/assigned_variables.h"
#include "lint/known_facts.h"
#include "lint/rule.h"
#include "lint/variables.h"

namespace sfn::lint::registry {
namespace {

/// `$number('${N}')`: what a function refuses by its value, not by its kind, may be another value.
bool depends_on_placeholder(const jsonata::FailureFact& fact, const asl::Expression& expression) {
  return std::string_view(fact.code).starts_with("D3") && asl::has_placeholder(expression.source());
}

using ByName = std::unordered_map<std::string_view, Assignment>;

/// Variables hold no functions. Where they have a value they also hide the function of their name.
ByName variables(const asl::Program& program) {
  ByName found;
  for (const Assignment& assignment : assignments(program)) found.emplace(assignment.name, assignment);
  return found;
}

void tell_call(const asl::Program& program, const asl::ExpressionUse& use, const jsonata::CallFact& call, const Assignment& assignment,
               Report& report) {
  const size_t begin = use.expression->begin + call.offset;
  const std::string_view why = call.built_in ? "a variable here, which hides the function" : "a variable, and variables hold no functions";
  auto& finding = report.inside(use.expression->node, begin, begin + call.length,
                                fmt::format("fails whenever it is evaluated: ${} is {}", call.name, why));
  finding.notes.push_back(
      {fmt::format("assigned in \"{}\"", program.state(assignment.state).name), program.document->key_span(assignment.node)});
}

void check_calls(const asl::Program& program, Report& report) {
  const ByName assigned = variables(program);
  if (assigned.empty() || report.structure_is_broken()) return;
  std::optional<AssignedVariables> known;  // where each has a value; nowhere for certain beyond kMaxTrackedVariables
  const auto hidden = [&](const asl::ExpressionUse& use, std::string_view name) {
    if (!known) known.emplace(report.flow());
    return assigned.size() <= kMaxTrackedVariables && known->always(use.state, name);
  };
  for (const asl::ExpressionUse& use : program.expressions) {
    const KnownFacts facts(*use.expression);
    if (!facts) continue;
    for (const jsonata::CallFact& call : facts->calls) {
      const auto found = call.variable && !call.bound ? assigned.find(call.name) : assigned.end();
      if (found == assigned.end() || (call.built_in && !hidden(use, call.name))) continue;
      tell_call(program, use, call, found->second, report);
    }
  }
}

void check(const asl::Program& program, Report& report) {
  check_calls(program, report);
  for (const asl::ExpressionUse& use : program.expressions) {
    const KnownFacts facts(*use.expression);
    if (!facts) continue;
    for (const jsonata::FailureFact& fact : facts->failures) {
      if (depends_on_placeholder(fact, *use.expression)) continue;
      const size_t begin = use.expression->begin + fact.offset;
      report.inside(use.expression->node, begin, begin + fact.length, fmt::format("fails whenever it is evaluated: {}", fact.message));
    }
  }
}

}  // namespace

extern const Rule failing_jsonata{
    .name = "failing-jsonata",
    .severity = diag::Severity::Warning,
    .summary = "a JSONata expression that fails whenever it is evaluated",
    .explanation =
        R"~(Its operands or arguments are literals of a kind that the operator or function refuses, or what it calls as a function is a variable that some
state before has assigned: $count is the variable "count" then, and no longer the function.)~",
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

#include <fmt/format.h>

#include <unordered_set>

#include "lint/rule.h"
#include "lint/variables.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  const std::vector<Assignment> all = assignments(program);
  if (all.empty() || has_unread_expressions(program)) return;
  std::unordered_set<std::string_view> read;
  const std::vector<VariableUse> uses = variable_uses(program);
  for (const VariableUse& use : uses) read.insert(use.name);
  for (const asl::ExpressionUse& use : program.expressions) {
    if (use.expression->jsonata() == nullptr) continue;
    for (const jsonata::CallFact& call : use.expression->jsonata()->calls()) read.insert(call.name);
  }
  for (const Assignment& assignment : all) {
    if (is_identifier(assignment.name) && read.insert(assignment.name).second)
      report.at_key(assignment.node, fmt::format("nothing reads the variable \"{}\"", assignment.name));
  }
}

}  // namespace

extern const Rule unused_variable{
    .name = "unused-variable",
    .severity = diag::Severity::Info,
    .summary = "a variable that is assigned but never read",
    .explanation = R"~(Nothing depends on it.)~",
    .bad = R"~({
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Assign": { "count": 1 }, "Next": "Use" },
    "Use": { "Type": "Pass", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Assign": { "count": 1 }, "Next": "Use" },
    "Use": { "Type": "Pass", "Parameters": { "n.$": "$count" }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

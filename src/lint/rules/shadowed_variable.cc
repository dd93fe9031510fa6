#include <fmt/format.h>

#include <unordered_map>

#include "lint/rule.h"
#include "lint/variables.h"

namespace sfn::lint::registry {
namespace {

using ByName = std::unordered_map<std::string_view, std::vector<const Assignment*>>;

/// An assignment of the name in a scope around `inner`, other than by the containers on the way.
const Assignment* outer_assignment(const asl::Program& program, const Assignment& inner, const std::vector<const Assignment*>& same_name) {
  for (const asl::Scope* scope = &program.scopes[inner.scope]; scope->parent != asl::kNone && !scope->distributed;
       scope = &program.scopes[scope->parent]) {
    for (const Assignment* other : same_name) {
      if (other->scope == scope->parent && other->state != scope->owner) return other;
    }
  }
  return nullptr;
}

void check(const asl::Program& program, Report& report) {
  const std::vector<Assignment> all = assignments(program);
  if (program.scopes.size() == 1 || all.size() < 2) return;
  ByName by_name;
  for (const Assignment& assignment : all) by_name[assignment.name].push_back(&assignment);
  for (const Assignment& assignment : all) {
    if (program.scopes[assignment.scope].parent == asl::kNone) continue;
    const Assignment* outer = outer_assignment(program, assignment, by_name[assignment.name]);
    if (outer == nullptr) continue;
    report.at_key(assignment.node, fmt::format("variable \"{}\" is assigned outside already", assignment.name))
        .notes.push_back({"it is assigned here", program.document->name_span(outer->node)});
  }
}

}  // namespace

extern const Rule shadowed_variable{
    .name = "shadowed-variable",
    .severity = diag::Severity::Error,
    .summary = "a branch or iteration assigns a variable of an outer scope",
    .explanation =
        R"~(Branches of a Parallel and iterations of a Map read the variables outside but cannot assign them, nor have their own of the same name. What
the Parallel or Map itself and its catchers assign does not count.)~",
    .bad = R"~({
  "StartAt": "Init",
  "States": {
    "Init": { "Type": "Pass", "Assign": { "count": 0 }, "Next": "Both" },
    "Both": {
      "Type": "Parallel",
      "Branches": [
        {
          "StartAt": "Work",
          "States": { "Work": { "Type": "Pass", "Assign": { "count": 1 }, "Next": "Show" }, "Show": { "Type": "Pass", "Parameters": { "n.$": "$count" }, "End": true } }
        }
      ],
      "Next": "Use"
    },
    "Use": { "Type": "Pass", "Parameters": { "n.$": "$count" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Init",
  "States": {
    "Init": { "Type": "Pass", "Assign": { "count": 0 }, "Next": "Both" },
    "Both": {
      "Type": "Parallel",
      "Branches": [
        {
          "StartAt": "Work",
          "States": { "Work": { "Type": "Pass", "Assign": { "own": 1 }, "Next": "Show" }, "Show": { "Type": "Pass", "Parameters": { "n.$": "$own" }, "End": true } }
        }
      ],
      "Next": "Use"
    },
    "Use": { "Type": "Pass", "Parameters": { "n.$": "$count" }, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

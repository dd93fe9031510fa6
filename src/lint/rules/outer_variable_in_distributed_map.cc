#include <fmt/format.h>

#include <unordered_set>

#include "lint/rule.h"
#include "lint/variables.h"

namespace sfn::lint::registry {
namespace {

/// Names by scope, as "name" within a set per scope.
using Assigned = std::vector<std::unordered_set<std::string_view>>;

bool only_outside(const asl::Program& program, asl::ScopeId scope, std::string_view name, const Assigned& assigned) {
  bool outside = false;
  for (; scope != asl::kNone; scope = program.scopes[scope].parent) {
    if (assigned[scope].count(name) != 0) return outside;
    outside = outside || program.scopes[scope].distributed;
  }
  return false;
}

void check(const asl::Program& program, Report& report) {
  if (program.scopes.size() == 1) return;
  Assigned assigned(program.scopes.size());
  for (const Assignment& assignment : assignments(program)) assigned[assignment.scope].insert(assignment.name);
  for (const VariableUse& use : variable_uses(program)) {
    if (!only_outside(program, program.state(use.state).scope, use.name, assigned)) continue;
    report.inside(use.expression->node, use.begin, use.end, fmt::format("${} is not visible in a distributed Map", use.name)).help =
        "hand the value in by ItemSelector or BatchInput";
  }
}

}  // namespace

extern const Rule outer_variable_in_distributed_map{
    .name = "outer-variable-in-distributed-map",
    .severity = diag::Severity::Warning,
    .summary = "a variable from outside, read in a distributed Map",
    .explanation =
        R"~(Each iteration of a distributed Map is an execution of its own and starts without variables. Hand the value in by ItemSelector or BatchInput.)~",
    .bad = R"~({
  "StartAt": "Init",
  "States": {
    "Init": { "Type": "Pass", "Assign": { "rate": 2 }, "Next": "Each" },
    "Each": {
      "Type": "Map",
      "ItemSelector": { "rate.$": "$rate" },
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Work",
        "States": { "Work": { "Type": "Pass", "Parameters": { "n.$": "$rate" }, "End": true } }
      },
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Init",
  "States": {
    "Init": { "Type": "Pass", "Assign": { "rate": 2 }, "Next": "Each" },
    "Each": {
      "Type": "Map",
      "ItemSelector": { "rate.$": "$rate" },
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "Work",
        "States": { "Work": { "Type": "Pass", "Parameters": { "n.$": "$.rate" }, "End": true } }
      },
      "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "lint/rule.h"
#include "lint/variables.h"

namespace sfn::lint::registry {
namespace {

using Scopes = std::unordered_map<std::string_view, std::vector<asl::ScopeId>>;

/// Whether a scope in `scopes` is the state's own or one around it, other executions' included.
bool is_assigned(const asl::Program& program, asl::ScopeId scope, const std::vector<asl::ScopeId>& scopes) {
  for (; scope != asl::kNone; scope = program.scopes[scope].parent) {
    if (std::find(scopes.begin(), scopes.end(), scope) != scopes.end()) return true;
  }
  return false;
}

/// Looking for near names costs a comparison with every variable.
constexpr size_t kSuggestions = 100;

void check(const asl::Program& program, Report& report) {
  size_t suggestions = 0;
  Scopes assigned;
  for (const Assignment& assignment : assignments(program)) {
    auto& scopes = assigned[assignment.name];
    if (scopes.empty() || scopes.back() != assignment.scope) scopes.push_back(assignment.scope);
  }
  std::set<std::pair<const asl::Expression*, std::string_view>> told;
  for (const VariableUse& use : variable_uses(program)) {
    const auto found = assigned.find(use.name);
    if (found != assigned.end() && is_assigned(program, program.state(use.state).scope, found->second)) continue;
    if (!told.emplace(use.expression, use.name).second) continue;
    auto& finding = report.inside(use.expression->node, use.begin, use.end, fmt::format("nothing assigns the variable ${}", use.name));
    if (found != assigned.end()) {
      finding.help = "it is assigned in another branch or iteration, whose variables end with it";
      continue;
    }
    if (suggestions++ >= kSuggestions) continue;
    std::vector<std::string_view> names;
    for (const auto& [name, scopes] : assigned) names.push_back(name);
    std::sort(names.begin(), names.end());
    Report::suggest(finding, use.name, names);
  }
}

}  // namespace

extern const Rule unassigned_variable{
    .name = "unassigned-variable",
    .severity = diag::Severity::Warning,
    .summary = "a variable that is read but that nothing assigns",
    .explanation =
        R"~(No state of this scope or of one around it assigns the variable, so reading it fails. AWS does not look when the definition is created.)~",
    .bad = R"~({
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Assign": { "count": 1 }, "Next": "Use" },
    "Use": { "Type": "Pass", "Parameters": { "n.$": "$cuont", "m.$": "$count" }, "End": true }
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

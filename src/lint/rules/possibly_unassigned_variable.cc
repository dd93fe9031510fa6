#include <fmt/format.h>

#include <set>
#include <unordered_map>
#include <unordered_set>

#include "asl/walk.h"
#include "jsonata/node.h"
#include "lint/assigned_variables.h"
#include "lint/rule.h"
#include "lint/variables.h"

namespace sfn::lint::registry {
namespace {

/// The execution that a scope belongs to: children of a distributed Map have no variables from outside.
bool is_visible(const asl::Program& program, asl::ScopeId from, asl::ScopeId scope) {
  while (from != scope && from != asl::kNone) from = program.scopes[from].distributed ? asl::kNone : program.scopes[from].parent;
  return from == scope;
}

/// Whether a node gives nothing where the variable has no value: `$x`, `$x.a`, `-$x`, `$x + 1`, `$x < 1`, but not `$x ? $x : 1`, `$x = 1`.
bool is_nothing_without(const jsonata::Node& node, std::string_view variable) {
  using jsonata::NodeKind, jsonata::Operator;
  switch (node.kind) {
    case NodeKind::Variable: return jsonata::as<jsonata::VariableNode>(node).name == variable;
    case NodeKind::Path: {
      const auto& steps = jsonata::as<jsonata::PathNode>(node).steps;
      return !steps.empty() && is_nothing_without(*steps.front(), variable);
    }
    case NodeKind::Negate: return is_nothing_without(*jsonata::as<jsonata::NegateNode>(node).operand, variable);
    case NodeKind::Binary: {
      const auto& binary = jsonata::as<jsonata::BinaryNode>(node);
      const bool counts = binary.op <= Operator::Modulo || (binary.op >= Operator::Less && binary.op <= Operator::GreaterEqual);
      return counts && (is_nothing_without(*binary.left, variable) || is_nothing_without(*binary.right, variable));
    }
    default: return false;
  }
}

/// JSONata takes a variable without a value for "nothing", which only fails if the whole expression then gives nothing.
bool fails_without(const VariableUse& use) {
  const auto* expression = use.expression->jsonata();
  if (expression == nullptr) return use.expression->error() == nullptr;  // what a placeholder adds nobody knows
  const jsonata::Node* const root = expression->program().root;
  return root != nullptr && is_nothing_without(*root, use.name);
}

const Assignment* visible_assignment(const asl::Program& program, const VariableUse& use, const std::vector<Assignment>& assigned) {
  for (const Assignment& assignment : assigned) {
    if (is_visible(program, program.state(use.state).scope, assignment.scope)) return &assignment;
  }
  return nullptr;
}

/// Expressions that a Choice only tests for presence.
std::unordered_set<const asl::Expression*> presence_tests(const asl::Program& program) {
  std::unordered_set<const asl::Expression*> tests;
  for (const asl::State& state : program.states) {
    const auto* choice = state.as<asl::Choice>();
    if (choice == nullptr) continue;
    for (const asl::ChoiceRule& rule : choice->choices) {
      asl::for_each_condition(rule.condition, [&](const asl::Condition& condition) {
        // Behind such a test an And or Or reads the variable in the knowledge that it is there: the whole rule is left alone.
        if (condition.kind == asl::Condition::Kind::Comparison) tests.insert(&condition.variable);
      });
    }
  }
  return tests;
}

void report_use(const asl::Program& program, const VariableUse& use, const Assignment& assignment, bool sometimes, Report& report) {
  const std::string_view reader = program.state(use.state).name;
  std::string message = sometimes ? fmt::format("${} has no value on some way to \"{}\"", use.name, reader)
                                  : fmt::format("${} has no value yet in \"{}\"", use.name, reader);
  auto& finding = report.inside(use.expression->node, use.begin, use.end, std::move(message));
  if (!sometimes && assignment.state == use.state) finding.help = "Assign takes effect when the state is left";
  finding.notes.push_back(
      {fmt::format("assigned in \"{}\"", program.state(assignment.state).name), program.document->key_span(assignment.node)});
}

void check(const asl::Program& program, Report& report) {
  std::unordered_map<std::string_view, std::vector<Assignment>> assigned;
  for (const Assignment& assignment : assignments(program)) assigned[assignment.name].push_back(assignment);
  if (assigned.empty()) return;
  const AssignedVariables known(report.flow());
  const auto tests = presence_tests(program);
  std::set<std::pair<asl::StateId, std::string_view>> told;
  for (const VariableUse& use : variable_uses(program)) {
    const auto found = assigned.find(use.name);
    if (found == assigned.end() || known.always(use.state, use.name) || !fails_without(use) || tests.count(use.expression) != 0) continue;
    const Assignment* assignment = visible_assignment(program, use, found->second);
    if (assignment == nullptr || !told.emplace(use.state, use.name).second) continue;
    report_use(program, use, *assignment, known.sometimes(use.state, use.name), report);
  }
}

}  // namespace

extern const Rule possibly_unassigned_variable{
    .name = "possibly-unassigned-variable",
    .severity = diag::Severity::Warning,
    .summary = "a variable that some way to its reader leaves without a value",
    .explanation =
        R"~(The variable is assigned, but not on every way from StartAt to the state that reads it: on an error edge (a state that fails assigns
nothing), on one branch of a Choice, or only in the state itself or behind it (Assign takes effect when a state is left). Reading a variable
that has no value fails; in JSONata only if the expression then gives nothing, as $x, $x.a and $x + 1 do. A Choice that asks for the
variable with IsPresent or $exists counts as knowing.)~",
    .bad = R"~({
  "StartAt": "Large?",
  "States": {
    "Large?": { "Type": "Choice", "Choices": [{ "Variable": "$.total", "NumericGreaterThan": 100, "Next": "Approve" }], "Default": "Show" },
    "Approve": { "Type": "Pass", "Assign": { "approver": "ann" }, "Next": "Show" },
    "Show": { "Type": "Pass", "Parameters": { "by.$": "$approver" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Prepare",
  "States": {
    "Prepare": { "Type": "Pass", "Assign": { "approver": "nobody" }, "Next": "Large?" },
    "Large?": { "Type": "Choice", "Choices": [{ "Variable": "$.total", "NumericGreaterThan": 100, "Next": "Approve" }], "Default": "Show" },
    "Approve": { "Type": "Pass", "Assign": { "approver": "ann" }, "Next": "Show" },
    "Show": { "Type": "Pass", "Parameters": { "by.$": "$approver" }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

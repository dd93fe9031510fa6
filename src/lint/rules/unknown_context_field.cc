#include <fmt/format.h>

#include "jsonata/walk.h"
#include "lint/calls.h"
#include "lint/context_fields.h"
#include "lint/known_facts.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void tell(diag::Finding& finding, std::string_view name, std::string_view parent) {
  const auto& names = members_of(parent);
  Report::suggest(finding, name, std::span<const std::string_view>(names));
  if (finding.suggestion.empty()) finding.help = fmt::format("it has {}", fmt::join(names, ", "));
}

std::string message(std::string_view name, std::string_view parent) {
  return parent.empty() ? fmt::format("the context object has no field \"{}\"", name)
                        : fmt::format("{} of the context object has no field \"{}\"", parent, name);
}

void check_path(const asl::Expression& expression, const jsonpath::Path& path, size_t offset, Report& report) {
  if (path.root() != jsonpath::Root::Context) return;
  std::string_view parent;
  for (size_t i = 0; i < 2 && i < path.steps().size(); ++i) {
    const jsonpath::Step& step = path.steps()[i];
    const auto* name = std::get_if<jsonpath::Name>(&step.value);
    if (name == nullptr || !has_members(parent)) return;
    if (!is_member(parent, name->name)) {
      auto& finding = report.inside(expression.node, offset + step.span.begin, offset + step.span.end, message(name->name, parent));
      return tell(finding, name->name, parent);
    }
    parent = name->name;
  }
}

// `$states.context.Execution.Nmae`: what is below a field of the context object.
void check_members(const jsonata::Node& node, const asl::Expression& expression, Report& report) {
  using jsonata::NodeKind;
  jsonata::each_child(node, [&](const jsonata::Node& child) { check_members(child, expression, report); });
  jsonata::each_extra(node, [&](const jsonata::Node& child) { check_members(child, expression, report); });
  if (node.kind != NodeKind::Path) return;
  const auto& steps = jsonata::as<jsonata::PathNode>(node).steps;
  const auto name_of = [&](size_t i) {
    const bool named = i < steps.size() && steps[i]->kind == NodeKind::Name;
    return named ? jsonata::as<jsonata::NameNode>(*steps[i]).lookup.key().view() : std::string_view();
  };
  const bool begins =
      !steps.empty() && steps[0]->kind == NodeKind::Variable && jsonata::as<jsonata::VariableNode>(*steps[0]).name == "states";
  const std::string_view parent = name_of(2), name = name_of(3);
  if (!begins || name_of(1) != "context" || parent.empty() || name.empty()) return;
  if (!is_member({}, parent) || !has_members(parent) || is_member(parent, name)) return;
  const size_t begin = expression.begin + steps[3]->begin, end = expression.begin + steps[3]->position;
  tell(report.inside(expression.node, begin, end, message(name, parent)), name, parent);
}

void check_jsonata(const asl::Expression& expression, Report& report) {
  if (expression.jsonata() != nullptr && expression.jsonata()->program().root != nullptr)
    check_members(*expression.jsonata()->program().root, expression, report);

  const KnownFacts facts(expression);
  if (!facts) return;
  for (const jsonata::StatesFact& fact : facts->states_members) {
    if (fact.member != "context" || fact.further.empty() || is_member({}, fact.further)) continue;
    const size_t begin = expression.begin + fact.further_place.offset;
    auto& finding = report.inside(expression.node, begin, begin + fact.further_place.length, message(fact.further, {}));
    tell(finding, fact.further, {});
  }
}

void check(const asl::Program& program, Report& report) {
  for (const asl::ExpressionUse& use : program.expressions) {
    if (use.expression->unfilled) continue;
    for_each_path(*use.expression, [&](const jsonpath::Path& path, size_t offset) { check_path(*use.expression, path, offset, report); });
    check_jsonata(*use.expression, report);
  }
}

}  // namespace

extern const Rule unknown_context_field{
    .name = "unknown-context-field",
    .severity = diag::Severity::Warning,
    .summary = "a field that the context object does not have",
    .explanation =
        R"~(The context object holds Execution (Id, Input, Name, RoleArn, StartTime, RedriveCount, RedriveTime), State (EnteredTime, Name, RetryCount),
StateMachine (Id, Name), Task (Token) and Map (Item). A path to anything else fails when it is read.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "id.$": "$$.Execution.Identifier" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "id.$": "$$.Execution.Id" }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

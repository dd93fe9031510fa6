#include "lint/calls.h"
#include "lint/known_facts.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

std::vector<bool> scopes_in_maps(const asl::Program& program) {
  std::vector<bool> inside(program.scopes.size());
  for (const asl::Scope& scope : program.scopes) {
    inside[scope.id] = scope.kind == asl::Scope::Kind::ItemProcessor || (scope.parent != asl::kNone && inside[scope.parent]);
  }
  return inside;
}

bool names_item(const jsonpath::Path& path) {
  if (path.root() != jsonpath::Root::Context || path.steps().empty()) return false;
  const auto* first = std::get_if<jsonpath::Name>(&path.steps()[0].value);
  return first != nullptr && first->name == "Map";
}

/// A Map's own fields are computed before or after its iterations, but for what makes the input of each. Of batches nothing is said.
bool has_item(const asl::ExpressionUse& use) {
  const bool selector = use.holder == asl::Holder::State && (use.field == "ItemSelector" || use.field == "Parameters");
  return selector || use.holder == asl::Holder::ItemBatcher;
}

void check(const asl::Program& program, Report& report) {
  constexpr std::string_view kMessage = "there is a current item only inside a Map: in its ItemSelector and its states";
  const std::vector<bool> inside = scopes_in_maps(program);
  for (const asl::ExpressionUse& use : program.expressions) {
    const asl::State& state = program.state(use.state);
    if (inside[state.scope] || (state.type == asl::StateType::Map && has_item(use))) continue;
    const asl::Expression& expression = *use.expression;
    for_each_path(expression, [&](const jsonpath::Path& path, size_t offset) {
      if (names_item(path)) report.inside(expression.node, offset, offset + path.text().size(), std::string(kMessage));
    });
    const KnownFacts facts(expression);
    if (!facts) continue;
    for (const jsonata::StatesFact& fact : facts->states_members) {
      if (fact.member != "context" || fact.further != "Map") continue;
      report.inside(expression.node, expression.begin + fact.offset, expression.begin + fact.offset + fact.length, std::string(kMessage));
    }
  }
}

}  // namespace

extern const Rule map_item_outside_map{
    .name = "map-item-outside-map",
    .severity = diag::Severity::Warning,
    .summary = "$$.Map.Item where no item is current",
    .explanation = R"~(The current item is in the context only within a Map: in its ItemSelector and in the states of its ItemProcessor. The
Map's other fields (Items, MaxConcurrency, ResultSelector, Assign, Output) are computed before or after its iterations.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "n.$": "$$.Map.Item.Index" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemSelector": { "n.$": "$$.Map.Item.Index" },
      "ItemProcessor": { "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

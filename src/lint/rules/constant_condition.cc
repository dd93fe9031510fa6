#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// "true", "false" or nothing.
std::string_view constant(const asl::Condition& condition) {
  if (!condition.condition) return {};
  if (const json::Value* literal = condition.condition->literal()) {
    return !literal->is_boolean() ? "" : literal->as_boolean() ? "true" : "false";
  }
  const std::string_view source = condition.condition->expression()->source();
  return source == "true" || source == "false" ? source : std::string_view();
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* choice = state.as<asl::Choice>();
    if (choice == nullptr) continue;
    for (size_t i = 0; i < choice->choices.size(); ++i) {
      const asl::Condition& condition = choice->choices[i].condition;
      const std::string_view value = constant(condition);
      if (value == "false") report.at(condition.node, "this rule never matches");
      if (value == "true" && i + 1 < choice->choices.size())
        report.at(condition.node, "this rule always matches: those behind it are never tried");
    }
  }
}

}  // namespace

extern const Rule constant_condition{
    .name = "constant-condition",
    .severity = diag::Severity::Warning,
    .summary = "a Condition that is always true before other rules, or never",
    .explanation = R"~(A rule whose Condition is the literal true hides the rules behind it; one that is false never matches.)~",
    .bad = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Which?",
  "States": {
    "Which?": { "Type": "Choice", "Choices": [{ "Condition": false, "Next": "Never" }], "Default": "Done" },
    "Never": { "Type": "Pass", "End": true },
    "Done": { "Type": "Succeed" }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Which?",
  "States": {
    "Which?": { "Type": "Choice", "Choices": [{ "Condition": "{% $states.input.rare %}", "Next": "Rare" }], "Default": "Done" },
    "Rare": { "Type": "Pass", "End": true },
    "Done": { "Type": "Succeed" }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include "asl/walk.h"
#include "lint/condition_logic.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// Longer Ands are left alone: every pair is compared.
constexpr size_t kMaxOperands = 100;

void check_and(const asl::Program& program, const asl::Condition& condition, Report& report) {
  if (condition.kind != asl::Condition::Kind::And) return;
  const auto all = conjuncts(condition);
  if (all.size() > kMaxOperands) return;
  for (size_t later = 1; later < all.size(); ++later) {
    for (size_t earlier = 0; earlier < later; ++earlier) {
      if (!exclude_each_other(*all[earlier], *all[later])) continue;
      report.at(all[later]->node, fmt::format("\"{}\" cannot be this and what the And asks before", all[later]->variable.text))
          .notes.push_back({"asked before here", program.document->span(all[earlier]->node)});
      return;
    }
  }
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* choice = state.as<asl::Choice>();
    if (choice == nullptr) continue;
    for (const asl::ChoiceRule& rule : choice->choices) {
      asl::for_each_condition(rule.condition, [&](const asl::Condition& condition) { check_and(program, condition, report); });
    }
  }
}

}  // namespace

extern const Rule contradictory_condition{
    .name = "contradictory-condition",
    .severity = diag::Severity::Warning,
    .summary = "an And whose comparisons cannot all be true",
    .explanation =
        R"~(Two comparisons of one Variable that must hold together exclude each other: equal to "a" and equal to "b", below 5 and above 10, a number
and a string. The rule never matches. Often Or was meant.)~",
    .bad = R"~({
  "StartAt": "Which?",
  "States": {
    "Which?": {
      "Type": "Choice",
      "Choices": [
        { "And": [{ "Variable": "$.kind", "StringEquals": "a" }, { "Variable": "$.kind", "StringEquals": "b" }], "Next": "Done" }
      ],
      "Default": "Other"
    },
    "Done": { "Type": "Succeed" },
    "Other": { "Type": "Fail" }
  }
})~",
    .good = R"~({
  "StartAt": "Which?",
  "States": {
    "Which?": {
      "Type": "Choice",
      "Choices": [
        { "Or": [{ "Variable": "$.kind", "StringEquals": "a" }, { "Variable": "$.kind", "StringEquals": "b" }], "Next": "Done" }
      ],
      "Default": "Other"
    },
    "Done": { "Type": "Succeed" },
    "Other": { "Type": "Fail" }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

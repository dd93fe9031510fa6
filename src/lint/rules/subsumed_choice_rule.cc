#include <fmt/format.h>

#include <algorithm>

#include "lint/condition_logic.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// Choices with more rules are left alone: every pair is compared.
constexpr size_t kMaxRules = 200;

using Conjuncts = std::vector<const asl::Condition*>;

bool all_implied(const Conjuncts& earlier, const Conjuncts& later) {
  return !earlier.empty() && std::all_of(earlier.begin(), earlier.end(), [&](const asl::Condition* wanted) {
    return std::any_of(later.begin(), later.end(), [&](const asl::Condition* given) { return implies(*given, *wanted); });
  });
}

void check_choice(const asl::Program& program, const asl::Choice& choice, Report& report) {
  std::vector<Conjuncts> rules;
  for (const asl::ChoiceRule& rule : choice.choices) rules.push_back(conjuncts(rule.condition));
  for (size_t later = 1; later < rules.size(); ++later) {
    for (size_t earlier = 0; earlier < later; ++earlier) {
      if (!all_implied(rules[earlier], rules[later])) continue;
      if (canonical(choice.choices[earlier].condition) == canonical(choice.choices[later].condition)) break;  // duplicate-choice-rule
      report.at_object(choice.choices[later].node, fmt::format("whatever this rule matches, Choices[{}] has matched before", earlier))
          .notes.push_back({"the wider rule", program.document->span(choice.choices[earlier].node)});
      break;
    }
  }
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* choice = state.as<asl::Choice>();
    if (choice != nullptr && choice->choices.size() <= kMaxRules) check_choice(program, *choice, report);
  }
}

}  // namespace

extern const Rule subsumed_choice_rule{
    .name = "subsumed-choice-rule",
    .severity = diag::Severity::Warning,
    .summary = "a Choice rule that an earlier, wider one always takes",
    .explanation =
        R"~(Rules are tried in order and the first that matches is taken. Whatever this rule matches, an earlier rule has matched already: "greater than
5" leaves nothing for "greater than 10" behind it. Put the narrower rule first.)~",
    .bad = R"~({
  "StartAt": "Which?",
  "States": {
    "Which?": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.total", "NumericGreaterThan": 5, "Next": "Done" },
        { "Variable": "$.total", "NumericGreaterThan": 10, "Next": "Other" }
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
        { "Variable": "$.total", "NumericGreaterThan": 10, "Next": "Other" },
        { "Variable": "$.total", "NumericGreaterThan": 5, "Next": "Done" }
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

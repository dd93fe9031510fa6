#include <fmt/format.h>

#include <string>
#include <unordered_map>

#include "lint/condition_logic.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool may_change(const asl::Condition& condition) {
  if (!condition.condition || condition.condition->expression() == nullptr) return false;
  const std::string_view source = condition.condition->expression()->source();
  return source.find("$random") != std::string_view::npos || source.find("$uuid") != std::string_view::npos;
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* choice = state.as<asl::Choice>();
    if (choice == nullptr) continue;
    std::unordered_map<std::string, size_t> seen;
    for (size_t i = 0; i < choice->choices.size(); ++i) {
      const asl::ChoiceRule& rule = choice->choices[i];
      std::string text = canonical(rule.condition);
      if (text.empty() || text == "literal" || may_change(rule.condition)) continue;
      const auto [found, fresh] = seen.try_emplace(std::move(text), i);
      if (fresh) continue;
      report.at_object(rule.node, fmt::format("Choices[{}] asks the same before: this rule never matches", found->second))
          .notes.push_back({"asked first here", program.document->span(choice->choices[found->second].node)});
    }
  }
}

}  // namespace

extern const Rule duplicate_choice_rule{
    .name = "duplicate-choice-rule",
    .severity = diag::Severity::Warning,
    .summary = "a Choice rule that asks what an earlier one has asked",
    .explanation = R"~(Rules are tried in order and the first that matches is taken. A later rule with the same condition never is.)~",
    .bad = R"~({
  "StartAt": "Which?",
  "States": {
    "Which?": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.kind", "StringEquals": "a", "Next": "Done" },
        { "Variable": "$.kind", "StringEquals": "a", "Next": "Other" }
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
        { "Variable": "$.kind", "StringEquals": "a", "Next": "Done" },
        { "Variable": "$.kind", "StringEquals": "b", "Next": "Other" }
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

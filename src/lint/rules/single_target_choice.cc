#include <fmt/format.h>

#include <algorithm>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool decides_nothing(const asl::State& state, const asl::Choice& choice) {
  if (!choice.default_next || choice.choices.empty() || state.assign || state.output) return false;
  return std::all_of(choice.choices.begin(), choice.choices.end(), [&](const asl::ChoiceRule& rule) {
    return rule.next.target != asl::kNone && rule.next.target == choice.default_next->target && !rule.assign && !rule.output;
  });
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* choice = state.as<asl::Choice>();
    if (choice != nullptr && decides_nothing(state, *choice)) {
      report.at_key(state.node, fmt::format("whatever \"{}\" finds, it goes to \"{}\"", state.name, choice->default_next->name));
    }
  }
}

}  // namespace

extern const Rule single_target_choice{
    .name = "single-target-choice",
    .severity = diag::Severity::Info,
    .summary = "a Choice whose every way leads to the same state",
    .explanation =
        R"~(All rules and the Default go to one state, and none assigns or changes anything: the Choice decides nothing. A state that is still to be
written was perhaps meant.)~",
    .bad = R"~({
  "StartAt": "Which?",
  "States": {
    "Which?": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.kind", "StringEquals": "a", "Next": "Done" }
      ],
      "Default": "Done"
    },
    "Done": { "Type": "Succeed" }
  }
})~",
    .good = R"~({
  "StartAt": "Which?",
  "States": {
    "Which?": {
      "Type": "Choice",
      "Choices": [
        { "Variable": "$.kind", "StringEquals": "a", "Next": "Done" }
      ],
      "Default": "Other"
    },
    "Done": { "Type": "Succeed" },
    "Other": { "Type": "Fail" }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include <algorithm>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool changes_data(const asl::State& state) {
  if (state.assign || state.output || state.parameters || state.input_path.is_present() || state.output_path.is_present()) return true;
  if (const auto* pass = state.as<asl::Pass>()) return pass->result.has_value() || state.result_path.is_present();
  const auto* choice = state.as<asl::Choice>();
  return choice != nullptr && std::any_of(choice->choices.begin(), choice->choices.end(),
                                          [](const asl::ChoiceRule& rule) { return rule.assign || rule.output; });
}

void check(const asl::Program& program, Report& report) {
  const asl::Flow& flow = report.flow();
  for (uint32_t component = 0; component < flow.components(); ++component) {
    const auto members = flow.members(component);
    if (!flow.is_cycle(component) || !flow.is_reachable(members.front())) continue;
    const auto idle = [&](asl::StateId id) {
      const asl::StateType type = program.state(id).type;
      return type == asl::StateType::Pass || type == asl::StateType::Choice;
    };
    if (!std::all_of(members.begin(), members.end(), idle)) continue;
    const bool changes = std::any_of(members.begin(), members.end(), [&](asl::StateId id) { return changes_data(program.state(id)); });
    const asl::State& first = program.state(*std::min_element(members.begin(), members.end()));
    report.at_key(first.node,
                  changes ? fmt::format("the loop through \"{}\" neither waits nor calls anything: only its data can end it", first.name)
                          : fmt::format("the loop through \"{}\" changes nothing: once round, it goes round for ever", first.name));
  }
}

}  // namespace

extern const Rule busy_loop{
    .name = "busy-loop",
    .severity = diag::Severity::Warning,
    .summary = "a loop of Pass and Choice states only",
    .explanation =
        R"~(Nothing in the loop waits or calls anything: it goes round as fast as it can, and ends only if its own data makes a Choice leave it. If no
state in it changes the data, it never does. A STANDARD execution ends after 25,000 events, which is some thousand rounds.)~",
    .bad = R"~({
  "StartAt": "Done?",
  "States": {
    "Done?": { "Type": "Choice", "Choices": [{ "Variable": "$.done", "BooleanEquals": true, "Next": "Done" }], "Default": "Again" },
    "Again": { "Type": "Pass", "Next": "Done?" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .good = R"~({
  "StartAt": "Done?",
  "States": {
    "Done?": { "Type": "Choice", "Choices": [{ "Variable": "$.done", "BooleanEquals": true, "Next": "Done" }], "Default": "Ask" },
    "Ask": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:ask", "Next": "Done?" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

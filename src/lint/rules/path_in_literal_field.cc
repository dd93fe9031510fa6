#include <fmt/format.h>

#include "asl/operator.h"
#include "asl/walk.h"
#include "lint/computed_text.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check_field(const json::Document& document, json::NodeId node, Report& report) {
  if (node == json::kNoNode || report.is_rejected(node) || !document.is_string(node) || !looks_computed(document.text(node))) return;
  const std::string_view field = document.key(node);
  report.at_key(node, fmt::format("{} takes \"{}\" as a text", field, document.text(node))).suggestion = std::string(field) + "Path";
}

void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  for (const asl::State& state : program.states) {
    if (state.language != asl::QueryLanguage::JsonPath) continue;
    if (state.type == asl::StateType::Fail) {
      check_field(document, document.find(state.node, "Error"), report);
      check_field(document, document.find(state.node, "Cause"), report);
    }
    const auto* choice = state.as<asl::Choice>();
    if (choice == nullptr) continue;
    for (const asl::ChoiceRule& rule : choice->choices) {
      asl::for_each_condition(rule.condition, [&](const asl::Condition& condition) {
        if (condition.operand.is_string() && condition.op != asl::Operator::StringMatches)
          check_field(document, condition.operand_node, report);
      });
    }
  }
}

}  // namespace

extern const Rule path_in_literal_field{
    .name = "path-in-literal-field",
    .severity = diag::Severity::Warning,
    .summary = "a path in a field that takes its value literally",
    .explanation =
        R"~(Cause, Error and the comparison operators have a second form, ending in Path, that reads its value from a path. The plain form takes the
text as it is. AWS reports NO_PATH.)~",
    .bad = R"~({
  "StartAt": "Refuse",
  "States": {
    "Refuse": { "Type": "Fail", "Error": "Refused", "Cause": "$.reason" }
  }
})~",
    .good = R"~({
  "StartAt": "Refuse",
  "States": {
    "Refuse": { "Type": "Fail", "Error": "Refused", "CausePath": "$.reason" }
  }
})~",
    .aws_code = "NO_PATH",
    .check = check,
};

}  // namespace sfn::lint::registry

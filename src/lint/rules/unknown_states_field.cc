#include <fmt/format.h>

#include "lint/known_facts.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool is_output(const asl::ExpressionUse& use) {
  return use.field == "Output" || use.field == "Assign";
}

bool has_result(const asl::Program& program, const asl::ExpressionUse& use) {
  const asl::StateType type = program.state(use.state).type;
  const bool works = type == asl::StateType::Task || type == asl::StateType::Parallel || type == asl::StateType::Map;
  return works && use.holder == asl::Holder::State && is_output(use);
}

bool exists(const asl::Program& program, const asl::ExpressionUse& use, std::string_view member) {
  if (member.empty() || member == "input" || member == "context") return true;
  if (member == "result") return has_result(program, use);
  return member == "errorOutput" && use.holder == asl::Holder::Catcher && is_output(use);
}

std::string help_for(std::string_view member) {
  if (member == "result") return "it exists in Output and Assign of Task, Parallel and Map";
  if (member == "errorOutput") return "it exists in Output and Assign of a catcher";
  return {};
}

void check(const asl::Program& program, Report& report) {
  for (const asl::ExpressionUse& use : program.expressions) {
    const KnownFacts facts(*use.expression);
    if (!facts || report.is_rejected(use.expression->node)) continue;
    for (const jsonata::StatesFact& fact : facts->states_members) {
      if (exists(program, use, fact.member)) continue;
      const size_t begin = use.expression->begin + fact.offset;
      auto& finding =
          report.inside(use.expression->node, begin, begin + fact.length, fmt::format("$states has no field \"{}\" here", fact.member));
      finding.aws_message = fmt::format("Field '$states.{}' does not exist.", fact.member);
      finding.help = help_for(fact.member);
      constexpr std::string_view kMembers[] = {"input", "context", "result", "errorOutput"};
      if (finding.help.empty()) Report::suggest(finding, fact.member, kMembers);
    }
  }
}

}  // namespace

extern const Rule unknown_states_field{
    .name = "unknown-states-field",
    .severity = diag::Severity::Error,
    .summary = "a field that $states does not have there",
    .explanation =
        R"~($states.input and $states.context are everywhere; $states.result only in Output and Assign of Task, Parallel and Map; $states.errorOutput only in
Output and Assign of a catcher.)~",
    .bad = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% $states.result %}", "End": true }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% $states.input %}", "End": true }
  }
})~",
    .aws_code = "UNSUPPORTED_JSONATA_EXPRESSION",
    .check = check,
};

}  // namespace sfn::lint::registry

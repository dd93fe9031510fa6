#include "lint/computed_text.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  for (const asl::State& state : program.states) {
    if (state.type != asl::StateType::Pass || state.language != asl::QueryLanguage::JsonPath) continue;
    const json::NodeId result = document.find(state.node, "Result");
    if (result == json::kNoNode) continue;
    for (json::NodeId node = result; node < document.node(result).next; ++node) {
      if (!document.is_string(node) || !looks_computed(document.text(node))) continue;
      auto& finding = report.at(node, "nothing in Result is computed: the path is passed on as a text");
      finding.location = document.location(result);
      finding.help = "use Parameters, with keys that end in .$";
      break;
    }
  }
}

}  // namespace

extern const Rule path_in_result{
    .name = "path-in-result",
    .severity = diag::Severity::Warning,
    .summary = "a path in the Result of a Pass",
    .explanation =
        R"~(Result is passed on as it stands: nothing in it is computed, and keys keep their .$. Use Parameters. AWS reports PASS_RESULT_IS_STATIC.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Result": { "name.$": "$.customer.name" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "name.$": "$.customer.name" }, "End": true }
  }
})~",
    .aws_code = "PASS_RESULT_IS_STATIC",
    .check = check,
};

}  // namespace sfn::lint::registry

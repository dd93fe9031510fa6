#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* pass = state.as<asl::Pass>();
    if (pass == nullptr || !pass->result || !state.parameters) continue;
    report.at_key(program.document->find(state.node, "Parameters"), "Parameters have no effect beside Result");
  }
}

}  // namespace

extern const Rule parameters_beside_result{
    .name = "parameters-beside-result",
    .severity = diag::Severity::Warning,
    .summary = "a Pass with Parameters that its Result replaces",
    .explanation =
        R"~(A Pass with both Result and Parameters passes on Result, as it is written; Parameters are not even evaluated (recorded).)~",
    .bad = R"~({
  "StartAt": "Make",
  "States": {
    "Make": { "Type": "Pass", "Result": { "a": 1 }, "Parameters": { "b.$": "$.b" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Make",
  "States": {
    "Make": { "Type": "Pass", "Parameters": { "a": 1, "b.$": "$.b" }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

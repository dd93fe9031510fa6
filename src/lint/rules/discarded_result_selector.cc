#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    if (!state.result_selector || !state.result_path.is_null()) continue;
    report.at_key(program.document->find(state.node, "ResultSelector"), "what ResultSelector makes is dropped by \"ResultPath\": null");
  }
}

}  // namespace

extern const Rule discarded_result_selector{
    .name = "discarded-result-selector",
    .severity = diag::Severity::Warning,
    .summary = "a ResultSelector whose result is thrown away",
    .explanation =
        R"~("ResultPath": null drops the result of the state. What ResultSelector makes of it is dropped too; but it is evaluated, and a path in it that
finds nothing still fails.)~",
    .bad = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:price",
      "ResultSelector": { "total.$": "$.total" }, "ResultPath": null, "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:price",
      "ResultSelector": { "total.$": "$.total" }, "ResultPath": "$.price", "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

#include "lint/fault_report.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  report_faults(program, report, Flaw::PathIntoNullInput);
}

}  // namespace

extern const Rule path_into_null_input{
    .name = "path-into-null-input",
    .severity = diag::Severity::Warning,
    .summary = "a path into the empty object that a null InputPath or OutputPath gives",
    .explanation =
        R"~("InputPath": null discards the input: everything in the state sees {}. A path to a field of it fails with States.Runtime. The same holds for
what comes behind "OutputPath": null.)~",
    .bad = R"~({
  "StartAt": "Show",
  "States": {
    "Show": { "Type": "Pass", "InputPath": null, "Parameters": { "total.$": "$.total" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Show",
  "States": {
    "Show": { "Type": "Pass", "Parameters": { "total.$": "$.total" }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

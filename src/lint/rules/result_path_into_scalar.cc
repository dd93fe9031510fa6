#include "lint/fault_report.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  report_faults(program, report, Flaw::ResultPathIntoScalar);
}

}  // namespace

extern const Rule result_path_into_scalar{
    .name = "result-path-into-scalar",
    .severity = diag::Severity::Warning,
    .summary = "a ResultPath into data that cannot hold a field",
    .explanation =
        R"~(ResultPath writes into the state's raw input (not into what InputPath selects). "$.x" needs an object there; behind a Parallel or Map that
keeps its array, or behind a Pass with a text, there is none, and the state fails.)~",
    .bad = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map", "Next": "Stamp",
      "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } }
    },
    "Stamp": { "Type": "Pass", "Result": "done", "ResultPath": "$.status", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map", "ItemsPath": "$.items", "ResultPath": "$.items", "Next": "Stamp",
      "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } }
    },
    "Stamp": { "Type": "Pass", "Result": "done", "ResultPath": "$.status", "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

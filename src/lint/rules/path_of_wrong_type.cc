#include "lint/fault_report.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  report_faults(program, report, Flaw::PathOfWrongType);
}

}  // namespace

extern const Rule path_of_wrong_type{
    .name = "path-of-wrong-type",
    .severity = diag::Severity::Warning,
    .summary = "a path whose value is of a type that its reader never takes",
    .explanation =
        R"~(The type of what the path gives (or a plain path in {% %}) is known, and the field or the intrinsic function that reads it fails with
it: a Map over an object, a Wait for an array, States.ArrayLength of a string.)~",
    .bad = R"~({
  "StartAt": "Prepare",
  "States": {
    "Prepare": { "Type": "Pass", "Result": { "items": { "a": 1, "b": 2 } }, "Next": "Each" },
    "Each": {
      "Type": "Map", "ItemsPath": "$.items", "End": true,
      "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } }
    }
  }
})~",
    .good = R"~({
  "StartAt": "Prepare",
  "States": {
    "Prepare": { "Type": "Pass", "Result": { "items": [1, 2] }, "Next": "Each" },
    "Each": {
      "Type": "Map", "ItemsPath": "$.items", "End": true,
      "ItemProcessor": { "StartAt": "One", "States": { "One": { "Type": "Pass", "End": true } } }
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

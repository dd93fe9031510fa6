#include "lint/fault_report.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  report_faults(program, report, Flaw::FieldOfArrayOutput);
}

}  // namespace

extern const Rule field_of_array_output{
    .name = "field-of-array-output",
    .severity = diag::Severity::Warning,
    .summary = "a path to a field of the array that a Parallel or Map has made",
    .explanation =
        R"~(The output of a Parallel is an array with one element for each branch, that of a Map one with one element for each item. An array has no
fields: "$.total" behind it fails with States.Runtime. Take an element ("$[0].total"), all of them ("$[*].total"), or give the array a
name with ResultPath or ResultSelector.)~",
    .bad = R"~({
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel", "Next": "Show",
      "Branches": [
        { "StartAt": "One", "States": { "One": { "Type": "Pass", "Result": { "total": 1 }, "End": true } } },
        { "StartAt": "Two", "States": { "Two": { "Type": "Pass", "Result": { "total": 2 }, "End": true } } }
      ]
    },
    "Show": { "Type": "Pass", "Parameters": { "total.$": "$.total" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel", "Next": "Show",
      "Branches": [
        { "StartAt": "One", "States": { "One": { "Type": "Pass", "Result": { "total": 1 }, "End": true } } },
        { "StartAt": "Two", "States": { "Two": { "Type": "Pass", "Result": { "total": 2 }, "End": true } } }
      ]
    },
    "Show": { "Type": "Pass", "Parameters": { "total.$": "$[0].total" }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

#include "lint/fault_report.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  report_faults(program, report, Flaw::ComparisonOfWrongType);
}

}  // namespace

extern const Rule comparison_of_wrong_type{
    .name = "comparison-of-wrong-type",
    .severity = diag::Severity::Warning,
    .summary = "a comparison that is never true because the value is of another type",
    .explanation =
        R"~(A comparison operator whose value is of another type is false, without an error: "7" is never NumericEquals 7. Here the type of the value is
known, and no value of it can match.)~",
    .bad = R"~({
  "StartAt": "Prepare",
  "States": {
    "Prepare": { "Type": "Pass", "Result": { "code": "7" }, "Next": "Seven?" },
    "Seven?": { "Type": "Choice", "Choices": [{ "Variable": "$.code", "NumericEquals": 7, "Next": "Done" }], "Default": "Other" },
    "Other": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .good = R"~({
  "StartAt": "Prepare",
  "States": {
    "Prepare": { "Type": "Pass", "Result": { "code": "7" }, "Next": "Seven?" },
    "Seven?": { "Type": "Choice", "Choices": [{ "Variable": "$.code", "StringEquals": "7", "Next": "Done" }], "Default": "Other" },
    "Other": { "Type": "Fail" },
    "Done": { "Type": "Succeed" }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

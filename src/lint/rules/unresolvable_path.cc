#include "lint/fault_report.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  report_faults(program, report, Flaw::UnresolvablePath);
}

}  // namespace

extern const Rule unresolvable_path{
    .name = "unresolvable-path",
    .severity = diag::Severity::Warning,
    .summary = "a path to data that no execution can have there",
    .explanation =
        R"~(The shape of the data is followed through Pass results, payload templates, selectors, ResultPath, OutputPath and the input of branches and
iterations. Here it is known completely, and the path leads to a field that it never has. The state fails with States.Runtime, which no
Catch can catch; an expression in JSONata with States.QueryEvaluationError.

Data from outside (the execution's input, results of functions, variables) can be anything: about paths into it nothing is said.)~",
    .bad = R"~({
  "StartAt": "Prepare",
  "States": {
    "Prepare": { "Type": "Pass", "Result": { "orderId": 7, "total": 12 }, "Next": "Show" },
    "Show": { "Type": "Pass", "Parameters": { "id.$": "$.orderID" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Prepare",
  "States": {
    "Prepare": { "Type": "Pass", "Result": { "orderId": 7, "total": 12 }, "Next": "Show" },
    "Show": { "Type": "Pass", "Parameters": { "id.$": "$.orderId" }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

#include "lint/covered_handlers.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) report_covered(program, state, state.catchers, "Catch", "catcher", report);
}

}  // namespace

extern const Rule unreachable_catcher{
    .name = "unreachable-catcher",
    .severity = diag::Severity::Warning,
    .summary = "a catcher whose errors all go to an earlier one",
    .explanation =
        R"~(Catchers are tried in order and the first that names the error is used. Each name of this one is named before, or covered: States.TaskFailed
stands for every error of a task but timeouts, States.Timeout for a missed heartbeat too. Put the special names first.)~",
    .bad = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:price", "End": true,
      "Catch": [{ "ErrorEquals": ["States.TaskFailed"], "Next": "Failed" }, { "ErrorEquals": ["PriceUnknown"], "Next": "Failed" }]
    },
    "Failed": { "Type": "Fail" }
  }
})~",
    .good = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:price", "End": true,
      "Catch": [{ "ErrorEquals": ["PriceUnknown"], "Next": "Failed" }, { "ErrorEquals": ["States.TaskFailed"], "Next": "Failed" }]
    },
    "Failed": { "Type": "Fail" }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

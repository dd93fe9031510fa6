#include "lint/covered_handlers.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) report_covered(program, state, state.retry, "Retry", "retrier", report);
}

}  // namespace

extern const Rule unreachable_retrier{
    .name = "unreachable-retrier",
    .severity = diag::Severity::Warning,
    .summary = "a retrier whose errors all go to an earlier one",
    .explanation =
        R"~(Retriers are tried in order and the first that names the error is used. Each name of this one is named before, or covered: States.TaskFailed
stands for every error of a task but timeouts, States.Timeout for a missed heartbeat too. Put the special names first.)~",
    .bad = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:price", "End": true,
      "Retry": [{ "ErrorEquals": ["States.TaskFailed"] }, { "ErrorEquals": ["PriceUnknown"] }]
    }
  }
})~",
    .good = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:price", "End": true,
      "Retry": [{ "ErrorEquals": ["PriceUnknown"] }, { "ErrorEquals": ["States.TaskFailed"] }]
    }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

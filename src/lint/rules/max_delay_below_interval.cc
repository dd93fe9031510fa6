#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    for (const asl::Retrier& retrier : state.retry) {
      if (!retrier.max_delay_seconds || *retrier.max_delay_seconds < 1 || *retrier.max_delay_seconds > retrier.interval_seconds) continue;
      report.at(program.document->find(retrier.node, "MaxDelaySeconds"),
                fmt::format("MaxDelaySeconds is not above IntervalSeconds ({}): the delay never grows", retrier.interval_seconds));
    }
  }
}

}  // namespace

extern const Rule max_delay_below_interval{
    .name = "max-delay-below-interval",
    .severity = diag::Severity::Warning,
    .summary = "MaxDelaySeconds that is not above IntervalSeconds",
    .explanation =
        R"~(The first retry waits IntervalSeconds already, so the limit makes every wait the same or shorter and BackoffRate has no effect.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
      "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 10, "MaxDelaySeconds": 5 }],
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
      "Retry": [{ "ErrorEquals": ["States.ALL"], "IntervalSeconds": 10, "MaxDelaySeconds": 60 }],
      "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

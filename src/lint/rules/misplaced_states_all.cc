#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

template <class Element>
void check_list(const std::vector<Element>& list, Report& report) {
  for (size_t i = 0; i < list.size(); ++i) {
    const auto& names = list[i].error_equals;
    for (const asl::ErrorName& name : names) {
      if (name.name != "States.ALL" || (names.size() == 1 && i + 1 == list.size())) continue;
      report
          .at(name.node, names.size() > 1 ? "States.ALL stands alone: it covers the other names"
                                          : "States.ALL stands last: what follows is never looked at")
          .aws_message = "States.ALL must appear alone and at end of list";
    }
  }
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    check_list(state.retry, report);
    check_list(state.catchers, report);
  }
}

}  // namespace

extern const Rule misplaced_states_all{
    .name = "misplaced-states-all",
    .severity = diag::Severity::Error,
    .summary = "States.ALL beside other names, or before other retriers or catchers",
    .explanation = R"~(States.ALL stands alone in its ErrorEquals, and that in the last element of Retry or Catch.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
      "Retry": [{ "ErrorEquals": ["States.ALL", "Declined"] }],
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
      "Retry": [{ "ErrorEquals": ["Declined"], "MaxAttempts": 0 }, { "ErrorEquals": ["States.ALL"] }],
      "End": true
    }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

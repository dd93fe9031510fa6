#include <fmt/format.h>

#include "lint/error_cover.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// One finding for each handler, at the first such name.
void check_names(const std::vector<asl::ErrorName>& names, const asl::State& state, Report& report) {
  for (const asl::ErrorName& name : names) {
    const std::string_view why = why_impossible(name.name, state);
    if (why.empty()) continue;
    report.at(name.node, fmt::format("\"{}\" never gets to this handler", name.name)).help = why;
    return;
  }
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    for (const asl::Retrier& retrier : state.retry) check_names(retrier.error_equals, state, report);
    for (const asl::Catcher& catcher : state.catchers) check_names(catcher.error_equals, state, report);
  }
}

}  // namespace

extern const Rule impossible_error{
    .name = "impossible-error",
    .severity = diag::Severity::Warning,
    .summary = "an error name that the state cannot raise",
    .explanation =
        R"~(States.Runtime ends an execution whatever Retry and Catch say, and a Choice that matches nothing fails with it. Other names belong to other
kinds of states: States.BranchFailed to a Parallel, Lambda.TooManyRequestsException to a function. Where the Resource says which service is
called, the names of others never come. The errors of an SDK integration are spelt like DynamoDb.ConditionalCheckFailedException, those of
the optimised integration like DynamoDB.ConditionalCheckFailedException.)~",
    .bad = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders", "MessageBody": "hello" },
      "Retry": [{ "ErrorEquals": ["Lambda.TooManyRequestsException"] }], "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage",
      "Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders", "MessageBody": "hello" },
      "Retry": [{ "ErrorEquals": ["SQS.AmazonSQSException"] }], "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

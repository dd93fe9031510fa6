#include "lint/calls.h"
#include "lint/known_facts.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// TestState's own message about contexts names `.sync` beside `.waitForTaskToken`: of those nothing is said.
bool may_have_token(const asl::State& state) {
  const auto* task = state.as<asl::Task>();
  if (task == nullptr) return false;
  const asl::Resource& resource = task->resource;
  if (resource.placeholder || resource.kind == asl::Resource::Kind::Unknown) return true;
  return resource.pattern != asl::Resource::Pattern::RequestResponse;
}

bool names_token(const jsonpath::Path& path) {
  if (path.root() != jsonpath::Root::Context || path.steps().empty()) return false;
  const auto* first = std::get_if<jsonpath::Name>(&path.steps()[0].value);
  return first != nullptr && first->name == "Task";
}

void check(const asl::Program& program, Report& report) {
  constexpr std::string_view kMessage = "only a .waitForTaskToken task has a task token";
  for (const asl::ExpressionUse& use : program.expressions) {
    if (may_have_token(program.state(use.state))) continue;
    const asl::Expression& expression = *use.expression;
    for_each_path(expression, [&](const jsonpath::Path& path, size_t offset) {
      if (names_token(path)) report.inside(expression.node, offset, offset + path.text().size(), std::string(kMessage));
    });
    const KnownFacts facts(expression);
    if (!facts) continue;
    for (const jsonata::StatesFact& fact : facts->states_members) {
      if (fact.member != "context" || fact.further != "Task") continue;
      report.inside(expression.node, expression.begin + fact.offset, expression.begin + fact.offset + fact.length, std::string(kMessage));
    }
  }
}

}  // namespace

extern const Rule token_without_callback{
    .name = "token-without-callback",
    .severity = diag::Severity::Warning,
    .summary = "$$.Task.Token in a state that waits for no callback",
    .explanation =
        R"~(Only a Task that waits, by a Resource that ends in .waitForTaskToken, has a task token in its context; elsewhere the path finds nothing.)~",
    .bad = R"~({
  "StartAt": "Ask",
  "States": {
    "Ask": {
      "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage", "TimeoutSeconds": 60,
      "Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/q", "MessageBody": { "token.$": "$$.Task.Token" } },
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Ask",
  "States": {
    "Ask": {
      "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "TimeoutSeconds": 60,
      "Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/q", "MessageBody": { "token.$": "$$.Task.Token" } },
      "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

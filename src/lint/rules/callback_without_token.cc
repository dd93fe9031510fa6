#include <fmt/format.h>

#include "asl/placeholder.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// The token itself, something that it is part of, or text that is not known yet.
bool may_hold_token(std::string_view text) {
  const auto has = [&](std::string_view part) { return text.find(part) != std::string_view::npos; };
  return has("Task") || has("context") || text == "$$" || asl::has_placeholder(text) || has("$states ") || has("$states}");
}

bool passes_token(const json::Document& document, json::NodeId payload) {
  for (json::NodeId node = payload; node < document.node(payload).next; ++node) {
    if (document.is_string(node) && may_hold_token(document.text(node))) return true;
  }
  return false;
}

void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  for (const asl::State& state : program.states) {
    const auto* task = state.as<asl::Task>();
    if (task == nullptr || task->resource.pattern != asl::Resource::Pattern::WaitForTaskToken) continue;
    const bool jsonata = state.language == asl::QueryLanguage::Jsonata;
    const json::NodeId payload = document.find(state.node, jsonata ? "Arguments" : "Parameters");
    if (payload == json::kNoNode || passes_token(document, payload)) continue;
    report.at_key(payload, fmt::format("\"{}\" waits for a token that it passes to nobody", state.name)).help =
        jsonata ? "pass {% $states.context.Task.Token %}" : "pass \"$$.Task.Token\" under a key that ends in \".$\"";
  }
}

}  // namespace

extern const Rule callback_without_token{
    .name = "callback-without-token",
    .severity = diag::Severity::Warning,
    .summary = "a task that waits for a token which it does not pass on",
    .explanation =
        R"~(The service that a .waitForTaskToken task calls has to get the token, or nobody can ever send it back: the state waits until its timeout.
Neither Parameters nor Arguments hold $$.Task.Token (in JSONata $states.context.Task.Token).)~",
    .bad = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders", "MessageBody": { "token.$": "$.order" } },
      "TimeoutSeconds": 3600, "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Call",
  "States": {
    "Call": {
      "Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
      "Parameters": { "QueueUrl": "https://sqs.us-east-1.amazonaws.com/123456789012/orders", "MessageBody": { "token.$": "$$.Task.Token" } },
      "TimeoutSeconds": 3600, "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

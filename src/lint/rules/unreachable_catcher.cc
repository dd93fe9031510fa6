#include <fmt/format.h>

#include "lint/error_cover.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// The earlier handler that takes every error of that name away; npos if there is none.
template <class Handler>
size_t taken_by(const std::vector<Handler>& handlers, size_t at, std::string_view name, const asl::State& state) {
  for (size_t i = 0; i < at; ++i) {
    for (const asl::ErrorName& earlier : handlers[i].error_equals) {
      if (covers(earlier.name, name, state)) return i;
    }
  }
  return std::string_view::npos;
}

void check_handlers(const asl::Program& program, const asl::State& state, Report& report) {
  const auto& handlers = state.catchers;
  for (size_t at = 1; at < handlers.size(); ++at) {
    size_t taker = 0;
    for (const asl::ErrorName& name : handlers[at].error_equals) {
      taker = taken_by(handlers, at, name.name, state);
      if (taker == std::string_view::npos) break;
    }
    if (handlers[at].error_equals.empty() || taker == std::string_view::npos) continue;
    const json::NodeId names = program.document->find(handlers[at].node, "ErrorEquals");
    report.at(names, fmt::format("no error gets to this catcher: Catch[{}] takes them all", taker))
        .notes.push_back(
            {"the first that matches is used", program.document->span(program.document->find(handlers[taker].node, "ErrorEquals"))});
  }
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) check_handlers(program, state, report);
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

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

std::optional<double> literal(const std::optional<asl::Computed>& field) {
  if (!field || field->literal() == nullptr || !field->literal()->is_number()) return std::nullopt;
  return field->literal()->as_double();
}

/// Seconds that all retries of one retrier wait together.
double waited(const asl::Retrier& retrier, double limit) {
  double sum = 0, delay = retrier.interval_seconds;
  for (int64_t i = 0; i < retrier.max_attempts && sum < limit; ++i) {
    sum += retrier.max_delay_seconds ? std::min(delay, *retrier.max_delay_seconds) : delay;
    delay *= std::max(1.0, retrier.backoff_rate);
    if (delay <= 0) break;
  }
  return sum;
}

void check_state(const asl::State& state, double limit, Report& report) {
  const auto* task = state.as<asl::Task>();
  const auto* wait = state.as<asl::Wait>();
  const auto own = task != nullptr ? literal(task->timeout_seconds) : wait != nullptr ? literal(wait->seconds) : std::nullopt;
  if (own && *own >= limit) {
    const json::NodeId node = task != nullptr ? task->timeout_seconds->node : wait->seconds->node;
    report.at(node, fmt::format("{} s, but the machine's TimeoutSeconds ends everything after {} s", *own, limit));
  }
  for (const asl::Retrier& retrier : state.retry) {
    if (retrier.full_jitter || waited(retrier, limit) < limit) continue;
    report.at_object(retrier.node,
                     fmt::format("the delays of these retries reach the machine's TimeoutSeconds of {} s before they are used up", limit));
  }
}

bool in_execution(const asl::Program& program, const asl::State& state) {
  for (asl::ScopeId scope = state.scope; scope != asl::kNone; scope = program.scopes[scope].parent) {
    if (program.scopes[scope].distributed) return false;
  }
  return true;
}

void check(const asl::Program& program, Report& report) {
  const auto limit = literal(program.timeout_seconds);
  if (!limit) return;
  for (const asl::State& state : program.states) {
    if (in_execution(program, state)) check_state(state, *limit, report);
  }
}

}  // namespace

extern const Rule timeout_beyond_machine{
    .name = "timeout-beyond-machine",
    .severity = diag::Severity::Warning,
    .summary = "a wait or timeout that the machine's own timeout cuts off",
    .explanation =
        R"~(TimeoutSeconds of the machine ends the whole execution with TIMED_OUT, which nothing can catch. A state that may run as long, a Wait as long,
or retries whose delays add up to as much never come to their end: its own timeout, and the Catch behind it, are in vain.)~",
    .bad = R"~({
  "StartAt": "Pause",
  "TimeoutSeconds": 60,
  "States": {
    "Pause": { "Type": "Wait", "Seconds": 90, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Pause",
  "TimeoutSeconds": 600,
  "States": {
    "Pause": { "Type": "Wait", "Seconds": 90, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

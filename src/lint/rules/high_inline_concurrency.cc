#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

constexpr double kMost = 40;

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* map = state.as<asl::Map>();
    if (map == nullptr || map->distributed || !map->max_concurrency) continue;
    const json::Value* value = map->max_concurrency->literal();
    if (value == nullptr || !value->is_number() || value->as_double() <= kMost) continue;
    report.at(map->max_concurrency->node, fmt::format("an inline Map runs at most {} iterations at a time", kMost));
  }
}

}  // namespace

extern const Rule high_inline_concurrency{
    .name = "high-inline-concurrency",
    .severity = diag::Severity::Warning,
    .summary = "MaxConcurrency above 40 on an inline Map",
    .explanation = R"~(At most 40 iterations of an inline Map run at the same time, whatever MaxConcurrency says.)~",
    .bad = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "MaxConcurrency": 100,
      "ItemProcessor": { "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "MaxConcurrency": 40,
      "ItemProcessor": { "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

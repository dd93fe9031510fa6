#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check_field(const asl::State& state, std::string_view old, std::string_view current, Report& report) {
  const json::NodeId field = report.document().find(state.node, old);
  if (field == json::kNoNode || report.is_rejected(field)) return;
  report.at_key(field, fmt::format("{} is the old name of {}", old, current)).suggestion = current;
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    if (state.type != asl::StateType::Map) continue;
    check_field(state, "Iterator", "ItemProcessor", report);
    check_field(state, "Parameters", "ItemSelector", report);
  }
}

}  // namespace

extern const Rule deprecated_map_field{
    .name = "deprecated-map-field",
    .severity = diag::Severity::Info,
    .summary = "the old spelling of a Map field",
    .explanation = R"~(Iterator is now ItemProcessor, and the Parameters of a Map are its ItemSelector. Both still work.)~",
    .bad = R"~({
  "StartAt": "Each",
  "States": {
    "Each": { "Type": "Map", "Iterator": { "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Each",
  "States": {
    "Each": { "Type": "Map", "ItemProcessor": { "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } }, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

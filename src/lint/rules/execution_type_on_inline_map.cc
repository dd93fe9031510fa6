#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  for (const asl::State& state : program.states) {
    const auto* map = state.as<asl::Map>();
    if (map == nullptr || map->distributed || map->processor == asl::kNone) continue;
    const json::NodeId config = document.find(program.scopes[map->processor].node, "ProcessorConfig");
    if (!document.is_object(config)) continue;
    const json::NodeId mode = document.find(config, "Mode"), type = document.find(config, "ExecutionType");
    const bool inline_mode = mode == json::kNoNode || (document.is_string(mode) && document.text(mode) == "INLINE");
    if (inline_mode && type != json::kNoNode) report.at_key(type, "ExecutionType has no effect on an inline Map");
  }
}

}  // namespace

extern const Rule execution_type_on_inline_map{
    .name = "execution-type-on-inline-map",
    .severity = diag::Severity::Warning,
    .summary = "ExecutionType of an inline Map",
    .explanation = R"~(Iterations of an inline Map are no executions of their own, so there is nothing to have a type.)~",
    .bad = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": { "ProcessorConfig": { "Mode": "INLINE", "ExecutionType": "EXPRESS" }, "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemProcessor": { "ProcessorConfig": { "Mode": "INLINE" }, "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

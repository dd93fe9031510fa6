#include <fmt/format.h>

#include <array>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

constexpr std::array<std::string_view, 8> kDistributed{"ItemReader",
                                                       "ItemBatcher",
                                                       "ResultWriter",
                                                       "Label",
                                                       "ToleratedFailureCount",
                                                       "ToleratedFailureCountPath",
                                                       "ToleratedFailurePercentage",
                                                       "ToleratedFailurePercentagePath"};

bool mode_is_open(const asl::Program& program, const asl::Map& map) {
  if (map.processor == asl::kNone) return true;
  const json::Document& document = *program.document;
  const json::NodeId config = document.find(program.scopes[map.processor].node, "ProcessorConfig");
  const json::NodeId mode = document.is_object(config) ? document.find(config, "Mode") : json::kNoNode;
  return mode != json::kNoNode && document.is_string(mode) && document.text(mode) != "INLINE";
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* map = state.as<asl::Map>();
    if (map == nullptr || map->distributed || mode_is_open(program, *map)) continue;
    for (const std::string_view name : kDistributed) {
      const json::NodeId field = program.document->find(state.node, name);
      if (field == json::kNoNode || report.is_rejected(field)) continue;
      report.at_key(field, fmt::format("\"{}\" needs a distributed Map, and this one is inline", name)).help =
          "add \"ProcessorConfig\": { \"Mode\": \"DISTRIBUTED\", … } to the ItemProcessor";
    }
  }
}

}  // namespace

extern const Rule distributed_field_on_inline_map{
    .name = "distributed-field-on-inline-map",
    .severity = diag::Severity::Warning,
    .summary = "a field of distributed Maps on an inline one",
    .explanation =
        R"~(ItemReader, ItemBatcher, ResultWriter, Label and the tolerated failures belong to Maps whose ProcessorConfig has "Mode": "DISTRIBUTED".
On an inline Map they have no effect or are refused.)~",
    .bad = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ToleratedFailureCount": 3,
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
      "ToleratedFailureCount": 3,
      "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

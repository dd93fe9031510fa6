#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  for (const asl::State& state : program.states) {
    const auto* map = state.as<asl::Map>();
    if (map == nullptr || !map->item_reader) continue;
    for (const std::string_view name : {"ItemsPath", "Items"}) {
      const json::NodeId field = document.find(state.node, name);
      if (field != json::kNoNode && !report.is_rejected(field))
        report.at_key(field, fmt::format("{} is ignored beside an ItemReader", name));
    }
  }
}

}  // namespace

extern const Rule items_beside_item_reader{
    .name = "items-beside-item-reader",
    .severity = diag::Severity::Warning,
    .summary = "ItemsPath or Items beside an ItemReader",
    .explanation = R"~(The items come from the ItemReader; the other field is ignored.)~",
    .bad = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemsPath": "$.items",
      "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "JSON" }, "Parameters": { "Bucket": "b", "Key": "items" } },
      "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemReader": { "Resource": "arn:aws:states:::s3:getObject", "ReaderConfig": { "InputType": "JSON" }, "Parameters": { "Bucket": "b", "Key": "items" } },
      "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

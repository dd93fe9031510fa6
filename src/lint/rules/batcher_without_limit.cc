#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* map = state.as<asl::Map>();
    if (map == nullptr || !map->item_batcher) continue;
    const asl::ItemBatcher& batcher = *map->item_batcher;
    const json::Document& document = *program.document;
    const auto has = [&](std::string_view name) { return document.find(batcher.node, name) != json::kNoNode; };
    if (has("MaxItemsPerBatch") || has("MaxItemsPerBatchPath") || has("MaxInputBytesPerBatch") || has("MaxInputBytesPerBatchPath"))
      continue;
    report.at_object(batcher.node, "the ItemBatcher limits neither items nor bytes");
  }
}

}  // namespace

extern const Rule batcher_without_limit{
    .name = "batcher-without-limit",
    .severity = diag::Severity::Warning,
    .summary = "an ItemBatcher that limits neither items nor bytes",
    .explanation = R"~(Without MaxItemsPerBatch or MaxInputBytesPerBatch the service decides how large a batch becomes.)~",
    .bad = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "ItemBatcher": { "BatchInput": { "n": 1 } },
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
      "ItemBatcher": { "MaxItemsPerBatch": 10, "BatchInput": { "n": 1 } },
      "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

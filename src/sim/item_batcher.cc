#include "sim/item_batcher.h"

#include "json/writer.h"
#include "sim/states/states.h"

namespace sfn::sim {

BatchLimits prepare_batches(const asl::ItemBatcher& batcher, Scope& scope) {
  BatchLimits limits;
  if (batcher.max_items_per_batch)
    limits.items = integer_of(*batcher.max_items_per_batch, {"MaxItemsPerBatch", 0, INT64_MAX, "ItemBatcher"}, scope);
  if (batcher.max_input_bytes_per_batch)
    limits.bytes = integer_of(*batcher.max_input_bytes_per_batch, {"MaxInputBytesPerBatch", 0, INT64_MAX, "ItemBatcher"}, scope);
  if (batcher.batch_input) limits.input = fill(*batcher.batch_input, scope, "ItemBatcher/BatchInput");
  return limits;
}

std::vector<json::Value> make_batches(const BatchLimits& limits, const std::vector<json::Value>& items) {
  std::vector<json::Value> batches;
  const int64_t frame = 12 + (limits.input.is_undefined() ? 0 : static_cast<int64_t>(json::to_json(limits.input).size()) + 14);
  for (size_t next = 0; next < items.size();) {
    json::ArrayBuilder group;
    int64_t bytes = frame;
    while (next < items.size()) {
      const int64_t more = limits.bytes > 0 ? static_cast<int64_t>(json::to_json(items[next]).size()) + 1 : 0;
      const bool full =
          (limits.items > 0 && static_cast<int64_t>(group.size()) >= limits.items) || (limits.bytes > 0 && bytes + more > limits.bytes);
      if (full && group.size() > 0) break;
      bytes += more;
      group.push(items[next++]);
    }
    json::ObjectBuilder batch;
    if (!limits.input.is_undefined()) batch.set("BatchInput", limits.input);
    batch.set("Items", group.build());
    batches.push_back(batch.build());
  }
  return batches;
}

}  // namespace sfn::sim

// ItemBatcher: items in groups, each the input of one child execution.
#pragma once

#include <vector>

#include "asl/state.h"
#include "sim/scope.h"

namespace sfn::sim {

struct BatchLimits {
  int64_t items = 0, bytes = 0;  ///< 0: no limit
  json::Value input;             ///< BatchInput; undefined without
};
BatchLimits prepare_batches(const asl::ItemBatcher& batcher, Scope& scope);

/// `{"BatchInput": …, "Items": […]}` for as many items as fit; an item that is too large alone has a batch of its own.
std::vector<json::Value> make_batches(const BatchLimits& limits, const std::vector<json::Value>& items);

}  // namespace sfn::sim

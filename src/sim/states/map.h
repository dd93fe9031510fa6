// What inline and distributed Maps share, and where they differ.
#pragma once

#include "sim/states/states.h"

namespace sfn::sim {

/// Starts the iteration or child execution number `index` (a batch, with ItemBatcher).
void start_item(Core& core, FrameId map, uint32_t index, EventId previous);

/// ItemSelector applied to one item, or the item itself.
Datum selected_item(Core& core, FrameId map, uint32_t index);

/// MaxConcurrency as it is, 0 if absent.
int64_t max_concurrency_of(const asl::Map& map, Scope& scope);

/// What the Map bears of failed items: evaluated once it has started. An inline Map fails with its first iteration all the same, but AWS
/// accepts the fields there, and what they are computed from can fail. Documentation says no more; no recording shows an inline Map doing
/// it.
void set_tolerance(Core& core, FrameId id, const asl::Map& map, Scope& scope, Join& join);

// --- distributed: map_distributed.cc ---
Step run_distributed(Core& core, FrameId id, Scope& scope);
void start_child(Core& core, FrameId map, uint32_t index);
void finish_item(Core& core, FrameId map, uint32_t index, const Execution& child);
/// MapRunSucceeded, MapStateSucceeded; the result, after ResultWriter.
json::Value close_run(Core& core, FrameId id, Join& join);
void record_run_failed(Core& core, FrameId id, const Problem& problem);

/// JSONPath's ItemsPath, JSONata's Items: an array, or AWS's failure.
json::Value items_of(const asl::State& state, Scope& scope);

}  // namespace sfn::sim

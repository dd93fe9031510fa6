// ResultWriter of a distributed Map, and the record of a child execution that it (and startExecution.sync) shows.
#pragma once

#include "sim/core.h"

namespace sfn::sim {

/// `{"ExecutionArn", "Input", …, "Status", "StopDate"}`: input and output as texts, or as JSON (.sync:2).
json::Value execution_record(const Execution& execution, bool json_values);

/// Whether a Map's results are kept as records rather than outputs.
bool wants_records(const asl::Map& map);

/// The result of a run from the children's results, which are consumed.
json::Value written_result(const asl::Map& map, Join& join, Scope& scope);

}  // namespace sfn::sim

// startExecution of Step Functions: the child runs in the same simulation if its definition is known, with the same clock and agenda.
#pragma once

#include "sim/core.h"

namespace sfn::sim {

/// True if the task starts a state machine whose definition is known: the child was started, and the plan of the frame's activity is set.
/// False: the task is like any other, or a mock answers this call, which wins.
bool start_nested(Core& core, FrameId id, const Call& call);

/// The child of a .sync task has ended: makes its answer the outcome of the task.
void finish_nested(Core& core, FrameId task, const Execution& child);

/// The task gave up waiting: its child is stopped.
void stop_nested(Core& core, FrameId task);

}  // namespace sfn::sim

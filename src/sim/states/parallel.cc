#include "sim/states/states.h"

namespace sfn::sim {

Step run_parallel(Core& core, FrameId id) {
  const asl::Parallel& parallel = *core.state_of(id).as<asl::Parallel>();
  FrameHost host(core, id);
  Scope scope(host, core.frame(id).input);
  const Datum payload = effective_payload(core, id, scope, effective_input(core, id, scope));
  Frame& f = core.frame(id);
  core.emit(id, EventType::ParallelStateStarted);
  auto join = std::make_unique<Join>();
  join->total = join->next = static_cast<uint32_t>(parallel.branches.size());
  join->results.resize(join->total);
  join->last = f.cursor;
  f.cold().join = std::move(join);
  f.phase = Phase::Joining;
  const asl::Program& program = *core.execution_of(id).program;
  for (uint32_t i = 0; i < parallel.branches.size(); ++i) {
    const asl::Scope& branch = program.scopes[parallel.branches[i]];
    if (branch.start_at.target == asl::kNone) throw NotRunnable("a branch without a state to start at cannot be run", branch.node);
    core.spawn(id, i, f.execution, branch.start_at.target, payload, f.cursor);
    core.tell(id, Probe::kChildren, [&](Probe& probe, const Place& at) { probe.child_started(at, i, payload); });
  }
  if (parallel.branches.empty()) {
    f.phase = Phase::Joined;
    core.wake(id);
  }
  return Step::Blocked;
}

}  // namespace sfn::sim

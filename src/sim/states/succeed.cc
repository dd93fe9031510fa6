#include "sim/states/states.h"

namespace sfn::sim {

Step run_succeed(Core& core, FrameId id) {
  const asl::State& state = core.state_of(id);
  FrameHost host(core, id);
  Scope scope(host, core.frame(id).input);
  effective_input(core, id, scope);
  return complete_without_result(core, id, scope, state.assign, state.output);
}

}  // namespace sfn::sim

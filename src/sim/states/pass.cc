#include "sim/states/states.h"

namespace sfn::sim {

Step run_pass(Core& core, FrameId id) {
  Frame& f = core.frame(id);
  const asl::State& state = core.state_of(id);
  FrameHost host(core, id);
  Scope scope(host, f.input);
  const asl::Pass& pass = *state.as<asl::Pass>();
  if (state.language == asl::QueryLanguage::Jsonata) return complete_without_result(core, id, scope, state.assign, state.output);
  Datum result;
  if (pass.result) {  // wins over Parameters, which are then not even evaluated
    result = {*pass.result, nullptr};
    core.tell_data(id, Stage::Result, result);
  } else {
    result = effective_payload(core, id, scope, effective_input(core, id, scope));
  }
  return complete(core, id, scope, std::move(result));
}

}  // namespace sfn::sim

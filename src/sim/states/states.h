// The eight types of states. In: a frame that is to enter, or to go on with, its state. Out: what came of it: left with an output, failed,
// or waiting for time, an answer or children. Failing evaluations throw AslFailure.
#pragma once

#include "sim/core.h"
#include "sim/data_flow.h"

namespace sfn::sim {

Step run_pass(Core& core, FrameId id);
Step run_choice(Core& core, FrameId id);
Step run_wait(Core& core, FrameId id);
Step resume_wait(Core& core, FrameId id);
Step run_succeed(Core& core, FrameId id);
Step run_fail(Core& core, FrameId id);
Step run_task(Core& core, FrameId id);
void arrive_task(Core& core, FrameId id);
Step resume_task(Core& core, FrameId id);
Step run_parallel(Core& core, FrameId id);
Step run_map(Core& core, FrameId id);
Step resume_container(Core& core, FrameId id);

/// Parallel or Map whose results are given (run_state): everything but the children.
Step run_mocked(Core& core, FrameId id);

/// InputPath (JSONPath) applied and set as `$`; the raw input in JSONata.
Datum effective_input(Core& core, FrameId id, Scope& scope);

/// Parameters or Arguments, or `input` where the state has neither.
Datum effective_payload(Core& core, FrameId id, Scope& scope, const Datum& input);

/// The variables that an Assign sets; undefined without one. Throws if they are more than may be.
json::Value assigned_by(Core& core, FrameId id, const std::optional<asl::Template>& assign, Scope& scope, std::string_view field);

/// From the raw result to the state's output: Assign, ResultSelector, ResultPath, OutputPath; or Assign and Output. `$` and
/// `$states.result` become the result. Sets output, assigned and next of the frame.
Step complete(Core& core, FrameId id, Scope& scope, Datum result);

/// Assign and OutputPath or Output of a state without a result (Choice, Wait, Succeed), with the templates that apply.
Step complete_without_result(Core& core, FrameId id, Scope& scope, const std::optional<asl::Template>& assign,
                             const std::optional<asl::Template>& output, std::string_view prefix = {});

/// The failure of a value that is too large: `who` is the state, or for a task the service.
AslFailure too_large(std::string_view who);

/// A number that may be computed. What it must be is `Range`; `field` names are AWS's.
struct IntegerField {
  std::string_view name;  ///< "MaxConcurrency"
  int64_t min = 0;
  int64_t max = INT64_MAX;
  std::string_view within = {};  ///< where it is in the state, for locations: "ItemReader/ReaderConfig"; empty: in the state itself
};
/// A literal that is a number, or a text that is an integer. Throws Unsupported for anything else: a placeholder, or what only a
/// definition that was not validated has.
json::Value literal_number(const asl::Computed& field, std::string_view name);
/// The integer of a literal, path or expression. Text that is an integer is taken as one.
int64_t integer_of(const asl::Computed& field, const IntegerField& rule, Scope& scope);
double float_of(const asl::Computed& field, std::string_view name, Scope& scope);

}  // namespace sfn::sim

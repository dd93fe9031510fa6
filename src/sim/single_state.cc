// One state by itself: what the TestState API does with a mock. The pipeline, Retry and Catch are those of a whole execution.
#include <fmt/format.h>

#include "sim/item_batcher.h"
#include "sim/item_reader.h"
#include "sim/states/map.h"

namespace sfn::sim {
namespace {

class MockOracle final : public TaskOracle {
 public:
  explicit MockOracle(const StateRequest& request) : request_(&request) {}
  size_t counters() const override { return 0; }
  Plan plan(const Call& call, std::span<uint32_t>) const override {
    if (!request_->mock) throw NoAnswer(fmt::format("the Task \"{}\" needs a mock: nothing is called", call.state.name));
    Plan plan;
    if (const auto* failed = std::get_if<ErrorOutput>(&*request_->mock))
      plan.outcome = *failed;
    else
      plan.outcome = std::get<Datum>(*request_->mock);
    return plan;
  }

 private:
  const StateRequest* request_;
};

struct NoSurroundings final : Surroundings {
  std::optional<std::string> object(std::string_view) const override { return std::nullopt; }
  std::vector<std::string> list(std::string_view) const override { return {}; }
  std::optional<Child> child(std::string_view) const override { return std::nullopt; }
};

int64_t tolerated(Core& core, FrameId id, const asl::Map& map, Scope& scope) {
  if (!map.tolerated_failure_count) return -1;
  const int64_t count = integer_of(*map.tolerated_failure_count, {"ToleratedFailureCount"}, scope);
  core.tell_data(id, Stage::ToleratedFailureCount, {json::Value::integer(count), nullptr});
  return count;
}

double tolerated_percentage(Core& core, FrameId id, const asl::Map& map, Scope& scope) {
  if (!map.tolerated_failure_percentage) return -1;
  const double percentage = float_of(*map.tolerated_failure_percentage, "ToleratedFailurePercentage", scope);
  if (percentage < 0 || percentage > 100) throw runtime_failure("ToleratedFailurePercentage must be between 0 and 100.");
  core.tell_data(id, Stage::ToleratedFailurePercentage, {json::Value::real(percentage), nullptr});
  return percentage;
}

json::Value array_of(std::vector<json::Value> values) {
  json::ArrayBuilder array(values.size());
  for (json::Value& value : values) array.push(std::move(value));
  return array.build();
}

/// ItemSelector and ItemBatcher on all items: what the iterations would start with.
void prepare_items(Core& core, FrameId id, const asl::Map& map, Scope& scope, const json::Value& items) {
  if (!map.item_selector && !map.item_batcher) return;
  core.frame(id).cold().join = std::make_unique<Join>();
  core.frame(id).activity->join->items = items;
  std::vector<json::Value> selected;
  for (uint32_t i = 0; i < items.size(); ++i) selected.push_back(selected_item(core, id, i).value);
  core.frame(id).activity->join.reset();
  if (map.item_selector) core.tell_data(id, Stage::AfterItemSelector, {array_of(std::vector(selected)), nullptr});
  if (!map.item_batcher) return;
  core.tell_data(id, Stage::AfterItemBatcher, {array_of(make_batches(prepare_batches(*map.item_batcher, scope), selected)), nullptr});
}

/// The input side of a Map, and the threshold that the given number of failed iterations may pass.
void prepare_map(Core& core, FrameId id, const asl::Map& map, Scope& scope, size_t results) {
  const StateRequest& request = *core.single_;
  effective_input(core, id, scope);
  json::Value items;
  if (!map.item_reader) {
    items = items_of(core.state_of(id), scope);
    core.tell_data(id, Stage::AfterItemsPath, {items, nullptr});
  } else if (request.item_reader_data) {
    items = parse_items(*map.item_reader, *request.item_reader_data, 0);
    if (!map.item_reader->items_pointer.empty()) core.tell_data(id, Stage::AfterItemsPointer, {items, nullptr});
  }
  if (items.is_array()) prepare_items(core, id, map, scope, items);
  const int64_t concurrency = max_concurrency_of(map, scope);
  core.tell_data(id, Stage::MaxConcurrency, {json::Value::integer(concurrency), nullptr});
  const int64_t count = tolerated(core, id, map, scope);
  const double percentage = tolerated_percentage(core, id, map, scope);
  const bool over = (count >= 0 && request.failed_iterations > count) ||
                    (percentage >= 0 && 100.0 * request.failed_iterations > percentage * static_cast<double>(results));
  if (over) throw AslFailure(error::kThreshold, "The specified tolerated failure threshold was exceeded").bare();
}

}  // namespace

Step run_mocked(Core& core, FrameId id) {
  const asl::State& state = core.state_of(id);
  const StateRequest& request = *core.single_;
  if (!request.mock) throw NoAnswer(fmt::format("the {} \"{}\" needs a mock", asl::name_of(state.type), state.name));
  const auto* failed = std::get_if<ErrorOutput>(&*request.mock);
  FrameHost host(core, id);
  Scope scope(host, core.frame(id).input);
  if (failed != nullptr) {
    Problem problem;
    problem.error = failed->error;
    problem.cause = failed->cause;
    problem.from_task = true;
    if (const auto* map = state.as<asl::Map>()) prepare_map(core, id, *map, scope, 0);
    core.frame(id).cold().problem = std::move(problem);
    return Step::Failed;
  }
  const Datum& result = std::get<Datum>(*request.mock);
  if (const auto* map = state.as<asl::Map>()) prepare_map(core, id, *map, scope, result.value.size());
  core.tell_data(id, Stage::Result, result);
  return complete(core, id, scope, result);
}

StateAnswer run_state(const asl::Program& program, const asl::State& state, StateRequest request, Probe* probe) {
  const MockOracle oracle(request);
  const NoSurroundings surroundings;
  RunOptions options = request.options;
  options.input = request.input;
  options.variables = request.variables;
  options.express = true;  // the default context object is that of a synchronous EXPRESS execution
  Core core(program, std::move(options), oracle, surroundings, nullptr, probe, state.id);
  core.single_ = &request;
  const FrameId id = core.executions_[0].root;
  Step step = core.attempt(id);
  while (step == Step::Blocked) {
    if (core.frame(id).phase == Phase::Scheduled || core.frame(id).phase == Phase::Submitted || core.frame(id).phase == Phase::Calling)
      core.arrive(core.ref(id));
    else
      step = core.attempt(id);
  }
  Frame& f = core.frame(id);
  StateAnswer answer;
  if (step == Step::Failed) {
    const Problem problem = f.activity->problem;
    answer.error = problem.error;
    answer.cause = problem.cause;
    const auto delay = core.next_retry(id);
    answer.retrier = f.activity->retrier;
    if (delay) answer.backoff_seconds = static_cast<double>(*delay) / 1000;
    if (delay || !core.apply_catcher(id)) {
      answer.kind = delay ? StateAnswer::Kind::Retriable : StateAnswer::Kind::Failed;
      answer.variables = f.variables;
      return answer;
    }
    answer.kind = StateAnswer::Kind::CaughtError;
    answer.catcher = f.activity->catcher;
  }
  core.exit_state(id);
  answer.output = f.input;
  answer.variables = f.variables;
  if (core.taken_ != nullptr) answer.next_name = core.taken_->name;
  if (f.next != asl::kNone) answer.next = &program.states[f.next];
  return answer;
}

}  // namespace sfn::sim

// A distributed Map: its items become child executions in the same simulation, with histories of their own.
#include <fmt/format.h>

#include "sim/item_batcher.h"
#include "sim/item_reader.h"
#include "sim/result_writer.h"
#include "sim/states/map.h"

namespace sfn::sim {
namespace {

constexpr int64_t kMaxPercentage = 100;

std::string_view machine_name(std::string_view arn) {
  return arn.substr(arn.rfind(':') + 1);
}

/// `machine/Label`; without a Label a name that is the same for every run.
std::string labelled(const Core& core, const Execution& execution, const asl::State& state) {
  const asl::Map& map = *state.as<asl::Map>();
  const std::string_view machine = machine_name(execution.info.state_machine_arn);
  if (!map.label.empty()) return fmt::format("{}/{}", machine, map.label);
  const uint64_t key = mix(mix(core.options().seed, state.name), static_cast<uint64_t>(Purpose::MapRun));
  return fmt::format("{}/{}", machine, make_uuid(key, mix(key, uint64_t{1})));
}

std::string arn(const Core& core, std::string_view kind, std::string_view rest) {
  return fmt::format("arn:aws:states:{}:{}:{}:{}", core.options().region, core.options().account, kind, rest);
}

Problem problem_of(const AslFailure& failure) {
  Problem problem;
  problem.error = failure.error();
  problem.cause = failure.cause();
  return problem;
}

void make_all_batches(Core& core, FrameId id, const BatchLimits& limits) {
  Join& join = *core.frame(id).activity->join;
  std::vector<json::Value> selected;
  selected.reserve(join.items.size());
  for (uint32_t i = 0; i < join.items.size(); ++i) selected.push_back(selected_item(core, id, i).value);
  join.batches = make_batches(limits, selected);
  core.tell(id, Probe::kData, [&](Probe& probe, const Place& at) {
    json::ArrayBuilder all;
    for (const json::Value& batch : join.batches) all.push(batch);
    probe.data(at, Stage::AfterItemBatcher, {all.build(), nullptr});
  });
}

void start_run(Core& core, FrameId id) {
  Frame& f = core.frame(id);
  Join& join = *f.activity->join;
  const uint64_t key = core.key_of(id, Purpose::MapRun);
  join.run_id = make_uuid(key, mix(key, uint64_t{1}));
  join.machine = labelled(core, core.execution_of(id), core.state_of(id));
  join.run_arn = arn(core, "mapRun", join.machine + ":" + join.run_id);
  core.emit(id, EventType::MapRunStarted, [&] { return event::MapRun{join.run_arn}; });
}

/// What is missing around the machine is the user's affair, who wants to know for which state.
Items items_read(Core& core, FrameId id, const ReadRequest& request) {
  try {
    return read_items(request, *core.surroundings_, core.now_);
  } catch (const NoAnswer& missing) {
    throw NoAnswer(fmt::format("state \"{}\": {}", core.state_of(id).name, missing.what()));
  }
}

void fill_run(Core& core, FrameId id, const std::optional<ReadRequest>& read, const std::optional<BatchLimits>& limits) {
  Join& join = *core.frame(id).activity->join;
  if (read) {
    Items found = items_read(core, id, *read);
    join.items = std::move(found.items);
    join.source = std::move(found.source);
    join.sources = std::move(found.sources);
    core.tell_data(id, Stage::AfterItemsPointer, {join.items, nullptr});
  }
  if (limits) make_all_batches(core, id, *limits);
  join.total = static_cast<uint32_t>(limits ? join.batches.size() : join.items.size());
  join.results.resize(join.total);
}

bool too_many_failed(const Join& join) {
  if (!join.tolerated_count && !join.tolerated_percentage) return join.failed > 0;
  if (join.tolerated_count && join.failed > *join.tolerated_count) return true;
  return join.tolerated_percentage && 100.0 * join.failed > *join.tolerated_percentage * join.total;
}

void refuse_unfilled_formats(const json::Document& document, const asl::Map& map) {
  if (map.item_reader)
    refuse_unfilled_words(document, map.item_reader->node, "ReaderConfig",
                          {"InputType", "Transformation", "CSVHeaderLocation", "CSVDelimiter", "ManifestType", "ItemsPointer"});
  if (map.result_writer) refuse_unfilled_words(document, map.result_writer->node, "WriterConfig", {"OutputType", "Transformation"});
}

}  // namespace

void set_tolerance(Core& core, FrameId id, const asl::Map& map, Scope& scope, Join& join) {
  if (map.tolerated_failure_count) {
    join.tolerated_count = integer_of(*map.tolerated_failure_count, {"ToleratedFailureCount"}, scope);
    core.tell_data(id, Stage::ToleratedFailureCount, {json::Value::integer(*join.tolerated_count), nullptr});
  }
  if (!map.tolerated_failure_percentage) return;
  const double percentage = float_of(*map.tolerated_failure_percentage, "ToleratedFailurePercentage", scope);
  if (percentage < 0 || percentage > kMaxPercentage) {
    const asl::Expression* const expression = map.tolerated_failure_percentage->expression();
    const std::string cause = "ToleratedFailurePercentage must be between 0 and 100.";
    if (expression != nullptr && expression->jsonata() != nullptr) throw AslFailure::query(cause, "ToleratedFailurePercentage");
    throw runtime_failure(cause);
  }
  join.tolerated_percentage = percentage;
  core.tell_data(id, Stage::ToleratedFailurePercentage, {json::Value::real(percentage), nullptr});
}

Step run_distributed(Core& core, FrameId id, Scope& scope) {
  const asl::State& state = core.state_of(id);
  const asl::Map& map = *state.as<asl::Map>();
  refuse_unfilled_formats(*core.execution_of(id).program->document, map);
  auto join = std::make_unique<Join>();
  if (!map.item_reader) {
    join->items = items_of(state, scope);
    join->source = "STATE_DATA";
    core.tell_data(id, Stage::AfterItemsPath, {join->items, nullptr});
  }
  const int64_t wanted = max_concurrency_of(map, scope);
  core.tell_data(id, Stage::MaxConcurrency, {json::Value::integer(wanted), nullptr});
  join->concurrency =
      wanted == 0 ? kMaxDistributedConcurrency : static_cast<uint32_t>(std::min<int64_t>(wanted, kMaxDistributedConcurrency));
  join->keeps_records = wants_records(map);
  core.emit(id, EventType::MapStateStarted, [&] { return event::Length{join->items.size()}; });
  set_tolerance(core, id, map, scope, *join);
  std::optional<ReadRequest> read;
  if (map.item_reader) read = prepare_read(*map.item_reader, scope);
  std::optional<BatchLimits> limits;
  if (map.item_batcher) limits = prepare_batches(*map.item_batcher, scope);
  Frame& f = core.frame(id);
  f.cold().join = std::move(join);
  start_run(core, id);
  f.phase = Phase::Joining;
  const auto fail = [&](const AslFailure& failure) {
    record_run_failed(core, id, problem_of(failure));
    f.activity->join.reset();
    throw AslFailure(failure);
  };
  try {
    fill_run(core, id, read, limits);
  } catch (const AslFailure& failure) {
    fail(failure);
  } catch (const json::HeightExceeded&) {
    fail(too_deep());
  }
  core.start_children(id, f.cursor);
  return Step::Blocked;
}

void start_child(Core& core, FrameId map, uint32_t index) {
  const asl::State& state = core.state_of(map);
  const asl::Map& kind = *state.as<asl::Map>();
  Join& join = *core.frame(map).activity->join;
  Execution child = core.child_execution(map);
  if (core.frame(map).depth >= kMaxExecutionDepth) throw LimitReached("executions inside executions are nested too deep");
  child.input = join.batches.empty() ? selected_item(core, map, index) : Datum{join.batches[index], nullptr};
  child.key = mix(child.key, index);
  child.express = kind.express_children;
  child.info.kind = ExecutionInfo::Kind::MapChild;
  child.info.name = make_uuid(child.key, mix(child.key, uint64_t{1}));
  child.info.map_run_arn = join.run_arn;
  const std::string& machine = join.machine;
  child.info.state_machine_arn = arn(core, "stateMachine", machine);
  child.info.arn = child.express ? arn(core, "express", fmt::format("{}:{}:{}", machine, child.info.name, child.info.name))
                                 : arn(core, "execution", fmt::format("{}:{}", machine, child.info.name));
  core.tell(map, Probe::kChildren, [&](Probe& probe, const Place& at) { probe.child_started(at, index, child.input); });
  const asl::StateId start = child.program->scopes[kind.processor].start_at.target;
  core.begin_execution(std::move(child), start, map, index);
}

void finish_item(Core& core, FrameId map, uint32_t index, const Execution& child) {
  Join& join = *core.frame(map).activity->join;
  const bool succeeded = child.result.status == Status::Succeeded;
  core.tell(map, Probe::kChildren, [&](Probe& probe, const Place& at) {
    probe.child_ended(at, index, succeeded ? Probe::ChildEnd::Succeeded : Probe::ChildEnd::Failed);
  });
  if (!succeeded) {
    ++join.failed;
    if (too_many_failed(join)) {
      Problem problem;
      problem.error = error::kThreshold;
      problem.cause = "The specified tolerated failure threshold was exceeded";
      return core.break_up(map, std::move(problem));
    }
  }
  // A failed child that is tolerated shows its record, whatever the Transformation (documented for ResultWriter).
  json::Value result = succeeded && !join.keeps_records ? child.result.output.value : execution_record(child, false);
  core.child_done(map, index, std::move(result), 0);
}

json::Value close_run(Core& core, FrameId id, Join& join) {
  const EventId run = core.emit_aside(id, EventType::MapRunSucceeded, core.frame(id).cursor);
  core.emit_aside(id, EventType::MapStateSucceeded, run);
  FrameHost host(core, id);
  Scope scope(host, core.frame(id).input);
  const asl::State& state = core.state_of(id);
  if (state.language == asl::QueryLanguage::JsonPath) scope.set_dollar(apply_path(state.input_path, scope.input(), scope));
  return written_result(*state.as<asl::Map>(), join, scope);
}

void record_run_failed(Core& core, FrameId id, const Problem& problem) {
  core.emit(id, EventType::MapRunFailed, [&] { return event::Failure{problem.error, problem.cause}; });
}

}  // namespace sfn::sim

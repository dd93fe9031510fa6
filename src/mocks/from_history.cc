#include "mocks/from_history.h"

#include <fmt/format.h>

#include <algorithm>

#include "json/writer.h"
#include "mocks/checker.h"
#include "mocks/history_trail.h"
#include "text/timestamp.h"

namespace sfn::mocks {
namespace {

using End = RecordedCall::End;

/// Heartbeats that are made up for one call: more would only blow up the file.
constexpr int64_t kMaxHeartbeats = 1000;

json::Value text(std::string_view value) {
  return json::Value::string(value);
}

class Writer {
 public:
  Writer(const HistoryTrail& trail, const HistoryOptions& options) : trail_(trail), options_(options) {}

  json::Value mocks() {
    std::vector<std::string> order;
    for (const RecordedCall& call : trail_.calls()) add(order, call);
    json::ObjectBuilder states;
    for (const std::string& state : order) states.set(state, list(responses_[state]));
    json::ObjectBuilder out;
    out.set("version", json::Value::integer(1));
    out.set("states", states.build());
    return out.build();
  }

 private:
  struct Recorded {
    json::Value response;
    uint64_t times = 1;
  };

  void add(std::vector<std::string>& order, const RecordedCall& call) {
    auto& list = responses_[call.state];
    if (list.empty()) order.push_back(call.state);
    json::Value response = this->response(call);
    if (!list.empty() && list.back().response == response)
      ++list.back().times;
    else
      list.push_back({std::move(response), 1});
  }

  static json::Value list(std::vector<Recorded>& recorded) {
    json::ArrayBuilder out;
    for (Recorded& entry : recorded) {
      if (entry.times > 1) entry.response.set("times", json::Value::integer(static_cast<int64_t>(entry.times)));
      out.push(std::move(entry.response));
    }
    return out.build();
  }

  bool can_time_out(const std::string& name) const {
    const asl::State* state = options_.program != nullptr ? options_.program->find(name) : nullptr;
    const asl::Task* task = state != nullptr ? state->as<asl::Task>() : nullptr;
    return task == nullptr || task->timeout_seconds || task->heartbeat_seconds;
  }

  json::Value response(const RecordedCall& call) const {
    json::ObjectBuilder out;
    if (!call.iterations.empty()) out.set("iteration", iteration(call.iterations));
    if (!call.submitted.is_undefined()) out.set("submitted", call.submitted);
    if (call.end == End::TimedOut && can_time_out(call.state)) {
      out.set("timeout", json::Value::boolean(true));
      return out.build();
    }
    if (call.end == End::Failed || call.end == End::TimedOut)
      out.set("throw", error(call));
    else
      out.set("return", call.output.is_undefined() ? json::Value::null() : call.output);
    set_duration(out, call);
    return out.build();
  }

  static json::Value iteration(const std::vector<uint32_t>& indices) {
    if (indices.size() == 1) return json::Value::integer(indices[0]);
    json::ArrayBuilder out;
    for (const uint32_t index : indices) out.push(json::Value::integer(index));
    return out.build();
  }

  static json::Value error(const RecordedCall& call) {
    json::ObjectBuilder out;
    if (call.error.is_string()) out.set("error", call.error);
    if (!call.cause.is_undefined() && !call.cause.is_null()) out.set("cause", call.cause);
    return out.build();
  }

  /// A call that was cut off must not end before what cut it off: it lasts until after the end of the execution.
  void set_duration(json::ObjectBuilder& out, const RecordedCall& call) const {
    const std::optional<int64_t> ended = call.end == End::None ? trail_.last() : call.ended;
    if (!call.started || !ended) {
      if (call.end == End::None) out.set("duration", text("P1D"));
      return;
    }
    const int64_t took = *ended - *call.started + (call.end == End::None ? 60'000 : 0);
    if (took <= 0 || (!options_.durations && call.end != End::None)) return;
    out.set("duration", text(text::format_duration(took)));
    set_heartbeats(out, call, took);
  }

  /// A history does not tell when heartbeats came, only that they came in time.
  static void set_heartbeats(json::ObjectBuilder& out, const RecordedCall& call, int64_t took) {
    if (!call.heartbeat_seconds) return;
    const int64_t gap = *call.heartbeat_seconds * 1000;
    if (took <= gap || took / gap > kMaxHeartbeats) return;
    json::ArrayBuilder heartbeats;
    for (int64_t at = gap; at < took; at += gap) heartbeats.push(text(text::format_duration(at)));
    out.set("heartbeats", heartbeats.build());
  }

  const HistoryTrail& trail_;
  const HistoryOptions& options_;
  std::unordered_map<std::string, std::vector<Recorded>> responses_;
};

json::Value exactly(const json::Value& value) {
  json::ObjectBuilder out;
  out.set("$exact", value);
  return out.build();
}

/// Errors and causes are texts; a tool between AWS and here may have read a cause as JSON.
json::Value as_text(const json::Value& value) {
  return value.is_string() ? value : json::Value::string(json::to_json(value));
}

bool was_aborted(const HistoryTrail& trail) {
  const json::Value status = trail.result().get("status");
  return status.is_string() && status.as_string() == "ABORTED";
}

json::Value expectation(const HistoryTrail& trail) {
  json::ObjectBuilder out;
  const json::Value& result = trail.result();
  if (result.is_object()) {
    out.set("status", result.get("status"));
    if (result.find("output") != nullptr) out.set("output", exactly(result.get("output")));
    for (const std::string_view key : {"error", "cause"}) {
      if (result.find(key) != nullptr) out.set(key, exactly(as_text(result.get(key))));
    }
  }
  json::ArrayBuilder path;
  for (const std::string& state : trail.path()) path.push(text(state));
  out.set("path", path.build());
  return out.build();
}

/// What `$$` and $states.context give: names and role of the execution, as far as they are known.
json::Value context_of(const HistoryTrail& trail, json::Value context) {
  if (trail.role_arn().empty()) return context;
  if (context.is_undefined()) context = json::Value::empty_object();
  json::Value execution = context.get("Execution");
  if (!execution.is_object()) execution = json::Value::empty_object();
  execution.set("RoleArn", text(trail.role_arn()));
  context.set("Execution", execution);
  return context;
}

json::Value test_case(const HistoryTrail& trail, const HistoryOptions& options) {
  json::ObjectBuilder out;
  out.set("name", text(options.case_name));
  if (trail.start()) out.set("startTime", text(text::format_timestamp(*trail.start())));
  out.set("input", trail.input().is_undefined() ? json::Value::empty_object() : trail.input());
  if (json::Value context = context_of(trail, options.context); context.is_object()) out.set("context", std::move(context));
  if (was_aborted(trail)) out.set("skip", text("the execution was stopped from outside, which a dry run does not do"));
  out.set("expect", expectation(trail));
  return out.build();
}

/// A reader's items are in no history.
void note_readers(const HistoryTrail& trail, const asl::Program& program, std::vector<std::string>& out) {
  for (const std::string& map : trail.distributed()) {
    const asl::State* state = program.find(map);
    if (state == nullptr || state->as<asl::Map>() == nullptr || !state->as<asl::Map>()->item_reader) continue;
    out.push_back(fmt::format("\"{}\" reads its items from S3: add them to \"objects\"", map));
  }
}

std::vector<std::string> notes_of(const HistoryTrail& trail, const asl::Program* program) {
  std::vector<std::string> out;
  if (!trail.has_data()) out.emplace_back("the history holds no data: fetch it with --include-execution-data");
  if (trail.result().is_undefined()) out.emplace_back("the execution has not ended in this history: the case expects no result");
  for (const std::string& map : trail.distributed()) {
    out.push_back(
        fmt::format("\"{}\" is a distributed Map: its children have histories of their own, so their tasks have no mocks here", map));
  }
  for (const RecordedCall& call : trail.calls()) {
    if (call.end == End::None)
      out.push_back(fmt::format("a call of \"{}\" did not end: its mock lasts longer than the execution", call.state));
  }
  if (program != nullptr) note_readers(trail, *program, out);
  return out;
}

}  // namespace

// arn:aws:states:<region>:<account>:execution:<machine>:<name>, and …:express:<machine>:<name>:<id>.
std::optional<json::Value> context_of_execution(std::string_view arn) {
  std::vector<std::string_view> parts;
  for (size_t at = 0; at <= arn.size();) {
    const size_t end = std::min(arn.find(':', at), arn.size());
    parts.push_back(arn.substr(at, end - at));
    at = end + 1;
  }
  if (parts.size() < 8 || parts[0] != "arn" || parts[2] != "states" || (parts[5] != "execution" && parts[5] != "express"))
    return std::nullopt;
  json::ObjectBuilder execution, machine, out;
  execution.set("Id", text(arn));
  execution.set("Name", text(parts[7]));
  machine.set("Id", text(fmt::format("arn:{}:states:{}:{}:stateMachine:{}", parts[1], parts[3], parts[4], parts[6])));
  machine.set("Name", text(parts[6]));
  out.set("Execution", execution.build());
  out.set("StateMachine", machine.build());
  return out.build();
}

FromHistory from_history(const json::Document& document, const HistoryOptions& options, diag::Findings& findings) {
  const Checker checker(document, findings);
  const json::NodeId root = json::Document::root();
  const json::NodeId events = document.is_array(root) ? root : document.find(root, "events");
  if (events == json::kNoNode) {
    checker.report(Rule::Shape, root, "a history is an object with \"events\", as aws stepfunctions get-execution-history prints it");
    return {};
  }
  if (!checker.array(events, "\"events\"")) return {};
  HistoryTrail trail;
  for (const json::NodeId node : document.children(events)) {
    if (document.is_object(node) && trail.add(document.value(node))) continue;
    checker.report(Rule::Shape, node, "an event has an \"id\" and a \"type\"");
    return {};
  }
  FromHistory out;
  out.input = trail.input().is_undefined() ? json::Value::empty_object() : trail.input();
  out.mocks = Writer(trail, options).mocks();
  out.test_case = test_case(trail, options);
  out.notes = notes_of(trail, options.program);
  return out;
}

}  // namespace sfn::mocks

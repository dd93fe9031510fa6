// For programs: the result, the history and the task calls ("calls"), and the histories of child executions: those of a distributed Map
// under "mapRuns", those that startExecution tasks ran under "nestedExecutions".
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "json/writer.h"
#include "report/escape.h"
#include "report/formats/run.h"
#include "report/formats/run/call_list.h"
#include "text/timestamp.h"

namespace sfn::report::formats {
namespace {

/// Bytes of one piece of a history.
constexpr size_t kPiece = size_t{1} << 20U;

/// One execution while its events come; `text` is the body of the array.
struct Record {
  sim::ExecutionInfo info;
  sim::EventWriter writer;
  std::vector<std::string> full;  ///< the beginning of `events`, in pieces: one text would be copied again and again as it grows
  std::string events;
  std::string done;  ///< the whole execution as an object, once it has ended
};

std::string quoted_or_null(const std::optional<std::string>& text) {
  return text ? json::quoted(utf8_safe(*text)) : "null";
}

std::string result_members(const sim::ExecutionResult& result) {
  return fmt::format("\"status\":\"{}\",\"output\":{},\"error\":{},\"cause\":{},\"name\":{},\"startDate\":\"{}\",\"stopDate\":\"{}\"",
                     sim::name_of(result.status), result.output.value.is_undefined() ? "null" : json::to_json(result.output.value),
                     quoted_or_null(result.error), quoted_or_null(result.cause), json::quoted(utf8_safe(result.name)),
                     text::format_timestamp(result.start), text::format_timestamp(result.stop));
}

class RunJson final : public RunReport, private sim::HistorySink {
 public:
  explicit RunJson(Writer writer) : writer_(std::move(writer)) {}
  sim::HistorySink* sink() override { return this; }
  sim::Probe* probe() override { return &calls_; }
  void finish(const sim::ExecutionResult& result) override;

 private:
  bool wants_children() const override { return true; }
  void begin(const sim::ExecutionInfo& info) override { records_[info.id].info = info; }
  void on(sim::ExecutionId execution, const sim::Event& event) override {
    Record& record = records_[execution];
    if (!record.events.empty() || !record.full.empty()) record.events += ",\n";
    record.writer.append(record.events, event);
    if (record.events.size() >= kPiece) record.full.push_back(std::exchange(record.events, {}));
  }
  void end(sim::ExecutionId execution, const sim::ExecutionResult& result) override;
  std::string map_runs() const;
  std::string nested() const;

  Writer writer_;
  std::map<sim::ExecutionId, Record> records_;
  CallList calls_;
};

void RunJson::end(sim::ExecutionId execution, const sim::ExecutionResult& result) {
  if (execution == 0) return;
  Record& record = records_[execution];
  record.done = fmt::format("{{{},\"executionArn\":{},\"events\":[\n{}{}\n]}}", result_members(result),
                            json::quoted(utf8_safe(record.info.arn)), fmt::join(record.full, ""), record.events);
  record.full.clear();
  record.events.clear();
}

std::string RunJson::map_runs() const {
  std::map<std::string_view, std::string> runs;  // by ARN, bodies of their lists of executions
  std::vector<const Record*> first;
  for (const auto& [id, record] : records_) {
    if (record.info.kind != sim::ExecutionInfo::Kind::MapChild) continue;
    std::string& body = runs[record.info.map_run_arn];
    if (body.empty())
      first.push_back(&record);
    else
      body += ",\n";
    body += record.done;
  }
  std::string out;
  for (const Record* record : first) {
    if (!out.empty()) out += ",\n";
    out += fmt::format("{{\"mapRunArn\":{},\"state\":{},\"executions\":[\n{}\n]}}", json::quoted(utf8_safe(record->info.map_run_arn)),
                       json::quoted(utf8_safe(record->info.parent_state == nullptr ? "" : record->info.parent_state->name)),
                       runs[record->info.map_run_arn]);
  }
  return out;
}

std::string RunJson::nested() const {
  std::string out;
  for (const auto& [id, record] : records_) {
    if (record.info.kind != sim::ExecutionInfo::Kind::Nested) continue;
    out.append(out.empty() ? "" : ",\n").append(record.done);
  }
  return out;
}

void RunJson::finish(const sim::ExecutionResult& result) {
  writer_(fmt::format("{{{},\"events\":[\n", result_members(result)));
  for (const std::string& piece : records_[0].full) writer_(piece);
  writer_(records_[0].events);
  writer_("\n],\"calls\":[\n");
  calls_.write(writer_);
  writer_("\n]");
  if (const std::string runs = map_runs(); !runs.empty()) writer_(fmt::format(",\"mapRuns\":[\n{}\n]", runs));
  if (const std::string executions = nested(); !executions.empty()) writer_(fmt::format(",\"nestedExecutions\":[\n{}\n]", executions));
  writer_("}\n");
}

}  // namespace

std::unique_ptr<RunReport> run_json(const asl::Program& /*program*/, RunView /*view*/, Writer writer) {
  return std::make_unique<RunJson>(std::move(writer));
}

}  // namespace sfn::report::formats

// The execution history as AWS records it: the first of the two streams that the simulator gives. In: nothing. Out: an Event for each
// moment AWS would record, in the order of ids, each execution (children of a distributed Map, nested executions) with its own history.
// Payloads hold values; whoever wants text makes it (EventWriter).
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "asl/program.h"
#include "sim/oracle.h"

namespace sfn::sim {

using EventId = uint64_t;
using ExecutionId = uint32_t;  ///< 0 is the execution that was asked for; its children have others

enum class EventType : uint8_t {
#define SFN_EVENT(type, details, payload) type,
#include "sim/events.def"
};
std::string_view name_of(EventType type);           ///< "TaskStateEntered"
std::string_view details_field_of(EventType type);  ///< "stateEnteredEventDetails"; empty if the type has none

namespace event {

struct Nothing {};
struct Started {
  Datum input;
  std::string role_arn;
};
struct Entered {
  Datum input;
};
struct Exited {
  Datum output;
  json::Value assigned;  ///< object of variables; undefined if the state assigned nothing
};
struct Output {
  Datum output;
};
struct Failure {
  std::optional<std::string> error, cause;
};
/// A task that is about to be called. Which service, and under what name, is in the state's Resource.
struct Scheduled {
  Datum parameters;
  std::string region;
  std::optional<int64_t> timeout_seconds, heartbeat_seconds;  ///< only if the state has them
  json::Value credentials;                                    ///< undefined without Credentials
};
struct Length {
  uint64_t length = 0;
};
struct Iteration {
  uint32_t index = 0;
};
struct MapRun {
  std::string arn;
};
struct Evaluation {
  std::string error, cause;
  std::optional<std::string> location;
};

}  // namespace event

using Payload = std::variant<event::Nothing, event::Started, event::Entered, event::Exited, event::Output, event::Failure, event::Scheduled,
                             event::Length, event::Iteration, event::MapRun, event::Evaluation>;

struct Event {
  EventId id = 0;        ///< from 1, dense
  EventId previous = 0;  ///< what AWS calls previousEventId
  Time time = 0;
  EventType type{};
  const asl::State* state = nullptr;  ///< nullptr for the execution's own events
  Payload payload;
};

enum class Status : uint8_t { Running, Succeeded, Failed, TimedOut, Aborted };
std::string_view name_of(Status status);  ///< "RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"

/// What an execution did, for summaries.
struct Counts {
  uint64_t transitions = 0;  ///< states entered, Map iterations and branches included
  uint64_t events = 0;
  uint64_t calls = 0;  ///< task calls, retries included
  uint64_t retries = 0;
  uint64_t iterations = 0;  ///< Map iterations and child executions started
};

struct ExecutionResult {
  Status status = Status::Running;
  Datum output;  ///< undefined unless Succeeded
  std::optional<std::string> error, cause;
  std::string name, arn;
  Time start = 0, stop = 0;
  json::Value variables;                      ///< object: the machine's own variables at the end
  Counts counts;                              ///< children included in the root's
  const asl::State* stopped_after = nullptr;  ///< the state of RunOptions::to_state if the run ended there
};

/// Who an execution is.
struct ExecutionInfo {
  enum class Kind : uint8_t { Root, MapChild, Nested };
  ExecutionId id = 0;
  Kind kind = Kind::Root;
  ExecutionId parent = 0;                    ///< not Root
  const asl::State* parent_state = nullptr;  ///< the Map, or the startExecution Task
  const asl::Program* program = nullptr;
  uint32_t index = 0;  ///< MapChild: among its siblings
  std::string name, arn, state_machine_arn;
  std::string map_run_arn;  ///< MapChild
};

/// Receives histories. Events of different executions interleave; those of one come in the order of ids.
class HistorySink {
 public:
  HistorySink() = default;
  HistorySink(const HistorySink&) = delete;
  HistorySink& operator=(const HistorySink&) = delete;
  virtual ~HistorySink() = default;

  /// Whether it wants to hear of child executions at all.
  virtual bool wants_children() const { return false; }
  virtual void begin(const ExecutionInfo& /*info*/) {}
  virtual void on(ExecutionId execution, const Event& event) = 0;
  virtual void end(ExecutionId /*execution*/, const ExecutionResult& /*result*/) {}
};

/// Events to JSON as `aws stepfunctions get-execution-history --include-execution-data` prints them, compact. Keeps the text of the last
/// values, because the output of one state is the input of the next.
class EventWriter {
 public:
  void append(std::string& out, const Event& event);

 private:
  const std::string& text_of(const Datum& datum);
  void append_payload(std::string& out, const Event& event);

  friend struct PayloadWriter;
  Datum last_;  // keeps the block alive, so its address is not reused
  std::string last_text_;
  Time last_time_ = std::numeric_limits<Time>::min();
  std::string last_time_text_;
};

/// One event without a memory.
void append_event_json(std::string& out, const Event& event);

/// The JSON text of a value as AWS shows it: as it was written, or compact.
std::string text_of(const Datum& datum);

}  // namespace sfn::sim

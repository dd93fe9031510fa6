// What one run did, kept for a page: steps with their data, calls, events, counts on the graph. In: the two streams of the simulator. Out:
// plain text and numbers without json::Values, so that records of several threads meet in one page.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "report/run_graph.h"
#include "sim/probe.h"

namespace sfn::report {

/// What a record keeps; what comes later is counted.
inline constexpr size_t kMaxPageSteps = 20'000;
inline constexpr size_t kMaxPageEvents = 30'000;
inline constexpr size_t kMaxPageCalls = 20'000;
/// Bytes of payloads as they stand in the page (each different one counts once); others are named by their size.
inline constexpr size_t kMaxPageData = 1'900'000;
/// The same for the details of events.
inline constexpr size_t kMaxPageDetails = 500'000;

inline constexpr uint32_t kNoText = UINT32_MAX;

struct RunRecord {
  struct Span {
    enum class Kind : uint8_t { Answered, Failed, Pause };  ///< a call, or the time before the next one
    Kind kind = Kind::Answered;
    sim::Time start = 0, end = 0;
  };
  struct Step {
    enum class Outcome : uint8_t { Good, Failed, Caught, Open, Aborted };
    uint32_t state = 0;  ///< below program_states: of the program; others count from there in `others`
    size_t depth = 0;
    uint32_t scope = 0;
    std::string place;  ///< "[2] " in an iteration or branch
    sim::Time start = 0, end = 0;
    Outcome outcome = Outcome::Open;
    uint32_t done = UINT32_MAX;                              ///< steps that had been entered when it was left
    std::string what;                                        ///< where it led
    std::vector<std::pair<const char*, std::string>> notes;  ///< class of the style sheet, words
    std::vector<std::pair<std::string, uint32_t>> data;      ///< title, text
    std::vector<Span> spans;
    uint32_t assigned = kNoText;
  };
  struct Call {
    size_t step = 0;
    uint32_t number = 0, attempt = 0;
    sim::Time start = 0, end = -1;
    std::string error;
    uint32_t arguments = kNoText, answer = kNoText;
  };
  struct EventRow {
    sim::EventId id = 0, previous = 0;
    sim::Time time = 0;
    sim::EventType type{};
    int64_t state = -1;
    uint32_t details = kNoText;
  };
  /// Where variables live: the machine, a branch, an iteration.
  struct Scope {
    uint32_t parent = 0;
    bool fresh = true;  ///< of another execution: it does not see its parent's
  };
  struct State {
    std::string name;
    asl::StateType type{};
  };
  struct NodeCounts {
    graph::NodeId node = 0;
    uint64_t entered = 0, failed = 0, retried = 0, caught = 0;
  };

  sim::Status status = sim::Status::Running;
  std::string error, cause;
  sim::Time duration = 0;
  sim::Counts counts;
  uint32_t output = kNoText, variables = kNoText, first_variables = kNoText;
  size_t program_states = 0;
  std::vector<State> others;
  std::vector<Step> steps;  ///< times count from the start
  std::vector<Scope> scopes;
  std::vector<Call> calls;
  std::vector<EventRow> events;
  std::vector<std::string> texts;  ///< JSON
  std::vector<NodeCounts> nodes;   ///< those that were entered
  std::vector<uint64_t> edges;     ///< how often each was taken
  uint64_t dropped_steps = 0, dropped_calls = 0, dropped_texts = 0;
};

/// How many bytes a text takes in a page: as a string of JSON inside of HTML.
size_t page_size(std::string_view text);

class RunRecorder final : private sim::Probe, private sim::HistorySink {
 public:
  /// `program` must outlive this, but not the record.
  explicit RunRecorder(const asl::Program& program);

  sim::Probe* probe() { return this; }
  sim::HistorySink* sink() { return this; }
  /// Variables that the run starts with.
  void start_with(const json::Value& variables);
  /// The record; this is empty afterwards.
  RunRecord finish(const sim::ExecutionResult& result);
  /// The same of a run that broke off.
  RunRecord stop();

 private:
  using Path = std::vector<std::pair<const asl::State*, uint32_t>>;
  using Step = RunRecord::Step;

  void entered(const sim::Place& at, const sim::Datum& input) override;
  void exited(const sim::Place& at, const sim::Datum& output) override;
  void failed(const sim::Place& at, const sim::event::Failure& failure) override;
  void data(const sim::Place& at, sim::Stage stage, const sim::Datum& datum) override;
  void rule(const sim::Place& at, size_t index, bool matched) override;
  void retry(const sim::Place& at, const sim::RetryNotice& notice) override;
  void catcher(const sim::Place& at, const sim::CatchNotice& notice) override;
  void edge(const sim::Place& at, const sim::EdgeNotice& notice) override;
  void call(const sim::Place& at, const sim::CallNotice& notice) override;
  void call_ended(const sim::Place& at, const sim::CallEndNotice& notice) override;
  void assigned(const sim::Place& at, const json::Value& object) override;
  void child_started(const sim::Place& at, uint32_t index, const sim::Datum& input) override;
  void child_ended(const sim::Place& at, uint32_t index, ChildEnd end) override;
  void on(sim::ExecutionId execution, const sim::Event& event) override;

  Step* step(const sim::Place& at);
  sim::Time since_start(const sim::Place& at);
  void leave(const sim::Place& at, Step& step);
  uint32_t state_index(const asl::State& state);
  uint32_t scope_index(std::span<const sim::PathStep> path, sim::ExecutionId execution);
  bool is_inside(uint32_t scope, uint32_t outer) const;
  uint32_t text_index(std::string text);
  void add_data(Step& step, std::string title, std::string text);
  void count_on_graph();

  const asl::Program& program_;
  RunRecord record_;
  RunGraph graph_;
  sim::Time start_ = -1;
  std::unordered_map<uint64_t, size_t> open_;            // steps by execution and id of the Entered event
  std::map<std::pair<size_t, uint32_t>, size_t> calls_;  // by step and number
  std::unordered_map<const asl::State*, uint32_t> others_;
  std::map<Path, uint32_t> scopes_;
  std::vector<sim::ExecutionId> executions_;  // by scope
  std::unordered_map<std::string, uint32_t> text_numbers_;
  size_t text_bytes_ = 0, detail_bytes_ = 0;
  sim::EventWriter writer_;
};

}  // namespace sfn::report

// A run as one HTML file that needs nothing else: the list of steps with their data, the picture, the definition, the events. In: the two
// streams of the simulator. Out: a page whose Content-Security-Policy allows its own script and style sheet, by their digests, and nothing
// else; whatever stands in a definition, an input or a mock is data in it.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "sim/probe.h"

namespace sfn::report {

/// Steps and events that a page keeps; later ones are counted.
inline constexpr size_t kMaxPageSteps = 20'000;
inline constexpr size_t kMaxPageEvents = 50'000;
/// Bytes of payloads (each different one counts once) that a page keeps; others are named by their size.
inline constexpr size_t kMaxPageData = 3'000'000;

struct PageInfo {
  std::string title;  ///< the definition's path
  std::string svg;    ///< the picture as `dot -Tsvg` made it of graph::dot(); empty: none
};

class RunPage final : private sim::Probe, private sim::HistorySink {
 public:
  /// `program` must outlive this.
  explicit RunPage(const asl::Program& program);

  sim::Probe* probe() { return this; }
  sim::HistorySink* sink() { return this; }
  std::string html(const sim::ExecutionResult& result, const PageInfo& info) const;

 private:
  struct Step {
    uint32_t state = 0;
    size_t depth = 0;
    std::string place;  ///< "[2] " in an iteration or branch
    sim::Time start = 0;
    sim::Time end = -1;
    bool failed = false, caught = false;
    std::string what;                                        ///< where it led
    std::vector<std::pair<const char*, std::string>> notes;  ///< class of the style sheet, text
    std::vector<std::pair<std::string, uint32_t>> data;      ///< title, index of the value
  };

  void entered(const sim::Place& at, const sim::Datum& input) override;
  void exited(const sim::Place& at, const sim::Datum& output) override;
  void failed(const sim::Place& at, const sim::event::Failure& failure) override;
  void data(const sim::Place& at, sim::Stage stage, const sim::Datum& datum) override;
  void rule(const sim::Place& at, size_t index, bool matched) override;
  void retry(const sim::Place& at, const sim::RetryNotice& notice) override;
  void catcher(const sim::Place& at, const sim::CatchNotice& notice) override;
  void edge(const sim::Place& at, const sim::EdgeNotice& notice) override;
  void call_ended(const sim::Place& at, const sim::CallEndNotice& notice) override;
  void assigned(const sim::Place& at, const json::Value& object) override;
  void on(sim::ExecutionId execution, const sim::Event& event) override;

  Step* step(const sim::Place& at);
  uint32_t state_index(const asl::State& state);
  uint32_t value_index(std::string text);
  void add_data(Step& step, std::string title, std::string text);
  std::string data_json(const sim::ExecutionResult& result) const;
  void append_states(std::string& out) const;
  void append_steps(std::string& out, sim::Time start) const;

  const asl::Program& program_;
  std::vector<Step> steps_;
  std::unordered_map<uint64_t, size_t> open_;  // by execution and id of the Entered event
  std::vector<const asl::State*> states_;      // those of the program first
  std::unordered_map<const asl::State*, uint32_t> state_numbers_;
  std::vector<std::string> values_;
  std::unordered_map<std::string, uint32_t> value_numbers_;
  size_t value_bytes_ = 0;
  uint64_t dropped_steps_ = 0;
  struct EventRow {
    sim::EventId id, previous;
    sim::Time time;
    sim::EventType type;
    int64_t state;
  };
  std::vector<EventRow> events_;
};

}  // namespace sfn::report

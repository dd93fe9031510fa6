// What a case's run did, as far as expectations, snapshots and failure reports ask. In: the simulator's decisions. Out: visits, calls,
// retries, caught errors, transitions for people.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/value.h"
#include "sim/probe.h"
#include "suite/coverage.h"
#include "suite/result.h"

namespace sfn::suite {

/// Transitions kept for the report of one case.
inline constexpr size_t kMaxTransitions = 10'000;

struct StateRecord {
  uint64_t entered = 0;
  json::Value input, output;       ///< of the last visit; output undefined if it was never left
  std::vector<json::Value> calls;  ///< arguments, in the order of the calls
  uint64_t retries = 0;
  std::vector<std::string> caught;  ///< names of errors that catchers took
};

class Recorder : public sim::Probe {
 public:
  /// States of other machines (child executions) are not recorded. `coverage` hears everything as well; nullptr for none.
  Recorder(const asl::Program& program, CoverageProbe* coverage);

  const std::vector<std::string>& path() const { return path_; }  ///< states of the machine itself, in the order of entering
  const std::map<std::string, StateRecord, std::less<>>& states() const { return states_; }
  const StateRecord* state(std::string_view name) const;  ///< nullptr if it was never entered
  std::vector<Transition> transitions() const { return transitions_; }

  void entered(const sim::Place& place, const sim::Datum& input) override;
  void exited(const sim::Place& place, const sim::Datum& output) override;
  void failed(const sim::Place& place, const sim::event::Failure& failure) override;
  void rule(const sim::Place& place, size_t index, bool matched) override;
  void retry(const sim::Place& place, const sim::RetryNotice& notice) override;
  void catcher(const sim::Place& place, const sim::CatchNotice& notice) override;
  void edge(const sim::Place& place, const sim::EdgeNotice& notice) override;
  void call(const sim::Place& place, const sim::CallNotice& notice) override;
  void child_started(const sim::Place& place, uint32_t index, const sim::Datum& input) override;

 private:
  bool ours(const sim::Place& place) const;
  StateRecord& record(const sim::Place& place) { return states_[std::string(place.state->name)]; }
  void note(const sim::Place& place, std::string text);

  const asl::Program& program_;
  CoverageProbe* coverage_;
  std::vector<std::string> path_;
  std::map<std::string, StateRecord, std::less<>> states_;
  std::vector<Transition> transitions_;
  std::unordered_map<uint64_t, size_t> by_visit_;
  sim::Time start_ = -1;
};

}  // namespace sfn::suite

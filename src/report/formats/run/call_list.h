// Every task call of a run, for the JSON format. In: the simulator's decisions. Out: the body of a JSON array, one object a call in the
// order of scheduling: state, number, attempt, iteration, arguments, when it began and ended, and how.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "report/run.h"
#include "sim/probe.h"

namespace sfn::report::formats {

class CallList final : public sim::Probe {
 public:
  CallList() : Probe(kCalls | kExecutions) {}

  void execution_started(const sim::Place& place, const sim::ExecutionInfo& info, const sim::Datum& input) override;
  void execution_ended(const sim::Place& place, const sim::ExecutionResult& result) override;
  void call(const sim::Place& place, const sim::CallNotice& notice) override;
  void call_ended(const sim::Place& place, const sim::CallEndNotice& notice) override;

  /// Writes the objects, separated by commas: {"state", "execution"? (the ARN, for calls of child executions), "call" (its number, from 0),
  /// "attempt", "iteration"? (a number, or a list of them, outermost first), "arguments", "start", "stop"?, "result"? or "error"?,
  /// "cause"?}. A call without "stop" was cut off.
  void write(const Writer& writer) const;

 private:
  using Id = std::tuple<sim::ExecutionId, const asl::State*, uint32_t>;

  std::vector<std::string> calls_;  // without the brace that closes them
  std::map<Id, size_t> open_;
  std::map<sim::ExecutionId, std::string> arns_;  // of child executions that are running
};

}  // namespace sfn::report::formats

// Every task call of a run, for `run --format json`. In: the simulator's decisions. Out: a JSON array, one object a call in the order of
// scheduling: state, number, attempt, iteration, arguments, when it began and ended, and how.
#pragma once

#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "json/value.h"
#include "sim/probe.h"

namespace sfn::mocks {

class CallLog : public sim::Probe {
 public:
  CallLog() : Probe(kCalls) {}

  void call(const sim::Place& place, const sim::CallNotice& notice) override;
  void call_ended(const sim::Place& place, const sim::CallEndNotice& notice) override;

  /// [{"state", "call", "attempt", "iteration"?, "arguments", "start", "stop"?, "result"? | "error"?, "cause"?}]; a call without "stop" was
  /// cut off.
  json::Value calls() const;

 private:
  using Id = std::tuple<sim::ExecutionId, const asl::State*, uint32_t>;

  std::vector<json::Value> calls_;
  std::map<Id, size_t> open_;
};

}  // namespace sfn::mocks

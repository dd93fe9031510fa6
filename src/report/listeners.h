// Several listeners to one run: the simulator knows one sink and one probe.
#pragma once

#include <vector>

#include "sim/probe.h"

namespace sfn::report {

/// Passes every notice on to each probe that wants it, in their order.
class ProbeGroup final : public sim::Probe {
 public:
  /// The probes must outlive the group; nullptr is skipped.
  explicit ProbeGroup(const std::vector<sim::Probe*>& probes);

  void entered(const sim::Place& at, const sim::Datum& input) override;
  void exited(const sim::Place& at, const sim::Datum& output) override;
  void failed(const sim::Place& at, const sim::event::Failure& failure) override;
  void data(const sim::Place& at, sim::Stage stage, const sim::Datum& datum) override;
  void operand(const sim::Place& at, std::string_view path, const json::Value* found) override;
  void rule(const sim::Place& at, size_t index, bool matched) override;
  void retry(const sim::Place& at, const sim::RetryNotice& notice) override;
  void catcher(const sim::Place& at, const sim::CatchNotice& notice) override;
  void edge(const sim::Place& at, const sim::EdgeNotice& notice) override;
  void call(const sim::Place& at, const sim::CallNotice& notice) override;
  void call_ended(const sim::Place& at, const sim::CallEndNotice& notice) override;
  void assigned(const sim::Place& at, const json::Value& object) override;
  void child_started(const sim::Place& at, uint32_t index, const sim::Datum& input) override;
  void child_ended(const sim::Place& at, uint32_t index, ChildEnd end) override;
  void execution_started(const sim::Place& at, const sim::ExecutionInfo& info, const sim::Datum& input) override;
  void execution_ended(const sim::Place& at, const sim::ExecutionResult& result) override;

 private:
  std::vector<sim::Probe*> probes_;
};

class SinkGroup final : public sim::HistorySink {
 public:
  explicit SinkGroup(const std::vector<sim::HistorySink*>& sinks);

  bool wants_children() const override;
  void begin(const sim::ExecutionInfo& info) override;
  void on(sim::ExecutionId execution, const sim::Event& event) override;
  void end(sim::ExecutionId execution, const sim::ExecutionResult& result) override;

 private:
  struct Listener {
    sim::HistorySink* sink;
    bool children;
  };
  bool hears(const Listener& listener, sim::ExecutionId execution) const { return listener.children || execution == 0; }

  std::vector<Listener> listeners_;
};

}  // namespace sfn::report

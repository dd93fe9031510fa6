#include "report/listeners.h"

namespace sfn::report {
namespace {

uint32_t wanted_by(const std::vector<sim::Probe*>& probes) {
  uint32_t wanted = 0;
  for (const sim::Probe* probe : probes) wanted |= probe == nullptr ? 0 : probe->wanted();
  return wanted;
}

// Calls `tell` with each probe that wants such notices.
template <class Tell>
void each(const std::vector<sim::Probe*>& probes, uint32_t what, Tell tell) {
  for (sim::Probe* probe : probes) {
    if ((probe->wanted() & what) != 0) tell(*probe);
  }
}

}  // namespace

ProbeGroup::ProbeGroup(const std::vector<sim::Probe*>& probes) : Probe(wanted_by(probes)) {
  for (sim::Probe* probe : probes) {
    if (probe != nullptr) probes_.push_back(probe);
  }
}

void ProbeGroup::entered(const sim::Place& at, const sim::Datum& input) {
  each(probes_, kStates, [&](Probe& probe) { probe.entered(at, input); });
}

void ProbeGroup::exited(const sim::Place& at, const sim::Datum& output) {
  each(probes_, kStates, [&](Probe& probe) { probe.exited(at, output); });
}

void ProbeGroup::failed(const sim::Place& at, const sim::event::Failure& failure) {
  each(probes_, kStates, [&](Probe& probe) { probe.failed(at, failure); });
}

void ProbeGroup::data(const sim::Place& at, sim::Stage stage, const sim::Datum& datum) {
  each(probes_, kData, [&](Probe& probe) { probe.data(at, stage, datum); });
}

void ProbeGroup::operand(const sim::Place& at, std::string_view path, const json::Value* found) {
  each(probes_, kRules, [&](Probe& probe) { probe.operand(at, path, found); });
}

void ProbeGroup::rule(const sim::Place& at, size_t index, bool matched) {
  each(probes_, kRules, [&](Probe& probe) { probe.rule(at, index, matched); });
}

void ProbeGroup::retry(const sim::Place& at, const sim::RetryNotice& notice) {
  each(probes_, kRetries, [&](Probe& probe) { probe.retry(at, notice); });
}

void ProbeGroup::catcher(const sim::Place& at, const sim::CatchNotice& notice) {
  each(probes_, kCatchers, [&](Probe& probe) { probe.catcher(at, notice); });
}

void ProbeGroup::edge(const sim::Place& at, const sim::EdgeNotice& notice) {
  each(probes_, kEdges, [&](Probe& probe) { probe.edge(at, notice); });
}

void ProbeGroup::call(const sim::Place& at, const sim::CallNotice& notice) {
  each(probes_, kCalls, [&](Probe& probe) { probe.call(at, notice); });
}

void ProbeGroup::call_ended(const sim::Place& at, const sim::CallEndNotice& notice) {
  each(probes_, kCalls, [&](Probe& probe) { probe.call_ended(at, notice); });
}

void ProbeGroup::assigned(const sim::Place& at, const json::Value& object) {
  each(probes_, kAssign, [&](Probe& probe) { probe.assigned(at, object); });
}

void ProbeGroup::child_started(const sim::Place& at, uint32_t index, const sim::Datum& input) {
  each(probes_, kChildren, [&](Probe& probe) { probe.child_started(at, index, input); });
}

void ProbeGroup::child_ended(const sim::Place& at, uint32_t index, ChildEnd end) {
  each(probes_, kChildren, [&](Probe& probe) { probe.child_ended(at, index, end); });
}

void ProbeGroup::execution_started(const sim::Place& at, const sim::ExecutionInfo& info, const sim::Datum& input) {
  each(probes_, kExecutions, [&](Probe& probe) { probe.execution_started(at, info, input); });
}

void ProbeGroup::execution_ended(const sim::Place& at, const sim::ExecutionResult& result) {
  each(probes_, kExecutions, [&](Probe& probe) { probe.execution_ended(at, result); });
}

SinkGroup::SinkGroup(const std::vector<sim::HistorySink*>& sinks) {
  for (sim::HistorySink* sink : sinks) {
    if (sink != nullptr) listeners_.push_back({sink, sink->wants_children()});
  }
}

bool SinkGroup::wants_children() const {
  for (const Listener& listener : listeners_) {
    if (listener.children) return true;
  }
  return false;
}

void SinkGroup::begin(const sim::ExecutionInfo& info) {
  for (const Listener& listener : listeners_) {
    if (hears(listener, info.id)) listener.sink->begin(info);
  }
}

void SinkGroup::on(sim::ExecutionId execution, const sim::Event& event) {
  for (const Listener& listener : listeners_) {
    if (hears(listener, execution)) listener.sink->on(execution, event);
  }
}

void SinkGroup::end(sim::ExecutionId execution, const sim::ExecutionResult& result) {
  for (const Listener& listener : listeners_) {
    if (hears(listener, execution)) listener.sink->end(execution, result);
  }
}

}  // namespace sfn::report

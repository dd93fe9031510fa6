#include "report/run_graph.h"

namespace sfn::report {
namespace {

graph::Edge::Kind kind_of(sim::EdgeNotice::Kind kind) {
  switch (kind) {
    case sim::EdgeNotice::Kind::Next: return graph::Edge::Kind::Next;
    case sim::EdgeNotice::Kind::Rule: return graph::Edge::Kind::Rule;
    case sim::EdgeNotice::Kind::Default: return graph::Edge::Kind::Default;
    case sim::EdgeNotice::Kind::Catch: return graph::Edge::Kind::Catch;
    case sim::EdgeNotice::Kind::End: break;
  }
  return graph::Edge::Kind::End;
}

}  // namespace

bool RunGraph::knows(const asl::State* state) const {
  return state != nullptr && state->id < program_.states.size() && &program_.states[state->id] == state;
}

void RunGraph::entered(const sim::Place& at, const sim::Datum& /*input*/) {
  if (!knows(at.state)) return;
  ++states_[at.state->id].entered;
  if (at.path.empty() && at.entered == 2) ++starts_;  // event 1 starts the execution
}

void RunGraph::failed(const sim::Place& at, const sim::event::Failure& failure) {
  if (!knows(at.state)) return;
  Counts& counts = states_[at.state->id];
  ++counts.failed;
  counts.error = failure.error.value_or("");
}

void RunGraph::retry(const sim::Place& at, const sim::RetryNotice& notice) {
  if (!knows(at.state) || notice.verdict != sim::RetryVerdict::Retry) return;
  ++states_[at.state->id].retried;
  --states_[at.state->id].failed;  // an attempt that is made again is no failure of the state
}

void RunGraph::edge(const sim::Place& at, const sim::EdgeNotice& notice) {
  if (!knows(at.state)) return;
  if (notice.kind == sim::EdgeNotice::Kind::Catch) ++states_[at.state->id].caught;
  ++ways_[{at.state->id, kind_of(notice.kind), notice.index}];
}

uint64_t RunGraph::taken(const graph::Graph& graph, const graph::Edge& edge) const {
  if (edge.kind == graph::Edge::Kind::Start) return starts_;
  const auto found = ways_.find({graph.nodes[edge.from].state, edge.kind, edge.index});
  if (found != ways_.end()) return found->second;
  if (edge.kind != graph::Edge::Kind::End || graph.nodes[edge.from].type != asl::StateType::Fail) return 0;
  const auto state = states_.find(graph.nodes[edge.from].state);  // a Fail state ends the execution without an edge
  return state == states_.end() ? 0 : state->second.entered;
}

void RunGraph::lay_over(graph::Graph& graph) const {
  graph.has_run = true;
  for (graph::Node& node : graph.nodes) {
    const auto found = states_.find(node.state);
    if (node.kind != graph::Node::Kind::State || found == states_.end()) continue;
    node.entered = found->second.entered;
    node.failed = found->second.failed;
    node.retried = found->second.retried;
    node.caught = found->second.caught;
    node.error = found->second.error;
  }
  for (graph::Edge& edge : graph.edges) edge.taken = taken(graph, edge);
}

}  // namespace sfn::report

// A run on the graph: how often each state was entered and left, and by which way. In: the probe's notices, of one run or of many. Out:
// counts in a graph::Graph.
#pragma once

#include <map>
#include <string>
#include <tuple>

#include "graph/graph.h"
#include "sim/probe.h"

namespace sfn::report {

class RunGraph final : public sim::Probe {
 public:
  /// Counts states of `program` only; executions of other definitions are left out. It must outlive this.
  explicit RunGraph(const asl::Program& program) : Probe(kStates | kRetries | kEdges), program_(program) {}

  /// Writes the counts into the graph of the same program.
  void lay_over(graph::Graph& graph) const;

 private:
  struct Counts {
    uint64_t entered = 0, failed = 0, retried = 0, caught = 0;
    std::string error;
  };
  using Way = std::tuple<asl::StateId, graph::Edge::Kind, size_t>;

  void entered(const sim::Place& at, const sim::Datum& input) override;
  void failed(const sim::Place& at, const sim::event::Failure& failure) override;
  void retry(const sim::Place& at, const sim::RetryNotice& notice) override;
  void edge(const sim::Place& at, const sim::EdgeNotice& notice) override;
  bool knows(const asl::State* state) const;
  uint64_t taken(const graph::Graph& graph, const graph::Edge& edge) const;

  const asl::Program& program_;
  std::map<asl::StateId, Counts> states_;
  std::map<Way, uint64_t> ways_;
  uint64_t starts_ = 0;
};

}  // namespace sfn::report

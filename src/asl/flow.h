// How control can go from state to state. In: a Program. Out: per scope the graph of its transitions (scopes are separate graphs, kept in
// one set of lists) with what follows from it: reachability, cycles, ways out. All of it costs time in proportion to states and edges.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "asl/program.h"

namespace sfn::asl {

/// One way from a state to another one of its scope. Transitions whose target does not exist are no edges.
struct Edge {
  enum class Kind : uint8_t { Next, Rule, Default, Catch };
  StateId from = kNone;
  StateId to = kNone;
  Kind kind = Kind::Next;
  uint32_t index = 0;                      ///< of the Choice rule or the catcher
  const Transition* transition = nullptr;  ///< where it is written

  bool is_error() const { return kind == Kind::Catch; }
};

class Flow {
 public:
  /// `program` must outlive it.
  explicit Flow(const Program& program);

  const Program& program() const { return *program_; }

  /// All edges, by the number of the state that they leave, in the order Next, rules, Default, catchers.
  std::span<const Edge> edges() const { return edges_; }
  std::span<const Edge> successors(StateId state) const;
  /// Numbers into edges().
  std::span<const uint32_t> incoming(StateId state) const;

  /// Whether control can get from its scope's StartAt to the state, if it ever enters the scope.
  bool is_reachable(StateId state) const { return reachable_[state]; }
  /// Whether control can get from the state to one that ends its scope.
  bool reaches_terminal(StateId state) const { return terminating_[state]; }
  /// The reachable states of a scope in reverse postorder: a state stands before its successors, except along the back edges of a loop.
  std::span<const StateId> order(ScopeId scope) const;

  /// Strongly connected components: states that can all reach each other. Numbered so that edges between components go to lower numbers.
  uint32_t component(StateId state) const { return component_[state]; }
  uint32_t components() const { return static_cast<uint32_t>(component_begin_.size()) - 1; }
  std::span<const StateId> members(uint32_t component) const;
  /// Whether control can come back to where it was: several states, or one with an edge to itself.
  bool is_cycle(uint32_t component) const { return cycle_[component]; }

 private:
  void collect_edges();
  void collect_incoming();
  void find_order();
  void find_components();
  void find_terminating();

  const Program* program_;
  std::vector<Edge> edges_;
  std::vector<uint32_t> edge_begin_;  // by state, and one more
  std::vector<uint32_t> incoming_;
  std::vector<uint32_t> incoming_begin_;
  std::vector<bool> reachable_, terminating_, cycle_;
  std::vector<StateId> order_;
  std::vector<uint32_t> order_begin_;  // by scope, and one more
  std::vector<uint32_t> component_;
  std::vector<StateId> members_;
  std::vector<uint32_t> component_begin_;
};

/// "Next", "Choices[1]", "Default", "Catch[0]": where the edge is written in its state.
std::string field_of(const Edge& edge);

}  // namespace sfn::asl

// Walks keep their own stack: a definition may have as many states in a row as fit into a megabyte.
#include "asl/flow.h"

#include <fmt/format.h>

#include <algorithm>

namespace sfn::asl {
namespace {

template <class T>
std::span<const T> slice(const std::vector<T>& list, const std::vector<uint32_t>& begin, size_t index) {
  return std::span<const T>(list).subspan(begin[index], begin[index + 1] - begin[index]);
}

/// A state being visited, and the next of its edges to look at.
struct Visit {
  StateId state;
  uint32_t edge;
};

/// Tarjan's algorithm with the stack of calls spelt out.
class ComponentFinder {
 public:
  explicit ComponentFinder(const Flow& flow)
      : flow_(flow), index_(flow.program().states.size(), 0), low_(index_.size(), 0), pending_(index_.size()) {}

  /// Calls `found` with the members of each component, successors first.
  template <class Found>
  void run(Found&& found) {
    for (StateId root = 0; root < index_.size(); ++root) {
      if (index_[root] == 0) visit_from(root, found);
    }
  }

 private:
  void enter(StateId state) {
    index_[state] = low_[state] = ++count_;
    pending_[state] = true;
    path_.push_back(state);
    calls_.push_back({state, 0});
  }

  template <class Found>
  void visit_from(StateId root, Found& found) {
    enter(root);
    while (!calls_.empty()) {
      Visit& visit = calls_.back();
      const auto edges = flow_.successors(visit.state);
      if (visit.edge == edges.size()) {
        leave(found);
        continue;
      }
      const StateId to = edges[visit.edge++].to;
      if (index_[to] == 0) {
        enter(to);
      } else if (pending_[to]) {
        low_[visit.state] = std::min(low_[visit.state], index_[to]);
      }
    }
  }

  template <class Found>
  void leave(Found& found) {
    const StateId state = calls_.back().state;
    calls_.pop_back();
    if (!calls_.empty()) low_[calls_.back().state] = std::min(low_[calls_.back().state], low_[state]);
    if (low_[state] != index_[state]) return;
    const auto first = std::find(path_.rbegin(), path_.rend(), state).base() - 1;
    for (auto member = first; member != path_.end(); ++member) pending_[*member] = false;
    found(std::span<const StateId>(first, path_.end()));
    path_.erase(first, path_.end());
  }

  const Flow& flow_;
  std::vector<uint32_t> index_;  // 0: not seen yet
  std::vector<uint32_t> low_;
  std::vector<bool> pending_;  // seen, in no component yet
  std::vector<StateId> path_;
  std::vector<Visit> calls_;
  uint32_t count_ = 0;
};

}  // namespace

Flow::Flow(const Program& program) : program_(&program) {
  collect_edges();
  collect_incoming();
  find_order();
  find_components();
  find_terminating();
}

std::span<const Edge> Flow::successors(StateId state) const {
  return slice(edges_, edge_begin_, state);
}

std::span<const uint32_t> Flow::incoming(StateId state) const {
  return slice(incoming_, incoming_begin_, state);
}

std::span<const StateId> Flow::order(ScopeId scope) const {
  return slice(order_, order_begin_, scope);
}

std::span<const StateId> Flow::members(uint32_t component) const {
  return slice(members_, component_begin_, component);
}

void Flow::collect_edges() {
  const auto add = [&](StateId from, const Transition& transition, Edge::Kind kind, size_t index) {
    if (transition.target != kNone) edges_.push_back({from, transition.target, kind, static_cast<uint32_t>(index), &transition});
  };
  edge_begin_.reserve(program_->states.size() + 1);
  for (const State& state : program_->states) {
    edge_begin_.push_back(static_cast<uint32_t>(edges_.size()));
    if (state.next) add(state.id, *state.next, Edge::Kind::Next, 0);
    if (const auto* choice = state.as<Choice>()) {
      for (size_t i = 0; i < choice->choices.size(); ++i) add(state.id, choice->choices[i].next, Edge::Kind::Rule, i);
      if (choice->default_next) add(state.id, *choice->default_next, Edge::Kind::Default, 0);
    }
    for (size_t i = 0; i < state.catchers.size(); ++i) add(state.id, state.catchers[i].next, Edge::Kind::Catch, i);
  }
  edge_begin_.push_back(static_cast<uint32_t>(edges_.size()));
}

void Flow::collect_incoming() {
  incoming_begin_.assign(program_->states.size() + 1, 0);
  for (const Edge& edge : edges_) ++incoming_begin_[edge.to + 1];
  for (size_t i = 1; i < incoming_begin_.size(); ++i) incoming_begin_[i] += incoming_begin_[i - 1];
  incoming_.resize(edges_.size());
  std::vector<uint32_t> at(incoming_begin_.begin(), incoming_begin_.end() - 1);
  for (uint32_t i = 0; i < edges_.size(); ++i) incoming_[at[edges_[i].to]++] = i;
}

void Flow::find_order() {
  reachable_.assign(program_->states.size(), false);
  std::vector<Visit> stack;
  for (const Scope& scope : program_->scopes) {
    const auto begin = static_cast<uint32_t>(order_.size());
    order_begin_.push_back(begin);
    if (scope.start_at.target == kNone) continue;
    stack.push_back({scope.start_at.target, 0});
    reachable_[scope.start_at.target] = true;
    while (!stack.empty()) {
      Visit& visit = stack.back();
      const auto edges = successors(visit.state);
      if (visit.edge == edges.size()) {
        order_.push_back(visit.state);
        stack.pop_back();
        continue;
      }
      const StateId to = edges[visit.edge++].to;
      if (reachable_[to]) continue;
      reachable_[to] = true;
      stack.push_back({to, 0});
    }
    std::reverse(order_.begin() + begin, order_.end());
  }
  order_begin_.push_back(static_cast<uint32_t>(order_.size()));
}

void Flow::find_components() {
  component_.assign(program_->states.size(), 0);
  component_begin_.push_back(0);
  ComponentFinder(*this).run([&](std::span<const StateId> found) {
    for (const StateId state : found) component_[state] = static_cast<uint32_t>(cycle_.size());
    const auto edges = successors(found.front());
    const bool itself = std::any_of(edges.begin(), edges.end(), [&](const Edge& edge) { return edge.to == edge.from; });
    cycle_.push_back(found.size() > 1 || itself);
    members_.insert(members_.end(), found.begin(), found.end());
    component_begin_.push_back(static_cast<uint32_t>(members_.size()));
  });
}

void Flow::find_terminating() {
  terminating_.assign(program_->states.size(), false);
  std::vector<StateId> found;
  for (const State& state : program_->states) {
    if (state.is_terminal()) terminating_[state.id] = true, found.push_back(state.id);
  }
  while (!found.empty()) {
    const StateId state = found.back();
    found.pop_back();
    for (const uint32_t edge : incoming(state)) {
      const StateId from = edges_[edge].from;
      if (!terminating_[from]) terminating_[from] = true, found.push_back(from);
    }
  }
}

std::string field_of(const Edge& edge) {
  switch (edge.kind) {
    case Edge::Kind::Next: return "Next";
    case Edge::Kind::Rule: return fmt::format("Choices[{}]", edge.index);
    case Edge::Kind::Default: return "Default";
    case Edge::Kind::Catch: return fmt::format("Catch[{}]", edge.index);
  }
  return {};
}

}  // namespace sfn::asl

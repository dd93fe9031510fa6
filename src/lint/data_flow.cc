// The engine: a list of places to look at again, smallest position first. Positions follow the reverse postorder of each scope, what is
// inside a container standing between its entry and its exit; so without loops each place is looked at once.
#include "lint/data_flow.h"

#include <algorithm>
#include <queue>

#include "lint/state_flow.h"

namespace sfn::lint {
namespace {

/// A state is two places: where it is entered, and where it is left.
using Place = uint32_t;
Place entry_of(asl::StateId state) {
  return 2 * state;
}
Place exit_of(asl::StateId state) {
  return 2 * state + 1;
}

std::vector<asl::ScopeId> inner_scopes(const asl::State& state) {
  if (const auto* parallel = state.as<asl::Parallel>()) return parallel->branches;
  if (const auto* map = state.as<asl::Map>(); map != nullptr && map->processor != asl::kNone) return {map->processor};
  return {};
}

bool same_place(const Fault& left, const Fault& right) {
  return left.kind == right.kind && left.expression == right.expression && left.begin == right.begin && left.step_begin == right.step_begin;
}

}  // namespace

class DataFlow::Engine {
 public:
  explicit Engine(const asl::Flow& flow)
      : flow_(flow),
        program_(flow.program()),
        edge_shapes_(flow.edges().size()),
        inputs_(program_.states.size()),
        visits_(program_.states.size()),
        scope_inputs_(program_.scopes.size()),
        scope_outputs_(program_.scopes.size()),
        position_(2 * program_.states.size()),
        waiting_(2 * program_.states.size()) {
    number();
    enter_scope(0, shapes_.top());
    settle();
    for (const asl::State& state : program_.states) find_faults(state);
  }

  const Shape* input(asl::StateId state) const { return inputs_[state]; }
  const std::vector<Fault>& faults() const { return faults_; }
  Shapes& shapes() { return shapes_; }

 private:
  void number() {
    uint32_t next = 0;
    number_scope(0, next);
  }

  /// Recursion over nesting only, which the readers limit.
  void number_scope(asl::ScopeId scope, uint32_t& next) {
    for (const asl::StateId state : flow_.order(scope)) {
      position_[entry_of(state)] = next++;
      for (const asl::ScopeId inner : inner_scopes(program_.state(state))) number_scope(inner, next);
      position_[exit_of(state)] = next++;
    }
  }

  void look_at(Place place) {
    if (waiting_[place]) return;
    waiting_[place] = true;
    queue_.push({position_[place], place});
  }

  void settle() {
    while (!queue_.empty()) {
      const Place place = queue_.top().second;
      queue_.pop();
      waiting_[place] = false;
      const asl::State& state = program_.state(place / 2);
      if (place == entry_of(state.id)) {
        enter(state);
      } else {
        leave(state);
      }
    }
  }

  void enter_scope(asl::ScopeId scope, const Shape* input) {
    const asl::StateId start = program_.scopes[scope].start_at.target;
    if (start == asl::kNone || input == nullptr || Shapes::equal(scope_inputs_[scope], input)) return;
    scope_inputs_[scope] = input;
    look_at(entry_of(start));
  }

  const Shape* entry_shape(asl::StateId state) const {
    const asl::Scope& scope = program_.scope_of(program_.state(state));
    return scope.start_at.target == state ? scope_inputs_[scope.id] : nullptr;
  }

  void enter(const asl::State& state) {
    const Shape* input = entry_shape(state.id);
    for (const uint32_t edge : flow_.incoming(state.id)) input = shapes_.join(input, edge_shapes_[edge]);
    if (input == nullptr || Shapes::equal(inputs_[state.id], input)) return;
    const uint32_t visit = visits_[state.id];
    if (visit > kMaxDataFlowVisits) return;  // unknown already
    if (visit > kMaxDataFlowVisits / 2) input = shapes_.widen(inputs_[state.id], input);
    if (visit > 0 && Shapes::equal(inputs_[state.id], input)) return;
    ++visits_[state.id];
    inputs_[state.id] = visit == kMaxDataFlowVisits ? shapes_.top() : input;
    const auto scopes = inner_scopes(state);
    if (!scopes.empty()) {
      const Shape* inner = StateFlow(shapes_, state, inputs_[state.id], nullptr).inner_input();
      for (const asl::ScopeId scope : scopes) enter_scope(scope, inner);
    }
    look_at(exit_of(state.id));
  }

  std::vector<const Shape*> inner_outputs(const asl::State& state) const {
    std::vector<const Shape*> outputs;
    for (const asl::ScopeId scope : inner_scopes(state)) outputs.push_back(scope_outputs_[scope]);
    return outputs;
  }

  void leave(const asl::State& state) {
    const Outputs outputs = StateFlow(shapes_, state, inputs_[state.id], nullptr).outputs(inner_outputs(state));
    const auto edges = flow_.successors(state.id);
    const size_t first = static_cast<size_t>(edges.data() - flow_.edges().data());
    for (size_t i = 0; i < edges.size(); ++i) {
      const Shape* shape = along(outputs, edges[i]);
      if (shape == nullptr || Shapes::equal(edge_shapes_[first + i], shape)) continue;
      edge_shapes_[first + i] = shape;
      look_at(entry_of(edges[i].to));
    }
    if (state.is_terminal() && outputs.normal != nullptr) end_scope(program_.scope_of(state), outputs.normal);
  }

  static const Shape* along(const Outputs& outputs, const asl::Edge& edge) {
    switch (edge.kind) {
      case asl::Edge::Kind::Rule: return edge.index < outputs.rules.size() ? outputs.rules[edge.index] : nullptr;
      case asl::Edge::Kind::Catch: return edge.index < outputs.catchers.size() ? outputs.catchers[edge.index] : nullptr;
      default: return outputs.normal;
    }
  }

  void end_scope(const asl::Scope& scope, const Shape* output) {
    const Shape* all = shapes_.join(scope_outputs_[scope.id], output);
    if (scope.owner == asl::kNone || Shapes::equal(all, scope_outputs_[scope.id])) return;
    scope_outputs_[scope.id] = all;
    look_at(exit_of(scope.owner));
  }

  /// The ways into a state with what travels along them, those with equal shapes once.
  std::vector<std::pair<const Shape*, const asl::Edge*>> entries(asl::StateId state) const {
    std::vector<std::pair<const Shape*, const asl::Edge*>> entries;
    const auto add = [&](const Shape* shape, const asl::Edge* edge) {
      const auto same = [&](const auto& entry) { return Shapes::equal(entry.first, shape); };
      if (shape != nullptr && std::none_of(entries.begin(), entries.end(), same)) entries.emplace_back(shape, edge);
    };
    if (visits_[state] <= kMaxDataFlowVisits) {
      add(entry_shape(state), nullptr);
      for (const uint32_t edge : flow_.incoming(state)) {
        if (entries.size() <= kMaxDataFlowEntries) add(edge_shapes_[edge], &flow_.edges()[edge]);
      }
    }
    if (entries.empty() || entries.size() > kMaxDataFlowEntries) return {{inputs_[state], nullptr}};
    return entries;
  }

  void find_faults(const asl::State& state) {
    if (inputs_[state.id] == nullptr) return;
    const auto ways = entries(state.id);
    const auto inner = inner_outputs(state);
    std::vector<std::pair<Fault, size_t>> found;  // with the number of ways that it occurs on
    for (const auto& [shape, edge] : ways) {
      std::vector<Fault> faults;
      StateFlow(shapes_, state, shape, &faults).outputs(inner);
      for (Fault& fault : faults) {
        const auto known = std::find_if(found.begin(), found.end(), [&](const auto& one) { return same_place(one.first, fault); });
        if (known != found.end()) {
          ++known->second;
        } else {
          fault.edge = edge;
          found.emplace_back(fault, 1);
        }
      }
    }
    for (auto& [fault, count] : found) {
      if (count == ways.size()) fault.edge = nullptr;
      faults_.push_back(fault);
    }
  }

  const asl::Flow& flow_;
  const asl::Program& program_;
  Shapes shapes_;
  std::vector<const Shape*> edge_shapes_, inputs_;
  std::vector<uint32_t> visits_;
  std::vector<const Shape*> scope_inputs_, scope_outputs_;
  std::vector<uint32_t> position_;  // by place
  std::vector<bool> waiting_;       // by place
  std::priority_queue<std::pair<uint32_t, Place>, std::vector<std::pair<uint32_t, Place>>, std::greater<>> queue_;
  std::vector<Fault> faults_;
};

DataFlow::DataFlow(const asl::Flow& flow) : engine_(std::make_unique<Engine>(flow)) {}
DataFlow::~DataFlow() = default;

const Shape* DataFlow::input(asl::StateId state) const {
  return engine_->input(state);
}
const std::vector<Fault>& DataFlow::faults() const {
  return engine_->faults();
}
Shapes& DataFlow::shapes() const {
  return engine_->shapes();
}

}  // namespace sfn::lint

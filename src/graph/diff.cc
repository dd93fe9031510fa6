#include "graph/diff.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "asl/flow.h"
#include "graph/condition.h"

namespace sfn::graph {
namespace {

/// Differences of one value that are told one by one; beyond that the whole value is.
constexpr size_t kMaxFieldChanges = 200;

std::string escaped_token(std::string_view key) {
  std::string out;
  for (const char c : key) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return out;
}

void compare(const json::Value& before, const json::Value& after, const std::string& pointer, std::vector<FieldChange>& out) {
  if (before == after) return;
  if (before.is_undefined()) return out.push_back({Mark::Added, pointer, {}, after});
  if (after.is_undefined()) return out.push_back({Mark::Removed, pointer, before, {}});
  if (before.is_object() && after.is_object()) {
    for (const json::Member& member : after.members())
      compare(before.get(member.key), member.value, pointer + "/" + escaped_token(member.key), out);
    for (const json::Member& member : before.members()) {
      if (after.find(member.key) == nullptr) compare(member.value, {}, pointer + "/" + escaped_token(member.key), out);
    }
    return;
  }
  if (before.is_array() && after.is_array() && before.size() == after.size()) {
    for (size_t i = 0; i < after.size(); ++i) compare(before[i], after[i], fmt::format("{}/{}", pointer, i), out);
    return;
  }
  out.push_back({Mark::Changed, pointer, before, after});
}

std::vector<FieldChange> compared(const json::Value& before, const json::Value& after) {
  std::vector<FieldChange> out;
  compare(before, after, "", out);
  if (out.size() > kMaxFieldChanges) out = {{Mark::Changed, "", before, after}};
  return out;
}

// The fields of a state or scope that are its own: transitions and the states inside are told apart.
json::Value own_fields(const asl::Program& program, json::NodeId node) {
  json::Value value = program.document->value(node);
  if (!value.is_object()) return value;
  for (const char* field : {"Next", "Default", "States"}) value.erase(field);
  for (const char* field : {"Iterator", "ItemProcessor"}) {
    json::Value processor = value.get(field);
    if (!processor.is_object()) continue;
    processor.erase("States");
    processor.erase("StartAt");
    value.set(field, processor);
  }
  value.erase("Branches");
  for (const char* field : {"Choices", "Catch"}) {
    if (!value.get(field).is_array()) continue;
    json::ArrayBuilder entries;
    for (json::Value entry : value.get(field).items()) {
      if (entry.is_object()) entry.erase("Next");
      entries.push(std::move(entry));
    }
    value.set(field, entries.build());
  }
  return value;
}

std::string scope_text(const asl::Program& program, asl::ScopeId id) {
  const asl::Scope& scope = program.scopes[id];
  if (scope.owner == asl::kNone) return "";
  const asl::State& owner = program.state(scope.owner);
  const std::string above = scope_text(program, owner.scope);
  const std::string branch = scope.kind == asl::Scope::Kind::Branch ? fmt::format(" / branch {}", scope.branch + 1) : "";
  return fmt::format("{}{}{}{}", above, above.empty() ? "" : " / ", owner.name, branch);
}

std::string label_of(const asl::State& state, const asl::Edge& edge) {
  if (edge.kind == asl::Edge::Kind::Rule) return condition_text(state.as<asl::Choice>()->choices[edge.index].condition);
  if (edge.kind == asl::Edge::Kind::Catch) return error_names_text(state.catchers[edge.index].error_equals);
  return "";
}

/// One of the two definitions.
struct Side {
  const asl::Program& program;
  asl::Flow flow;
  explicit Side(const asl::Program& given) : program(given), flow(given) {}

  std::vector<TransitionChange> transitions(asl::StateId id, Mark mark) const {
    std::vector<TransitionChange> out;
    const asl::State& state = program.state(id);
    for (const asl::Edge& edge : flow.successors(id)) {
      out.push_back({mark, std::string(state.name), std::string(program.state(edge.to).name), asl::field_of(edge), label_of(state, edge)});
    }
    if (state.is_terminal()) out.push_back({mark, std::string(state.name), "end", "End", ""});
    return out;
  }
};

bool same_way(const TransitionChange& a, const TransitionChange& b) {
  return a.to == b.to && a.label == b.label && a.field.substr(0, 2) == b.field.substr(0, 2);
}

/// What only one of the lists has; a rule or catcher that only moved is in both.
std::vector<TransitionChange> only_in(const std::vector<TransitionChange>& list, std::vector<TransitionChange> other) {
  std::vector<TransitionChange> out;
  for (const TransitionChange& transition : list) {
    const auto twin = std::find_if(other.begin(), other.end(), [&](const TransitionChange& t) { return same_way(t, transition); });
    if (twin == other.end())
      out.push_back(transition);
    else
      other.erase(twin);
  }
  return out;
}

class Comparison {
 public:
  Comparison(const asl::Program& before, const asl::Program& after) : before_(before), after_(after) {}

  /// Numbers of states of the old program by those of the new one; kNone: new.
  std::vector<asl::StateId> twins;
  Diff result;

  void run() {
    twins.assign(after_.program.states.size(), asl::kNone);
    compare_scopes(0, 0);
  }

 private:
  void compare_scopes(asl::ScopeId old_scope, asl::ScopeId new_scope) {
    compare_scope_fields(old_scope, new_scope);
    const asl::Scope& before = before_.program.scopes[old_scope];
    const asl::Scope& after = after_.program.scopes[new_scope];
    std::vector<asl::StateId> gone, added;
    for (const asl::StateId id : before.states) {
      if (after.by_name.count(before_.program.state(id).name) == 0) gone.push_back(id);
    }
    for (const asl::StateId id : after.states) {
      const auto old = before.by_name.find(after_.program.state(id).name);
      if (old == before.by_name.end())
        added.push_back(id);
      else
        compare_states(old->second, id);
    }
    match_renamed(gone, added);
    for (const asl::StateId id : added) add_whole(after_, id, Mark::Added);
    for (const asl::StateId id : gone) add_whole(before_, id, Mark::Removed);
  }

  void compare_scope_fields(asl::ScopeId old_scope, asl::ScopeId new_scope) {
    const asl::Scope& after = after_.program.scopes[new_scope];
    StateChange change;
    change.scope = scope_text(after_.program, new_scope);
    const json::Value old_fields = own_fields(before_.program, before_.program.scopes[old_scope].node);
    const json::Value new_fields = own_fields(after_.program, after.node);
    if (after.kind == asl::Scope::Kind::ItemProcessor) {  // its other fields are told with the Map
      change.fields = compared(old_fields.get("StartAt"), new_fields.get("StartAt"));
      for (FieldChange& field : change.fields) field.pointer = "/StartAt";
    } else {
      change.fields = compared(old_fields, new_fields);
    }
    if (!change.fields.empty()) result.changes.push_back(std::move(change));
  }

  StateChange made(const Side& side, asl::StateId id, Mark mark) const {
    const asl::State& state = side.program.state(id);
    StateChange change;
    change.mark = mark;
    change.scope = scope_text(side.program, state.scope);
    change.name = state.name;
    change.type = state.type;
    return change;
  }

  void add_whole(const Side& side, asl::StateId id, Mark mark) {
    StateChange change = made(side, id, mark);
    change.transitions = side.transitions(id, mark);
    result.changes.push_back(std::move(change));
  }

  void compare_states(asl::StateId old_id, asl::StateId new_id) {
    twins[new_id] = old_id;
    StateChange change = made(after_, new_id, Mark::Changed);
    change.fields = compared(own_fields(before_.program, before_.program.state(old_id).node),
                             own_fields(after_.program, after_.program.state(new_id).node));
    const auto old_ways = before_.transitions(old_id, Mark::Removed);
    const auto new_ways = after_.transitions(new_id, Mark::Added);
    change.transitions = only_in(new_ways, old_ways);
    for (TransitionChange& way : only_in(old_ways, new_ways)) change.transitions.push_back(std::move(way));
    if (!change.fields.empty() || !change.transitions.empty()) result.changes.push_back(std::move(change));
    compare_inside(old_id, new_id);
  }

  static std::vector<asl::ScopeId> inside(const asl::State& state) {
    if (const auto* parallel = state.as<asl::Parallel>()) return parallel->branches;
    const auto* map = state.as<asl::Map>();
    return map == nullptr || map->processor == asl::kNone ? std::vector<asl::ScopeId>() : std::vector<asl::ScopeId>{map->processor};
  }

  void compare_inside(asl::StateId old_id, asl::StateId new_id) {
    const auto old_scopes = inside(before_.program.state(old_id));
    const auto new_scopes = inside(after_.program.state(new_id));
    const size_t both = std::min(old_scopes.size(), new_scopes.size());
    for (size_t i = 0; i < both; ++i) compare_scopes(old_scopes[i], new_scopes[i]);
    for (size_t i = both; i < new_scopes.size(); ++i) add_scope(after_, new_scopes[i], Mark::Added);
    for (size_t i = both; i < old_scopes.size(); ++i) add_scope(before_, old_scopes[i], Mark::Removed);
  }

  void add_scope(const Side& side, asl::ScopeId scope, Mark mark) {
    for (const asl::StateId id : side.program.scopes[scope].states) add_whole(side, id, mark);
  }

  /// A state that is gone and one that is new with the same content are one that was renamed.
  void match_renamed(std::vector<asl::StateId>& gone, std::vector<asl::StateId>& added) {
    for (auto at = added.begin(); at != added.end();) {
      const asl::State& state = after_.program.state(*at);
      const auto twin = std::find_if(gone.begin(), gone.end(), [&](asl::StateId id) {
        return after_.program.document->value(state.node) == before_.program.document->value(before_.program.state(id).node);
      });
      if (twin == gone.end()) {
        ++at;
        continue;
      }
      StateChange change = made(after_, *at, Mark::Changed);
      change.old_name = before_.program.state(*twin).name;
      result.changes.push_back(std::move(change));
      twins[*at] = *twin;
      gone.erase(twin);
      at = added.erase(at);
    }
  }

  Side before_, after_;
};

/// Puts what is only in the old graph into the new one.
class Overlay {
 public:
  Overlay(Graph before, Graph after, const Comparison& comparison)
      : before_(std::move(before)), after_(std::move(after)), comparison_(comparison) {}

  Graph lay() {
    after_.has_marks = true;
    map_nodes();
    mark_changed();
    add_gone();
    mark_edges();
    return std::move(after_);
  }

 private:
  void map_nodes() {
    new_of_.assign(before_.nodes.size(), kNone);
    for (NodeId id = 0; id < after_.nodes.size(); ++id) {
      Node& node = after_.nodes[id];
      if (node.kind != Node::Kind::State) {
        const auto twin = std::find_if(before_.nodes.begin(), before_.nodes.end(), [&](const Node& n) { return n.kind == node.kind; });
        new_of_[static_cast<size_t>(twin - before_.nodes.begin())] = id;
      } else if (comparison_.twins[node.state] != asl::kNone) {
        new_of_[comparison_.twins[node.state]] = id;
      } else {
        node.mark = Mark::Added;
      }
    }
  }

  void mark_changed() {
    for (const StateChange& change : comparison_.result.changes) {
      if (change.mark != Mark::Changed || change.name.empty() || (change.fields.empty() && !change.is_renamed())) continue;
      for (Node& node : after_.nodes) {
        if (node.kind == Node::Kind::State && node.name == change.name && node.mark == Mark::None) node.mark = Mark::Changed;
      }
    }
  }

  ClusterId cluster_for(ClusterId old) {
    const Cluster& cluster = before_.clusters[old];
    if (cluster.owner == kNone) return 0;
    const NodeId owner = new_of_[cluster.owner];
    for (const ClusterId inside : after_.inside(owner)) {
      if (after_.clusters[inside].branch == cluster.branch) return inside;
    }
    after_.clusters.push_back({owner, after_.nodes[owner].cluster, cluster.branch, kNone});
    return static_cast<ClusterId>(after_.clusters.size() - 1);
  }

  // A container stands before what is inside it, so the cluster's owner is always known.
  void add_gone() {
    for (NodeId id = 0; id < before_.nodes.size(); ++id) {
      if (new_of_[id] != kNone) continue;
      Node node = before_.nodes[id];
      node.state = asl::kNone;
      node.mark = Mark::Removed;
      node.cluster = cluster_for(node.cluster);
      new_of_[id] = static_cast<NodeId>(after_.nodes.size());
      after_.nodes.push_back(std::move(node));
    }
  }

  void mark_edges() {
    std::vector<bool> kept(after_.edges.size(), false);
    std::vector<Edge> gone;
    for (Edge edge : before_.edges) {
      edge.from = new_of_[edge.from];
      edge.to = new_of_[edge.to];
      size_t twin = 0;
      while (twin < kept.size() && (kept[twin] || !same(after_.edges[twin], edge))) ++twin;
      if (twin < kept.size()) {
        kept[twin] = true;
      } else {
        edge.mark = Mark::Removed;
        gone.push_back(std::move(edge));
      }
    }
    for (size_t i = 0; i < kept.size(); ++i) {
      if (!kept[i]) after_.edges[i].mark = Mark::Added;
    }
    after_.edges.insert(after_.edges.end(), gone.begin(), gone.end());
  }

  static bool same(const Edge& a, const Edge& b) { return a.from == b.from && a.to == b.to && a.kind == b.kind && a.label == b.label; }

  Graph before_, after_;
  const Comparison& comparison_;
  std::vector<NodeId> new_of_;  // node of the picture by node of the old graph
};

}  // namespace

Diff diff(const asl::Program& before, const asl::Program& after) {
  Comparison comparison(before, after);
  comparison.run();
  return std::move(comparison.result);
}

Graph diff_graph(const asl::Program& before, const asl::Program& after) {
  Comparison comparison(before, after);
  comparison.run();
  return Overlay(build(before), build(after), comparison).lay();
}

}  // namespace sfn::graph

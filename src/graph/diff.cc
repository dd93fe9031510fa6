#include "graph/diff.h"

#include <algorithm>
#include <deque>
#include <map>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "asl/flow.h"
#include "graph/comparison.h"
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

/// What makes a way the same one; a rule or catcher that only moved is in both lists.
using WayKey = std::tuple<std::string_view, std::string_view, std::string_view>;
WayKey key_of(const TransitionChange& way) {
  return {way.to, way.label, std::string_view(way.field).substr(0, 2)};
}

/// What only one of the lists has.
std::vector<TransitionChange> only_in(const std::vector<TransitionChange>& list, const std::vector<TransitionChange>& other) {
  std::map<WayKey, size_t> twins;
  for (const TransitionChange& way : other) ++twins[key_of(way)];
  std::vector<TransitionChange> out;
  for (const TransitionChange& way : list) {
    const auto twin = twins.find(key_of(way));
    if (twin == twins.end() || twin->second == 0)
      out.push_back(way);
    else
      --twin->second;
  }
  return out;
}

/// The content of a state as it is written.
json::Value definition_of(const asl::Program& program, const asl::State& state) {
  return program.document->value(state.node);
}

/// All but where it leads (the next one may have been renamed too) and what is inside of it. Undefined for a state that has no other field
/// than its type: that could be any.
json::Value work_of(const asl::Program& program, const asl::State& state) {
  json::Value fields = own_fields(program, state.node);
  json::Value telling = fields;
  for (const char* field : {"Type", "End", "Comment"}) {
    if (telling.is_object()) telling.erase(field);
  }
  return telling.is_object() && telling.size() > 0 ? fields : json::Value();
}

class Comparison {
 public:
  Comparison(const asl::Program& before, const asl::Program& after) : before_(before), after_(after) {}

  std::vector<asl::StateId> twins;
  Diff result;

  void run() {
    twins.assign(after_.program.states.size(), asl::kNone);
    new_names_.assign(before_.program.states.size(), {});
    pair_scopes(0, 0);
    compare_scopes(0, 0);
  }

 private:
  using Ids = std::vector<asl::StateId>;

  static std::vector<asl::ScopeId> inside(const asl::State& state) {
    if (const auto* parallel = state.as<asl::Parallel>()) return parallel->branches;
    const auto* map = state.as<asl::Map>();
    return map == nullptr || map->processor == asl::kNone ? std::vector<asl::ScopeId>() : std::vector<asl::ScopeId>{map->processor};
  }

  // ----- first: which state of the one is which of the other -----

  void pair(asl::StateId old_id, asl::StateId new_id) {
    twins[new_id] = old_id;
    new_names_[old_id] = after_.program.state(new_id).name;
    const auto old_scopes = inside(before_.program.state(old_id)), new_scopes = inside(after_.program.state(new_id));
    for (size_t i = 0; i < std::min(old_scopes.size(), new_scopes.size()); ++i) pair_scopes(old_scopes[i], new_scopes[i]);
  }

  void pair_scopes(asl::ScopeId old_scope, asl::ScopeId new_scope) {
    const asl::Scope& before = before_.program.scopes[old_scope];
    const asl::Scope& after = after_.program.scopes[new_scope];
    Ids gone, added;
    for (const asl::StateId id : before.states) {
      if (after.by_name.count(before_.program.state(id).name) == 0) gone.push_back(id);
    }
    for (const asl::StateId id : after.states) {
      const auto old = before.by_name.find(after_.program.state(id).name);
      if (old == before.by_name.end())
        added.push_back(id);
      else
        pair(old->second, id);
    }
    pair_renamed(gone, added, definition_of);
    pair_renamed(gone, added, work_of);
  }

  /// A state that is gone and one that is new with the same content are one that was renamed; of several the first.
  void pair_renamed(Ids& gone, Ids& added, json::Value (*content)(const asl::Program&, const asl::State&)) {
    std::unordered_map<uint64_t, std::deque<std::pair<json::Value, asl::StateId>>> by_hash;
    for (const asl::StateId id : gone) {
      json::Value value = content(before_.program, before_.program.state(id));
      if (!value.is_undefined()) by_hash[value.hash()].emplace_back(std::move(value), id);
    }
    std::unordered_set<asl::StateId> paired;
    std::erase_if(added, [&](asl::StateId id) {
      const json::Value value = content(after_.program, after_.program.state(id));
      const auto found = by_hash.find(value.hash());
      if (found == by_hash.end()) return false;
      const auto twin = std::find_if(found->second.begin(), found->second.end(), [&](const auto& old) { return old.first == value; });
      if (twin == found->second.end()) return false;
      pair(twin->second, id);
      paired.insert(twin->second);
      found->second.erase(twin);
      return true;
    });
    std::erase_if(gone, [&](asl::StateId id) { return paired.contains(id); });
  }

  // ----- then: what is different about them -----

  void compare_scopes(asl::ScopeId old_scope, asl::ScopeId new_scope) {
    compare_scope_fields(old_scope, new_scope);
    Ids added;
    std::vector<bool> kept(before_.program.states.size(), false);
    for (const asl::StateId id : after_.program.scopes[new_scope].states) {
      if (twins[id] == asl::kNone) {
        added.push_back(id);
      } else {
        kept[twins[id]] = true;
        compare_states(twins[id], id);
      }
    }
    for (const asl::StateId id : added) add_whole(after_, id, Mark::Added);
    for (const asl::StateId id : before_.program.scopes[old_scope].states) {
      if (!kept[id]) add_whole(before_, id, Mark::Removed);
    }
  }

  void compare_scope_fields(asl::ScopeId old_scope, asl::ScopeId new_scope) {
    const asl::Scope& after = after_.program.scopes[new_scope];
    StateChange change;
    change.scope = scope_text(after_.program, new_scope);
    json::Value old_fields = own_fields(before_.program, before_.program.scopes[old_scope].node);
    const json::Value new_fields = own_fields(after_.program, after.node);
    const asl::StateId start = before_.program.scopes[old_scope].start_at.target;
    if (start != asl::kNone && !new_names_[start].empty()) old_fields.set("StartAt", json::Value::string(new_names_[start]));
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
    for (const asl::ScopeId scope : inside(side.program.state(id))) add_scope(side, scope, mark);
  }

  /// The old ways of a state under the names that states have now.
  std::vector<TransitionChange> renamed_ways(asl::StateId old_id) const {
    std::vector<TransitionChange> ways = before_.transitions(old_id, Mark::Removed);
    const auto& by_name = before_.program.scopes[before_.program.state(old_id).scope].by_name;
    for (TransitionChange& way : ways) {
      way.from = new_names_[old_id];
      const auto target = by_name.find(way.to);
      if (way.field != "End" && target != by_name.end() && !new_names_[target->second].empty()) way.to = new_names_[target->second];
    }
    return ways;
  }

  void compare_states(asl::StateId old_id, asl::StateId new_id) {
    StateChange change = made(after_, new_id, Mark::Changed);
    const asl::State& before = before_.program.state(old_id);
    if (before.name != after_.program.state(new_id).name) change.old_name = before.name;
    change.fields = compared(own_fields(before_.program, before.node), own_fields(after_.program, after_.program.state(new_id).node));
    const auto old_ways = renamed_ways(old_id);
    const auto new_ways = after_.transitions(new_id, Mark::Added);
    change.transitions = only_in(new_ways, old_ways);
    for (TransitionChange& way : only_in(old_ways, new_ways)) change.transitions.push_back(std::move(way));
    if (!change.fields.empty() || !change.transitions.empty() || change.is_renamed()) result.changes.push_back(std::move(change));
    compare_inside(old_id, new_id);
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

  std::vector<std::string_view> new_names_;  // by state of the old program; empty: it is gone
  Side before_, after_;
};

}  // namespace

Compared compare_programs(const asl::Program& before, const asl::Program& after) {
  Comparison comparison(before, after);
  comparison.run();
  return {std::move(comparison.twins), std::move(comparison.result)};
}

Diff diff(const asl::Program& before, const asl::Program& after) {
  return compare_programs(before, after).diff;
}

}  // namespace sfn::graph

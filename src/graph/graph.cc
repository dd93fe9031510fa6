#include "graph/graph.h"

#include <algorithm>

#include <fmt/format.h>

#include "asl/flow.h"
#include "asl/resource.h"
#include "graph/condition.h"
#include "json/writer.h"

namespace sfn::graph {
namespace {

constexpr size_t kNoteLength = 36;

std::string resource_text(const asl::Resource& resource) {
  if (resource.service.empty()) return std::string(resource.text);
  if (resource.kind == asl::Resource::Kind::LambdaFunction) return "lambda " + resource.action;
  if (resource.kind == asl::Resource::Kind::Activity) return "activity " + resource.action;
  return fmt::format("{}:{}{}", resource.service, resource.action, asl::name_of(resource.pattern));
}

std::string computed_text(const asl::Computed& computed, std::string_view unit) {
  if (const json::Value* literal = computed.literal()) {
    return (literal->is_string() ? std::string(literal->as_string()) : json::to_json(*literal)) + std::string(unit);
  }
  std::string_view text = computed.expression()->text;
  if (text.starts_with("{%") && text.ends_with("%}")) text = text.substr(2, text.size() - 4);
  return std::string(text);
}

// MaxConcurrency 0 is the same as none: as many as there are.
bool is_zero(const asl::Computed& computed) {
  const json::Value* literal = computed.literal();
  return literal != nullptr && literal->is_number() && literal->as_double() == 0;
}

void add_kind_note(Node& node, const asl::State& state) {
  const auto add = [&](const std::string& text) { node.notes.push_back(short_text(text, kNoteLength)); };
  if (const auto* task = state.as<asl::Task>(); task != nullptr && !task->resource.text.empty()) add(resource_text(task->resource));
  if (const auto* wait = state.as<asl::Wait>()) {
    if (wait->seconds) add(computed_text(*wait->seconds, " s"));
    if (wait->timestamp) add("until " + computed_text(*wait->timestamp, ""));
  }
  if (const auto* fail = state.as<asl::Fail>(); fail != nullptr && fail->error) add(computed_text(*fail->error, ""));
  if (const auto* map = state.as<asl::Map>()) {
    if (map->distributed) add("distributed");
    if (map->max_concurrency && !is_zero(*map->max_concurrency)) add("at most " + computed_text(*map->max_concurrency, " at once"));
  }
}

void add_retry_notes(Node& node, const asl::State& state) {
  for (const asl::Retrier& retrier : state.retry) {
    const std::string names = error_list(retrier.error_equals, kNoteLength);
    node.notes.push_back(retrier.max_attempts == 0 ? "no retry of " + names : fmt::format("↻ {} ×{}", names, retrier.max_attempts));
  }
}

class Builder {
 public:
  explicit Builder(const asl::Program& program) : program_(program), flow_(program) {}

  Graph build() {
    add_clusters();
    add_nodes();
    for (ClusterId cluster = 0; cluster < graph_.clusters.size(); ++cluster) {
      const asl::StateId start = program_.scopes[cluster].start_at.target;
      if (start != asl::kNone) graph_.clusters[cluster].start = start;
    }
    add_edges();
    return std::move(graph_);
  }

 private:
  // Clusters have the numbers of scopes, nodes those of states; Start and End come last.
  void add_clusters() {
    for (const asl::Scope& scope : program_.scopes) graph_.clusters.push_back({scope.owner, scope.parent, scope.branch, kNone});
  }

  void add_nodes() {
    for (const asl::State& state : program_.states) {
      Node node;
      node.state = state.id;
      node.type = state.type;
      node.name = state.name;
      node.cluster = state.scope;
      add_kind_note(node, state);
      add_retry_notes(node, state);
      graph_.nodes.push_back(std::move(node));
    }
    start_ = add_end(Node::Kind::Start, "Start");
    end_ = add_end(Node::Kind::End, "End");
  }

  NodeId add_end(Node::Kind kind, const char* name) {
    Node node;
    node.kind = kind;
    node.name = name;
    graph_.nodes.push_back(std::move(node));
    return static_cast<NodeId>(graph_.nodes.size() - 1);
  }

  void add_edges() {
    const asl::StateId first = program_.machine().start_at.target;
    if (first != asl::kNone) graph_.edges.push_back({start_, first, Edge::Kind::Start, 0, "", "", Mark::None, 0});
    for (const asl::State& state : program_.states) {
      for (const asl::Edge& edge : flow_.successors(state.id)) add_edge(state, edge);
      if (state.scope == 0 && state.is_terminal()) graph_.edges.push_back({state.id, end_, Edge::Kind::End, 0, "", "", Mark::None, 0});
    }
  }

  void add_edge(const asl::State& state, const asl::Edge& edge) {
    Edge made{edge.from, edge.to, Edge::Kind::Next, edge.index, "", "", Mark::None, 0};
    switch (edge.kind) {
      case asl::Edge::Kind::Next: break;
      case asl::Edge::Kind::Rule:
        made.kind = Edge::Kind::Rule;
        made.label = condition_text(state.as<asl::Choice>()->choices[edge.index].condition, kEdgeLabel);
        made.tooltip = condition_text(state.as<asl::Choice>()->choices[edge.index].condition, kTooltip);
        break;
      case asl::Edge::Kind::Default:
        made.kind = Edge::Kind::Default;
        made.label = "otherwise";
        break;
      case asl::Edge::Kind::Catch:
        made.kind = Edge::Kind::Catch;
        made.label = error_list(state.catchers[edge.index].error_equals, kEdgeLabel);
        made.tooltip = error_names_text(state.catchers[edge.index].error_equals, kTooltip);
        break;
    }
    graph_.edges.push_back(std::move(made));
  }

  const asl::Program& program_;
  asl::Flow flow_;
  Graph graph_;
  NodeId start_ = kNone, end_ = kNone;
};

}  // namespace

bool Graph::is_container(NodeId node) const {
  return std::any_of(clusters.begin(), clusters.end(), [&](const Cluster& cluster) { return cluster.owner == node && node != kNone; });
}

NodeId Graph::node_of(asl::StateId state) const {
  if (state < nodes.size() && nodes[state].state == state) return state;  // as build() numbers them
  const auto at = std::find_if(nodes.begin(), nodes.end(), [&](const Node& node) { return node.state == state; });
  return state == asl::kNone || at == nodes.end() ? kNone : static_cast<NodeId>(at - nodes.begin());
}

std::vector<ClusterId> Graph::inside(NodeId container) const {
  std::vector<ClusterId> out;
  for (ClusterId cluster = 0; cluster < clusters.size(); ++cluster) {
    if (clusters[cluster].owner == container && container != kNone) out.push_back(cluster);
  }
  return out;
}

Graph build(const asl::Program& program) {
  return Builder(program).build();
}

std::string_view icon_of(asl::StateType type) {
  switch (type) {
    case asl::StateType::Pass: return "→";
    case asl::StateType::Task: return "⚙";
    case asl::StateType::Choice: return "◆";
    case asl::StateType::Wait: return "◷";
    case asl::StateType::Succeed: return "✔";
    case asl::StateType::Fail: return "✖";
    case asl::StateType::Parallel: return "∥";
    case asl::StateType::Map: return "☰";
    case asl::StateType::Invalid: break;
  }
  return "?";
}

}  // namespace sfn::graph

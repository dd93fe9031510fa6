// Edges of a container are drawn to the border of its cluster: dot wants them between nodes, so they run to a state inside and are cut
// there (lhead, ltail).
#include "graph/dot.h"

#include <algorithm>

#include <fmt/format.h>

#include "graph/picture.h"

namespace sfn::graph {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
    if (c == '&') out += "amp;";  // dot reads entities of HTML in every string
  }
  return out + "\"";
}

// Lines are joined by dot's own line break, behind the escaping of what stands in them.
std::string label_text(const std::vector<std::string>& lines) {
  std::string out = "\"";
  for (const std::string& line : lines) {
    const std::string piece = quoted(line);
    if (out.size() > 1) out += "\\n";
    out.append(piece, 1, piece.size() - 2);
  }
  return out + "\"";
}

const char* shape_of(const Node& node) {
  if (node.kind != Node::Kind::State) return "circle";
  switch (node.type) {
    case asl::StateType::Choice: return "hexagon";
    case asl::StateType::Wait: return "parallelogram";
    case asl::StateType::Succeed: return "oval";
    case asl::StateType::Fail: return "octagon";
    default: return "box";
  }
}

const char* style_of(const Node& node) {
  return node.type == asl::StateType::Pass ? "filled,rounded" : "filled";
}

class Writer {
 public:
  explicit Writer(const Graph& graph) : graph_(graph), containers_(graph.nodes.size()) {
    for (const Cluster& cluster : graph.clusters) {
      if (cluster.owner != kNone) containers_[cluster.owner] = true;
    }
  }

  std::string write() {
    out_ = fmt::format("digraph {} {{\n", quoted(graph_.title.empty() ? "StateMachine" : one_line(graph_.title)));
    line(1, "graph [compound=true, rankdir=TB, bgcolor=transparent, fontname=\"Helvetica\", fontsize=12, nodesep=0.4, ranksep=0.5];");
    line(1, "node [fontname=\"Helvetica\", fontsize=12, margin=\"0.15,0.08\"];");
    line(1, "edge [fontname=\"Helvetica\", fontsize=10, color=\"#6b7280\", fontcolor=\"#6b7280\"];");
    write_cluster(0, 1);
    for (const Edge& edge : graph_.edges) write_edge(edge);
    return out_ + "}\n";
  }

 private:
  void line(size_t depth, std::string_view text) { out_.append(depth * 2, ' ').append(text).append("\n"); }

  void write_cluster(ClusterId cluster, size_t depth) {
    for (NodeId node = 0; node < graph_.nodes.size(); ++node) {
      if (graph_.nodes[node].cluster != cluster) continue;
      if (containers_[node])
        write_container(node, depth);
      else
        write_node(node, depth);
    }
    if (representative(cluster, true) == kNone) line(depth, fmt::format("e{} [shape=point, style=invis];", cluster));
  }

  void write_node(NodeId id, size_t depth) {
    const Node& node = graph_.nodes[id];
    const Look look = look_of(class_of(graph_, node));
    const char* small = node.kind != Node::Kind::State      ? ", width=0.6, fixedsize=true, fontsize=10"
                        : node.type == asl::StateType::Wait ? ", margin=\"0,0.02\""
                                                            : "";
    line(depth, fmt::format("n{} [id=\"n{}\", label={}, shape={}, style=\"{}\", fillcolor=\"{}\", color=\"{}\", fontcolor=\"{}\"{}{}];", id,
                            id, label_text(label_lines(graph_, node)), shape_of(node), style_of(node), look.fill, look.line, look.text,
                            look.heavy ? ", penwidth=2.5" : "", small));
  }

  void write_container(NodeId id, size_t depth) {
    const Node& node = graph_.nodes[id];
    const Look look = look_of(class_of(graph_, node));
    line(depth, fmt::format("subgraph cluster_{} {{", id));
    line(depth + 1, fmt::format("id=\"n{}\"; label={}; style=rounded; color=\"{}\"; fontcolor=\"#6b7280\"; penwidth={};", id,
                                label_text(label_lines(graph_, node)), look.line, look.heavy ? "2.5" : "1.2"));
    const std::vector<ClusterId> inside = graph_.inside(id);
    for (const ClusterId cluster : inside) {
      if (inside.size() == 1) {
        write_cluster(cluster, depth + 1);
        continue;
      }
      line(depth + 1, fmt::format("subgraph cluster_{}_{} {{", id, graph_.clusters[cluster].branch));
      line(depth + 2, fmt::format("label=\"branch {}\"; style=dotted; color=\"#9ca3af\"; fontcolor=\"#6b7280\"; penwidth=1;",
                                  graph_.clusters[cluster].branch + 1));
      write_cluster(cluster, depth + 2);
      line(depth + 1, "}");
    }
    line(depth, "}");
  }

  /// A node that is no container, inside the cluster: where control comes in, or one of those where it ends.
  NodeId representative(ClusterId cluster, bool entry) const {
    NodeId found = kNone;
    for (NodeId node = 0; node < graph_.nodes.size(); ++node) {
      if (graph_.nodes[node].cluster != cluster || graph_.nodes[node].kind != Node::Kind::State) continue;
      if (found == kNone || (entry ? node == graph_.clusters[cluster].start : true)) found = node;
    }
    if (found == kNone || !containers_[found]) return found;
    const std::vector<ClusterId> inside = graph_.inside(found);
    return representative(inside[inside.size() / 2], entry);
  }

  /// Edges leave a container from its longest branch, which reaches lowest.
  ClusterId longest(const std::vector<ClusterId>& clusters) const {
    const auto size = [&](ClusterId cluster) {
      return std::count_if(graph_.nodes.begin(), graph_.nodes.end(), [&](const Node& node) { return node.cluster == cluster; });
    };
    return *std::max_element(clusters.begin(), clusters.end(), [&](ClusterId a, ClusterId b) { return size(a) < size(b); });
  }

  std::string end_of(NodeId node, bool entry) const {
    if (!containers_[node]) return fmt::format("n{}", node);
    const std::vector<ClusterId> inside = graph_.inside(node);
    const ClusterId chosen = entry ? inside[(inside.size() - 1) / 2] : longest(inside);
    const NodeId state = representative(chosen, entry);
    return state == kNone ? fmt::format("e{}", chosen) : fmt::format("n{}", state);
  }

  std::string look_of_edge(const Edge& edge) const {
    const bool bad = edge.kind == Edge::Kind::Catch;
    if (edge.mark == Mark::Added) return ", color=\"#15803d\", penwidth=2.5";
    if (edge.mark == Mark::Removed) return ", color=\"#b91c1c\", penwidth=2.5";
    if (graph_.has_run && edge.taken > 0) return fmt::format(", color=\"{}\", penwidth=2.5", bad ? "#b91c1c" : "#15803d");
    if (graph_.has_run) return ", color=\"#9ca3af\"";
    return bad ? ", color=\"#b91c1c\"" : "";
  }

  void write_edge(const Edge& edge) {
    std::string more = look_of_edge(edge);
    if (edge.kind == Edge::Kind::Catch) more += ", style=dashed";
    if (const std::string label = edge_label(graph_, edge); !label.empty()) more += fmt::format(", label={}", quoted(" " + label + " "));
    if (edge.from != edge.to) {  // a loop stays inside: a cluster's border cannot be both ends
      if (containers_[edge.from]) more += fmt::format(", ltail=cluster_{}", edge.from);
      if (containers_[edge.to]) more += fmt::format(", lhead=cluster_{}", edge.to);
    }
    const std::string attributes = more.empty() ? "" : fmt::format(" [{}]", more.substr(2));
    line(1, fmt::format("{} -> {}{};", end_of(edge.from, false), end_of(edge.to, true), attributes));
  }

  const Graph& graph_;
  std::vector<bool> containers_;
  std::string out_;
};

}  // namespace

std::string dot(const Graph& graph) {
  return Writer(graph).write();
}

}  // namespace sfn::graph

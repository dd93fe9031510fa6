// Edges of a container are drawn to the border of its cluster: dot wants them between nodes, so they run to a point inside, above all
// states, and leave from one below all of them, and are cut at the border (lhead, ltail). The upper point is seen: it shows where a Map or
// a branch begins. The branches hang on it in their order.
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
    case asl::StateType::Wait: return "polygon";
    case asl::StateType::Succeed: return "oval";
    case asl::StateType::Fail: return "octagon";
    default: return "box";
  }
}

std::string style_of(const Node& node, const ClassLook& look) {
  return fmt::format("filled{}{}", node.type == asl::StateType::Pass ? ",rounded" : "", look.broken ? ",dashed" : "");
}

const char* shape_attributes(const Node& node) {
  if (node.kind != Node::Kind::State) return ", width=0.6, fixedsize=true, fontsize=10";
  switch (node.type) {
    case asl::StateType::Choice: return ", margin=\"0.02,0.06\"";
    case asl::StateType::Wait: return ", sides=4, skew=0.25, margin=\"0,0.03\"";
    case asl::StateType::Fail: return ", margin=\"0.05,0.03\"";
    case asl::StateType::Succeed: return ", margin=\"0.05,0.05\"";
    default: return "";
  }
}

class Writer {
 public:
  Writer(const Graph& graph, Theme theme)
      : graph_(graph), theme_(theme), containers_(graph.nodes.size()), leads_on_(graph.nodes.size()), states_(graph.clusters.size()) {
    for (const Cluster& cluster : graph.clusters) {
      if (cluster.owner != kNone) containers_[cluster.owner] = true;
    }
    for (NodeId node = 0; node < graph.nodes.size(); ++node) states_[graph.nodes[node].cluster].push_back(node);
    for (const Edge& edge : graph.edges) {
      if (edge.kind != Edge::Kind::Catch && edge.kind != Edge::Kind::End && edge.from != edge.to) leads_on_[edge.from] = true;
    }
  }

  std::string write() {
    out_ = "digraph StateMachine {\n";
    line(1, fmt::format("graph [compound=true, rankdir=TB, bgcolor=\"{}\", fontname={}, fontsize=12, nodesep=0.35, ranksep=0.4];",
                        ground_of(theme_), kFont));
    line(1, fmt::format("node [fontname={}, fontsize=12, margin=\"0.15,0.08\"];", kFont));
    line(1, fmt::format("edge [fontname={}, fontsize=10, arrowsize=0.8];", kFont));
    write_cluster(0, 1);
    for (size_t i = 0; i < graph_.edges.size(); ++i) write_edge(i);
    return out_ + "}\n";
  }

 private:
  static constexpr std::string_view kFont = "\"Helvetica,Arial,sans-serif\"";

  void line(size_t depth, std::string_view text) { out_.append(depth * 2, ' ').append(text).append("\n"); }

  const Look& colors(const ClassLook& look) const { return in_theme(look, theme_); }

  void write_cluster(ClusterId cluster, size_t depth) {
    for (const NodeId node : states_[cluster]) {
      if (containers_[node])
        write_container(node, depth);
      else
        write_node(node, depth);
    }
  }

  void write_node(NodeId id, size_t depth) {
    const Node& node = graph_.nodes[id];
    const ClassLook& look = look_of(class_of(graph_, node));
    const Look& color = colors(look);
    line(depth, fmt::format("n{0} [id=\"n{0}\", class=\"{1}\", label={2}, shape={3}, style=\"{4}\", fillcolor=\"{5}\", color=\"{6}\", "
                            "fontcolor=\"{7}\"{8}{9}];",
                            id, look.name, label_text(label_lines(graph_, node)), shape_of(node), style_of(node, look), color.fill,
                            color.line, color.text, look.heavy ? ", penwidth=2.5" : "", shape_attributes(node)));
  }

  void write_container(NodeId id, size_t depth) {
    const Node& node = graph_.nodes[id];
    const ClassLook& look = look_of(class_of(graph_, node));
    line(depth, fmt::format("subgraph cluster_{} {{", id));
    line(depth + 1, fmt::format("id=\"n{}\"; class=\"{}\"; label={}; style=\"rounded{}\"; color=\"{}\"; fontcolor=\"{}\"; fontsize=12; "
                                "labeljust=c; penwidth={};",
                                id, look.name, label_text(label_lines(graph_, node)), look.broken ? ",dashed" : "", colors(look).line,
                                colors(look_of("container")).text, look.heavy ? "2.5" : "1.2"));
    write_points(id, depth + 1);
    const std::vector<ClusterId> inside = graph_.inside(id);
    for (const ClusterId cluster : inside) {
      if (inside.size() == 1)
        write_cluster(cluster, depth + 1);
      else
        write_branch(id, cluster, depth + 1);
    }
    line(depth, "}");
    for (const ClusterId cluster : inside) write_ways_through(id, cluster, depth);
  }

  void write_branch(NodeId owner, ClusterId cluster, size_t depth) {
    const uint32_t branch = graph_.clusters[cluster].branch;
    const Look& color = colors(look_of("branch"));
    line(depth, fmt::format("subgraph cluster_{}_{} {{", owner, branch));
    line(depth + 1,
         fmt::format(
             "class=branch; label=\"branch {}\"; labeljust=l; style=dashed; color=\"{}\"; fontcolor=\"{}\"; fontsize=10; penwidth=1;",
             branch + 1, color.line, color.text));
    write_cluster(cluster, depth + 1);
    line(depth, "}");
  }

  /// Where control comes into a container, and where it goes out.
  void write_points(NodeId id, size_t depth) {
    const Look& color = colors(look_of("entry"));
    line(depth, fmt::format(
                    "in{} [class=entry, label=\"\", shape=circle, width=0.1, fixedsize=true, style=filled, fillcolor=\"{}\", color=\"{}\", "
                    "ordering=out];",
                    id, color.fill, color.line));
    line(depth, fmt::format("out{} [label=\"\", shape=point, width=0.01, style=invis];", id));
  }

  void write_ways_through(NodeId owner, ClusterId cluster, size_t depth) {
    const NodeId start = graph_.clusters[cluster].start;
    const Look& color = colors(edge_look_of("way"));
    if (start != kNone)
      line(depth, fmt::format("in{} -> {} [class=\"way\", color=\"{}\", arrowsize=0.6{}];", owner, end_of(start, true), color.line,
                              containers_[start] ? fmt::format(", lhead=cluster_{}", start) : ""));
    bool ends = false;
    for (const NodeId node : states_[cluster]) {
      if (leads_on_[node]) continue;
      line(depth, fmt::format("{} -> out{} [style=invis];", end_of(node, false), owner));
      ends = true;
    }
    if (!ends)
      line(depth, fmt::format("{} -> out{} [style=invis];", start == kNone ? fmt::format("in{}", owner) : end_of(start, false), owner));
  }

  std::string end_of(NodeId node, bool entry) const {
    return containers_[node] ? fmt::format("{}{}", entry ? "in" : "out", node) : fmt::format("n{}", node);
  }

  void write_edge(size_t index) {
    const Edge& edge = graph_.edges[index];
    const ClassLook& look = edge_look_of(class_of(graph_, edge));
    const Look& color = colors(look);
    std::string more = fmt::format("id=\"e{}\", class=\"{}\", color=\"{}\"", index, look.name, color.line);
    if (look.heavy) more += ", penwidth=2.5";
    if (look.broken) more += ", style=dashed";
    if (const std::vector<std::string> lines = label_lines(graph_, edge); !lines.empty())
      more += fmt::format(", fontcolor=\"{}\", label={}", color.text, label_text(padded(lines)));
    if (edge.from != edge.to) {  // a loop stays inside: a cluster's border cannot be both ends
      if (containers_[edge.from]) more += fmt::format(", ltail=cluster_{}", edge.from);
      if (containers_[edge.to]) more += fmt::format(", lhead=cluster_{}", edge.to);
    }
    line(1, fmt::format("{} -> {} [{}];", end_of(edge.from, false), end_of(edge.to, true), more));
  }

  /// Blanks keep a label off the edges beside it; an SVG would drop plain ones.
  static std::vector<std::string> padded(std::vector<std::string> lines) {
    for (std::string& line : lines) line = "\u00A0" + line + "\u00A0";
    return lines;
  }

  const Graph& graph_;
  Theme theme_;
  std::vector<bool> containers_;
  std::vector<bool> leads_on_;               // by node: some way but that of an error leads to another state
  std::vector<std::vector<NodeId>> states_;  // by cluster
  std::string out_;
};

}  // namespace

std::string dot(const Graph& graph, Theme theme) {
  return Writer(graph, theme).write();
}

}  // namespace sfn::graph

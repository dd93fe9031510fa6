// Why a flowchart and not a stateDiagram-v2: only the former has shapes, dashed edges and edges between any two places, containers
// included.
#include "graph/mermaid.h"

#include <algorithm>

#include <fmt/format.h>

#include "graph/picture.h"
#include "text/utf8.h"

namespace sfn::graph {
namespace {

// Punctuation that no part of Mermaid (directives, Markdown in labels, HTML) sees as anything. All other becomes `#code;`, which Mermaid
// turns into the character after everything was parsed.
bool is_plain(char32_t c, bool leading) {
  if (c >= 0x80 || c == ' ' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
  if (c >= '0' && c <= '9') return true;
  if (leading) return c == '$';  // "1." or "-" at the start would be a list
  return std::u32string_view(U".,:()/$=!?'+-").find(c) != std::u32string_view::npos;
}

std::string escaped(std::string_view text) {
  std::string out;
  bool leading = true;
  char32_t last = 0;
  for (size_t at = 0; at < text.size();) {
    const char32_t c = text::decode(text, at);
    const bool starts = (c == '$' && last == '$') || (c == ':' && text.substr(at).starts_with("fa-"));  // a formula, an icon
    if (is_plain(c, leading) && !starts)
      text::append_utf8(out, c);
    else
      out += fmt::format("#{};", static_cast<uint32_t>(c));
    leading = leading && (c == ' ' || (c >= '0' && c <= '9'));
    last = c;
  }
  return out;
}

std::string label_text(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += (out.empty() ? "" : "<br/>") + escaped(line);
  return out;
}

std::pair<const char*, const char*> brackets_of(const Node& node) {
  if (node.kind != Node::Kind::State) return {"((", "))"};
  switch (node.type) {
    case asl::StateType::Task: return {"[", "]"};
    case asl::StateType::Choice: return {"{{", "}}"};
    case asl::StateType::Wait: return {"[/", "/]"};
    case asl::StateType::Succeed: return {"([", "])"};
    case asl::StateType::Fail: return {"[[", "]]"};
    default: return {"(", ")"};
  }
}

class Writer {
 public:
  explicit Writer(const Graph& graph) : graph_(graph), containers_(graph.nodes.size()) {
    for (const Cluster& cluster : graph.clusters) {
      if (cluster.owner != kNone) containers_[cluster.owner] = true;
    }
  }

  std::string write() {
    out_ = title_margin() + "flowchart TD\n";
    write_cluster(0, 1);
    for (const Edge& edge : graph_.edges) write_edge(edge);
    write_edge_styles();
    write_classes();
    return std::move(out_);
  }

 private:
  // Mermaid leaves room for one line of a box's title only.
  std::string title_margin() const {
    size_t lines = 1;
    for (NodeId id = 0; id < graph_.nodes.size(); ++id) {
      if (containers_[id]) lines = std::max(lines, label_lines(graph_, graph_.nodes[id]).size());
    }
    if (lines == 1) return "";
    return fmt::format("%%{{init: {{\"flowchart\": {{\"subGraphTitleMargin\": {{\"top\": 0, \"bottom\": {}}}}}}}}}%%\n", 20 * (lines - 1));
  }

  static std::string id_of(NodeId node) { return fmt::format("n{}", node); }

  void line(size_t depth, std::string_view text) { out_.append(depth * 2, ' ').append(text).append("\n"); }

  void write_cluster(ClusterId cluster, size_t depth) {
    bool empty = true;
    for (NodeId node = 0; node < graph_.nodes.size(); ++node) {
      if (graph_.nodes[node].cluster != cluster) continue;
      empty = false;
      if (containers_[node])
        write_container(node, depth);
      else
        write_node(node, depth);
    }
    if (empty) line(depth, fmt::format("e{}[\" \"]", cluster));  // a subgraph without nodes would be drawn as a node
  }

  void write_node(NodeId id, size_t depth) {
    const Node& node = graph_.nodes[id];
    const auto [open, close] = brackets_of(node);
    line(depth, fmt::format("{}{}\"{}\"{}:::{}", id_of(id), open, label_text(label_lines(graph_, node)), close, class_of(graph_, node)));
  }

  void write_container(NodeId id, size_t depth) {
    const Node& node = graph_.nodes[id];
    line(depth, fmt::format("subgraph {}[\"{}\"]", id_of(id), label_text(label_lines(graph_, node))));
    const std::vector<ClusterId> inside = graph_.inside(id);
    for (const ClusterId cluster : inside) {
      if (inside.size() == 1) {
        write_cluster(cluster, depth + 1);
        continue;
      }
      line(depth + 1,
           fmt::format("subgraph {}b{}[\"branch {}\"]", id_of(id), graph_.clusters[cluster].branch, graph_.clusters[cluster].branch + 1));
      write_cluster(cluster, depth + 2);
      line(depth + 1, "end");
      branches_.push_back(fmt::format("{}b{}", id_of(id), graph_.clusters[cluster].branch));
    }
    line(depth, "end");
  }

  void write_edge(const Edge& edge) {
    const std::string label = label_text(label_lines(graph_, edge));
    const char* arrow = edge.kind == Edge::Kind::Catch ? "-.->" : "-->";
    line(1, fmt::format("{} {}{} {}", id_of(edge.from), arrow, label.empty() ? "" : fmt::format("|\"{}\"|", label), id_of(edge.to)));
  }

  // Mermaid draws on white or on black, whichever its host has: lines are 3:1 on both.
  static std::string_view color_of(std::string_view edge_class) {
    if (edge_class.starts_with("added") || edge_class == "taken") return "#16a34a";
    return edge_class.starts_with("missed") ? "#808790" : "#dc2626";
  }

  void write_edge_styles() {
    for (size_t i = 0; i < graph_.edges.size(); ++i) {
      const ClassLook& look = edge_look_of(class_of(graph_, graph_.edges[i]));
      if (look.name == "way") continue;
      line(1, fmt::format("linkStyle {} stroke:{}{}", i, color_of(look.name), look.heavy ? ",stroke-width:3px" : ""));
    }
  }

  // Only classes that are used; containers get theirs by statement, as subgraphs cannot have `:::`.
  void write_classes() {
    const std::span<const ClassLook> looks = node_looks();
    std::vector<bool> nodes(looks.size()), boxes(looks.size());
    for (NodeId id = 0; id < graph_.nodes.size(); ++id) {
      const char* name = class_of(graph_, graph_.nodes[id]);
      for (size_t i = 0; i < looks.size(); ++i) {
        if (looks[i].name == name) (containers_[id] ? boxes : nodes)[i] = true;
      }
      if (containers_[id]) line(1, fmt::format("class {} {}{}", id_of(id), kBox, name));
    }
    for (const std::string& branch : branches_) line(1, fmt::format("class {} {}branch", branch, kBox));
    if (!branches_.empty()) line(1, fmt::format("classDef {}branch fill:none,stroke:#808790,stroke-dasharray:5", kBox));
    for (size_t i = 0; i < looks.size(); ++i) {
      const Look& color = looks[i].light;
      const std::string more = fmt::format("{}{}", looks[i].heavy ? ",stroke-width:3px" : "", looks[i].broken ? ",stroke-dasharray:5" : "");
      if (nodes[i])
        line(1, fmt::format("classDef {} fill:{},stroke:{},color:{}{}", looks[i].name, color.fill, color.line, color.text, more));
      if (boxes[i]) line(1, fmt::format("classDef {}{} fill:none,stroke:{}{}", kBox, looks[i].name, color.line, more));
    }
  }

  static constexpr std::string_view kBox = "box-";

  const Graph& graph_;
  std::vector<bool> containers_;
  std::vector<std::string> branches_;  // ids of their boxes
  std::string out_;
};

}  // namespace

std::string mermaid(const Graph& graph) {
  return Writer(graph).write();
}

}  // namespace sfn::graph

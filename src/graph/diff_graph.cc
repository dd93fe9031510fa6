// Both definitions in one picture.
#include <algorithm>

#include "graph/comparison.h"

namespace sfn::graph {
namespace {

/// Puts what is only in the old graph into the new one.
class Overlay {
 public:
  Overlay(Graph before, Graph after, Compared comparison)
      : before_(std::move(before)), after_(std::move(after)), comparison_(std::move(comparison)) {}

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
        const NodeId old = comparison_.twins[node.state];
        new_of_[old] = id;
        if (before_.nodes[old].name != node.name) node.notes.insert(node.notes.begin(), "was " + before_.nodes[old].name);
      } else {
        node.mark = Mark::Added;
      }
    }
  }

  void mark_changed() {
    for (const StateChange& change : comparison_.diff.changes) {
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

  static bool same(const Edge& a, const Edge& b) {
    return a.from == b.from && a.to == b.to && a.kind == b.kind && a.label == b.label && a.tooltip == b.tooltip;
  }

  Graph before_, after_;
  Compared comparison_;
  std::vector<NodeId> new_of_;  // node of the picture by node of the old graph
};

}  // namespace

Graph diff_graph(const asl::Program& before, const asl::Program& after) {
  return Overlay(build(before), build(after), compare_programs(before, after)).lay();
}

}  // namespace sfn::graph

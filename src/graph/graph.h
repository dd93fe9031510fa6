// A state machine as a picture. In: an asl::Program, and perhaps what a run did (overlay.h) or another program to compare with (diff.h).
// Out: nodes, clusters and edges; mermaid.h and dot.h make text of them. Names may hold anything: no format takes them for syntax.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "asl/program.h"

namespace sfn::graph {

using NodeId = uint32_t;
using ClusterId = uint32_t;
inline constexpr uint32_t kNone = UINT32_MAX;

/// Longest label of an edge, in code points; what is cut can be read in the SVG's tooltip.
inline constexpr size_t kEdgeLabel = 75;
/// Longest condition in a tooltip.
inline constexpr size_t kTooltip = 400;

/// Against another definition.
enum class Mark : uint8_t { None, Added, Removed, Changed };

struct Node {
  enum class Kind : uint8_t { Start, End, State };
  Kind kind = Kind::State;
  asl::StateId state = asl::kNone;  ///< in the program it was made of
  asl::StateType type = asl::StateType::Invalid;
  std::string name;
  std::vector<std::string> notes;  ///< short lines below the name: the resource, retries
  ClusterId cluster = 0;           ///< that it stands in
  Mark mark = Mark::None;
  uint64_t entered = 0, failed = 0, retried = 0, caught = 0;  ///< by a run; see Graph::has_run. Failures that were caught are in both
  std::string error;                                          ///< by a run: the last one that failed the state
};

/// What stands together: [0] is the machine, the others are the inside of a Map or a branch of a Parallel.
struct Cluster {
  NodeId owner = kNone;  ///< the Map or Parallel
  ClusterId parent = kNone;
  uint32_t branch = 0;
  NodeId start = kNone;  ///< its StartAt
};

struct Edge {
  enum class Kind : uint8_t { Start, Next, Rule, Default, Catch, End };
  NodeId from = kNone, to = kNone;
  Kind kind = Kind::Next;
  uint32_t index = 0;   ///< of the rule or catcher
  std::string label;    ///< one line, cut to kEdgeLabel
  std::string tooltip;  ///< the same, cut to kTooltip
  Mark mark = Mark::None;
  uint64_t taken = 0;  ///< by a run
};

struct Graph {
  std::string title;
  std::vector<Node> nodes;
  std::vector<Cluster> clusters;
  std::vector<Edge> edges;
  bool has_run = false;  ///< counts are known: 0 means "not reached"
  bool has_marks = false;

  bool is_container(NodeId node) const;
  /// The node of a state of the program; kNone if there is none.
  NodeId node_of(asl::StateId state) const;
  std::vector<ClusterId> inside(NodeId container) const;
};

Graph build(const asl::Program& program);

/// `⚙`, `◆` …: tells types apart without colour.
std::string_view icon_of(asl::StateType type);

}  // namespace sfn::graph

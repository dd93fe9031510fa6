// What the formats of pictures have in common: the words of a node and an edge, and how they look. Internal to graph.
#pragma once

#include "graph/graph.h"

namespace sfn::graph {

/// Colours by what a part stands for. They are chosen to be read on white and on black.
struct Look {
  const char* fill;
  const char* line;
  const char* text;
  bool heavy = false;
};

/// The class of a node in the style sheet of a picture: "task", "reached", "added" …
const char* class_of(const Graph& graph, const Node& node);
Look look_of(std::string_view node_class);
std::vector<const char*> node_classes();

/// Lines of a node's label: icon and name, notes, counts of a run.
std::vector<std::string> label_lines(const Graph& graph, const Node& node);
/// Label of an edge with the count of a run.
std::string edge_label(const Graph& graph, const Edge& edge);
/// Controls as pictures, so that no text breaks a line.
std::string one_line(std::string_view text);

}  // namespace sfn::graph

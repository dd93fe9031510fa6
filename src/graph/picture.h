// What the formats of pictures have in common: the words of a node and an edge, and what class they are of. Internal to graph.
#pragma once

#include "graph/graph.h"
#include "graph/theme.h"

namespace sfn::graph {

/// Code points of a line of a name or label; a longer word stays whole.
inline constexpr size_t kNameLine = 30;
inline constexpr size_t kLabelLine = 28;

/// The class of a node, a container or an edge in theme.h.
const char* class_of(const Graph& graph, const Node& node);
const char* class_of(const Graph& graph, const Edge& edge);

/// Lines of a node's label: icon and name, notes, counts of a run.
std::vector<std::string> label_lines(const Graph& graph, const Node& node);
/// Lines of an edge's label, with the count of a run; none if it has no label.
std::vector<std::string> label_lines(const Graph& graph, const Edge& edge);
/// Everything about it, for a tooltip and for readers of screens.
std::string tooltip(const Graph& graph, const Node& node);
std::string tooltip(const Graph& graph, const Edge& edge);
/// Controls as pictures, so that no text breaks a line; blanks other than U+0020 as they are.
std::string one_line(std::string_view text);
/// One line cut at blanks into lines of about `width` code points.
std::vector<std::string> wrapped(std::string_view text, size_t width);

}  // namespace sfn::graph

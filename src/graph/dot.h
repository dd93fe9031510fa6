// A graph in the language of Graphviz; `dot -Tsvg` or `-Tpng` draws it.
#pragma once

#include <string>

#include "graph/graph.h"
#include "graph/theme.h"

namespace sfn::graph {

/// Elements have ids (`n3` a state, `e7` an edge, by their numbers in the graph) and the classes of theme.h. Auto is Light here.
std::string dot(const Graph& graph, Theme theme = Theme::Light);

}  // namespace sfn::graph

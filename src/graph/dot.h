// A graph in the language of Graphviz; `dot -Tsvg` or `-Tpng` draws it.
#pragma once

#include <string>

#include "graph/graph.h"

namespace sfn::graph {

std::string dot(const Graph& graph);

}  // namespace sfn::graph

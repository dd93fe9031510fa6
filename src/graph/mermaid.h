// A graph as a Mermaid flowchart: GitHub, GitLab and many editors draw it where it stands in Markdown.
#pragma once

#include <string>

#include "graph/graph.h"

namespace sfn::graph {

std::string mermaid(const Graph& graph);

}  // namespace sfn::graph

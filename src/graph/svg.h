// What dot draws, made fit to be shown: a style sheet for dark screens, tooltips with names and whole conditions in place of dot's own
// identifiers, a name for readers of screens; without what only says which version of Graphviz it was.
#pragma once

#include <string>
#include <string_view>

#include "graph/graph.h"
#include "graph/theme.h"

namespace sfn::graph {

/// `drawn` is what `dot -Tsvg` made of dot(graph, theme). With Auto the picture follows the system of who looks at it.
std::string finished_svg(std::string_view drawn, const Graph& graph, Theme theme);

/// The element alone, for an HTML page that has style_rules() in its own style sheet; ids begin with `prefix`.
std::string page_svg(std::string_view drawn, const Graph& graph, std::string_view prefix);

}  // namespace sfn::graph

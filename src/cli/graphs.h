// Pictures in the formats of the command line.
#pragma once

#include <string>
#include <string_view>

#include "graph/graph.h"
#include "graph/theme.h"

namespace sfn::cli {

/// "mermaid", "dot", "svg" or "png". Throws ToolError where dot is needed and not there.
std::string picture(const graph::Graph& graph, std::string_view format, graph::Theme theme = graph::Theme::Auto);
/// For an HTML page: an element that the page's style sheet colours, its ids beginning with `prefix`; empty if there is no dot.
std::string page_picture(const graph::Graph& graph, std::string_view prefix);
/// "auto", "light" or "dark".
graph::Theme theme_named(std::string_view name);
/// The format that a file's name asks for: .svg, .png, .dot, .gv; Mermaid otherwise.
std::string_view picture_format(std::string_view path);

}  // namespace sfn::cli

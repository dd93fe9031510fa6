// Pictures in the formats of the command line.
#pragma once

#include <string>
#include <string_view>

#include "graph/graph.h"

namespace sfn::cli {

/// "mermaid", "dot", "svg" or "png".
std::string picture(const graph::Graph& graph, std::string_view format);
/// The format that a file's name asks for: .svg, .png, .dot, .gv; Mermaid otherwise.
std::string_view picture_format(std::string_view path);

}  // namespace sfn::cli

#include "cli/graphs.h"

#include "cli/dot.h"
#include "cli/files.h"
#include "graph/dot.h"
#include "graph/mermaid.h"

namespace sfn::cli {

std::string picture(const graph::Graph& graph, std::string_view format) {
  if (format == "mermaid") return graph::mermaid(graph);
  const std::string source = graph::dot(graph);
  return format == "dot" ? source : draw(source, format);
}

std::string_view picture_format(std::string_view path) {
  if (path.ends_with(".svg")) return "svg";
  if (path.ends_with(".png")) return "png";
  return ends_with_any(path, {".dot", ".gv"}) ? "dot" : "mermaid";
}

}  // namespace sfn::cli

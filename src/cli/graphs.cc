#include "cli/graphs.h"

#include "cli/dot.h"
#include "cli/files.h"
#include "graph/dot.h"
#include "graph/mermaid.h"
#include "graph/svg.h"

namespace sfn::cli {

std::string picture(const graph::Graph& graph, std::string_view format, graph::Theme theme) {
  if (format == "mermaid") return graph::mermaid(graph);
  const std::string source = graph::dot(graph, theme);
  if (format == "dot") return source;
  std::string drawn = draw(source, format);
  return format == "svg" ? graph::finished_svg(drawn, graph, theme) : drawn;
}

std::string page_picture(const graph::Graph& graph, std::string_view prefix) {
  try {
    return graph::page_svg(draw(graph::dot(graph), "svg"), graph, prefix);
  } catch (const ToolError&) {
    return "";
  }
}

graph::Theme theme_named(std::string_view name) {
  if (name == "light") return graph::Theme::Light;
  return name == "dark" ? graph::Theme::Dark : graph::Theme::Auto;
}

std::string_view picture_format(std::string_view path) {
  if (path.ends_with(".svg")) return "svg";
  if (path.ends_with(".png")) return "png";
  return ends_with_any(path, {".dot", ".gv"}) ? "dot" : "mermaid";
}

}  // namespace sfn::cli

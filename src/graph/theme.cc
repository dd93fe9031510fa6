#include "graph/theme.h"

#include <algorithm>

#include <fmt/format.h>

namespace sfn::graph {
namespace {

constexpr ClassLook kNodes[] = {
    {"start", {"#374151", "#374151", "#ffffff"}, {"#d1d5db", "#d1d5db", "#111827"}},
    {"entry", {"#6b7280", "#6b7280", "#6b7280"}, {"#9ca3af", "#9ca3af", "#9ca3af"}},
    {"pass", {"#f3f4f6", "#6b7280", "#111827"}, {"#1f2937", "#9ca3af", "#f3f4f6"}},
    {"task", {"#dbeafe", "#2563eb", "#111827"}, {"#172e54", "#60a5fa", "#f3f4f6"}},
    {"choice", {"#fef3c7", "#b45309", "#111827"}, {"#43300b", "#fbbf24", "#f3f4f6"}},
    {"wait", {"#ede9fe", "#7c3aed", "#111827"}, {"#2e2358", "#a78bfa", "#f3f4f6"}},
    {"succeed", {"#dcfce7", "#15803d", "#111827"}, {"#12391f", "#4ade80", "#f3f4f6"}},
    {"fail", {"#fee2e2", "#b91c1c", "#111827"}, {"#4c1616", "#f87171", "#f3f4f6"}},
    {"container", {"none", "#6b7280", "#111827"}, {"none", "#9ca3af", "#f3f4f6"}},
    {"branch", {"none", "#858c98", "#4b5563"}, {"none", "#6f7682", "#c3c8d0"}, false, true},
    {"reached", {"#dcfce7", "#15803d", "#111827"}, {"#12391f", "#4ade80", "#f3f4f6"}, true},
    {"caught", {"#fef3c7", "#b45309", "#111827"}, {"#43300b", "#fbbf24", "#f3f4f6"}, true},
    {"failed", {"#fee2e2", "#b91c1c", "#111827"}, {"#4c1616", "#f87171", "#f3f4f6"}, true},
    {"missed", {"#f3f4f6", "#858c98", "#4b5563"}, {"#161b24", "#6f7682", "#a9b0bb"}, false, true},
    {"added", {"#dcfce7", "#15803d", "#111827"}, {"#12391f", "#4ade80", "#f3f4f6"}, true},
    {"removed", {"#fee2e2", "#b91c1c", "#111827"}, {"#4c1616", "#f87171", "#f3f4f6"}, true, true},
    {"changed", {"#fef3c7", "#b45309", "#111827"}, {"#43300b", "#fbbf24", "#f3f4f6"}, true},
};

constexpr ClassLook kEdges[] = {
    {"way", {"none", "#6b7280", "#374151"}, {"none", "#9ca3af", "#d1d5db"}},
    {"catch", {"none", "#b91c1c", "#b91c1c"}, {"none", "#f87171", "#fca5a5"}, false, true},
    {"taken", {"none", "#15803d", "#14532d"}, {"none", "#4ade80", "#86efac"}, true},
    {"thrown", {"none", "#b91c1c", "#b91c1c"}, {"none", "#f87171", "#fca5a5"}, true, true},
    {"missed", {"none", "#858c98", "#4b5563"}, {"none", "#6f7682", "#a9b0bb"}},
    {"missed-catch", {"none", "#858c98", "#4b5563"}, {"none", "#6f7682", "#a9b0bb"}, false, true},
    {"added", {"none", "#15803d", "#15803d"}, {"none", "#4ade80", "#4ade80"}, true},
    {"added-catch", {"none", "#15803d", "#15803d"}, {"none", "#4ade80", "#4ade80"}, true, true},
    {"removed", {"none", "#b91c1c", "#b91c1c"}, {"none", "#f87171", "#f87171"}, true},
    {"removed-catch", {"none", "#b91c1c", "#b91c1c"}, {"none", "#f87171", "#f87171"}, true, true},
};

const ClassLook& found(std::span<const ClassLook> table, std::string_view name, const ClassLook& otherwise) {
  for (const ClassLook& row : table) {
    if (row.name == name) return row;
  }
  return otherwise;
}

void append_rules(std::string& out, std::string_view scope, std::string_view kind, const ClassLook& row, const Look& look) {
  const std::string part = fmt::format("{}{}.{}", scope, kind, row.name);
  const auto shapes = [&](std::string_view name) { return fmt::format("{0}>{1},", part, name); };
  if (kind == ".edge") {
    out += fmt::format("{0}>path{{stroke:{1}}}{0}>polygon{{fill:{1};stroke:{1}}}{0}>text{{fill:{2}}}\n", part, look.line, look.text);
    return;
  }
  std::string all = shapes("polygon") + shapes("path") + shapes("polyline") + shapes("ellipse");
  all.pop_back();
  out += fmt::format("{}{{fill:{};stroke:{}}}{}>text{{fill:{}}}\n", all, look.fill, look.line, part, look.text);
}

}  // namespace

std::span<const ClassLook> node_looks() {
  return kNodes;
}

const ClassLook& look_of(std::string_view node_class) {
  return found(kNodes, node_class, kNodes[2]);
}

std::span<const ClassLook> edge_looks() {
  return kEdges;
}

const ClassLook& edge_look_of(std::string_view edge_class) {
  return found(kEdges, edge_class, kEdges[0]);
}

std::string_view ground_of(Theme theme) {
  return theme == Theme::Dark ? "#0d1117" : "#ffffff";
}

std::string style_rules(Theme theme, std::string_view scope, std::span<const std::string_view> only) {
  std::string out;
  const auto wanted = [&](const ClassLook& row) { return only.empty() || std::find(only.begin(), only.end(), row.name) != only.end(); };
  for (const ClassLook& row : kNodes) {
    if (!wanted(row)) continue;
    const Look& look = in_theme(row, theme);
    append_rules(out, scope, ".node", row, look);
    append_rules(out, scope, ".cluster", row,
                 {"none", look.line, row.name == "branch" ? look.text : in_theme(look_of("container"), theme).text});
  }
  for (const ClassLook& row : kEdges) {
    if (!wanted(row)) continue;
    append_rules(out, scope, ".edge", row, in_theme(row, theme));
  }
  return out;
}

}  // namespace sfn::graph

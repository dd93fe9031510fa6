#include "graph/picture.h"

#include <fmt/format.h>

#include "text/utf8.h"

namespace sfn::graph {
namespace {

struct ClassLook {
  const char* name;
  Look look;
};

constexpr ClassLook kLooks[] = {
    {"start", {"#374151", "#374151", "#ffffff"}},         {"pass", {"#f3f4f6", "#6b7280", "#111827"}},
    {"task", {"#dbeafe", "#2563eb", "#111827"}},          {"choice", {"#fef3c7", "#b45309", "#111827"}},
    {"wait", {"#ede9fe", "#7c3aed", "#111827"}},          {"succeed", {"#dcfce7", "#15803d", "#111827"}},
    {"fail", {"#fee2e2", "#b91c1c", "#111827"}},          {"container", {"none", "#6b7280", "#6b7280"}},
    {"reached", {"#dcfce7", "#15803d", "#111827", true}}, {"failed", {"#fee2e2", "#b91c1c", "#111827", true}},
    {"missed", {"#f3f4f6", "#9ca3af", "#6b7280"}},        {"added", {"#dcfce7", "#15803d", "#111827", true}},
    {"removed", {"#fee2e2", "#b91c1c", "#111827", true}}, {"changed", {"#fef3c7", "#b45309", "#111827", true}},
};

const char* class_of_type(asl::StateType type) {
  switch (type) {
    case asl::StateType::Task: return "task";
    case asl::StateType::Choice: return "choice";
    case asl::StateType::Wait: return "wait";
    case asl::StateType::Succeed: return "succeed";
    case asl::StateType::Fail: return "fail";
    case asl::StateType::Parallel:
    case asl::StateType::Map: return "container";
    case asl::StateType::Pass:
    case asl::StateType::Invalid: break;
  }
  return "pass";
}

const char* class_of_mark(Mark mark) {
  if (mark == Mark::Added) return "added";
  return mark == Mark::Removed ? "removed" : "changed";
}

std::string run_text(const Node& node) {
  if (node.entered == 0) return "not reached";
  std::string out;
  const auto say = [&](const std::string& text) { out += (out.empty() ? "" : ", ") + text; };
  if (node.entered > 1) say(fmt::format("×{}", node.entered));
  if (node.retried > 0) say(fmt::format("{} {}", node.retried, node.retried == 1 ? "retry" : "retries"));
  if (node.failed > 0) say(fmt::format("✗ failed {}", node.failed == 1 ? "once" : fmt::format("{} times", node.failed)));
  return out;
}

}  // namespace

const char* class_of(const Graph& graph, const Node& node) {
  if (node.kind != Node::Kind::State) return "start";
  if (node.mark != Mark::None) return class_of_mark(node.mark);
  if (!graph.has_run) return class_of_type(node.type);
  if (node.entered == 0) return "missed";
  return node.failed > 0 ? "failed" : "reached";
}

Look look_of(std::string_view node_class) {
  for (const ClassLook& row : kLooks) {
    if (row.name == node_class) return row.look;
  }
  return kLooks[1].look;
}

std::vector<const char*> node_classes() {
  std::vector<const char*> out;
  for (const ClassLook& row : kLooks) out.push_back(row.name);
  return out;
}

std::vector<std::string> label_lines(const Graph& graph, const Node& node) {
  if (node.kind != Node::Kind::State) return {node.name};
  std::string sign;
  if (node.mark == Mark::Added) sign = "+ ";
  if (node.mark == Mark::Removed) sign = "− ";
  if (node.mark == Mark::Changed) sign = "~ ";
  std::vector<std::string> lines{fmt::format("{}{} {}", sign, icon_of(node.type), one_line(node.name))};
  for (const std::string& note : node.notes) lines.push_back(one_line(note));
  if (graph.has_run) {
    if (std::string text = run_text(node); !text.empty()) lines.push_back(std::move(text));
  }
  return lines;
}

std::string edge_label(const Graph& graph, const Edge& edge) {
  std::string out = one_line(edge.label);
  if (edge.mark == Mark::Added) out = out.empty() ? "+" : "+ " + out;
  if (edge.mark == Mark::Removed) out = out.empty() ? "−" : "− " + out;
  if (graph.has_run && edge.taken > 1) out += fmt::format("{}×{}", out.empty() ? "" : " ", edge.taken);
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    char32_t c = text::decode(text, at);
    if (c < 0x20) c += 0x2400;
    if ((c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c <= 0xDFFF)) c = text::kReplacement;
    text::append_utf8(out, c);
  }
  return out;
}

}  // namespace sfn::graph

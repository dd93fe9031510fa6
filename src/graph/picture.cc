#include "graph/picture.h"

#include <algorithm>

#include <fmt/format.h>

#include "graph/condition.h"
#include "text/utf8.h"

namespace sfn::graph {
namespace {

constexpr size_t kMostLines = 4;  // of a name or label

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

// "✗ failed 2×: Busy"
std::string counted(std::string_view what, uint64_t count, std::string_view error) {
  std::string out(what);
  if (count > 1) out += fmt::format(" {}×", count);
  return error.empty() ? out : fmt::format("{}: {}", out, short_text(one_line(error), kNameLine));
}

std::vector<std::string> run_lines(const Node& node) {
  if (node.entered == 0) return {"not reached"};
  std::vector<std::string> out;
  const uint64_t uncaught = node.failed - std::min(node.failed, node.caught);
  if (node.entered > 1)
    out.push_back(fmt::format("✓ {}×", node.entered));
  else if (node.failed == 0)
    out.emplace_back("✓");
  if (node.retried > 0) out.push_back(fmt::format("↻ {} {}", node.retried, node.retried == 1 ? "retry" : "retries"));
  if (node.caught > 0) out.push_back(counted("⚠ caught", node.caught, node.error));
  if (uncaught > 0) out.push_back(counted("✗ failed", uncaught, node.error));
  return out;
}

std::string_view sign_of(Mark mark) {
  if (mark == Mark::Added) return "+ ";
  if (mark == Mark::Removed) return "− ";
  return mark == Mark::Changed ? "~ " : "";
}

const char* class_of_way(Mark mark, bool is_catch) {
  if (mark == Mark::Added) return is_catch ? "added-catch" : "added";
  return is_catch ? "removed-catch" : "removed";
}

// As many words in a line as it holds.
std::vector<std::string> filled(std::string_view text, size_t width) {
  std::vector<std::string> lines;
  std::string line;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find(' ', at + 1), text.size());  // a word with the blank before it
    const std::string_view word = text.substr(at, end - at);
    if (!line.empty() && text::count_code_points(line) + text::count_code_points(word) > width && lines.size() + 1 < kMostLines) {
      lines.push_back(std::move(line));
      line = word.substr(1);
    } else {
      line += word;
    }
    at = end;
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string name_of(const Graph& graph, NodeId id) {
  return one_line(graph.nodes[id].name);
}

}  // namespace

const char* class_of(const Graph& graph, const Node& node) {
  if (node.kind != Node::Kind::State) return "start";
  if (node.mark != Mark::None) return class_of_mark(node.mark);
  if (!graph.has_run) return class_of_type(node.type);
  if (node.entered == 0) return "missed";
  if (node.failed > node.caught) return "failed";
  return node.caught > 0 ? "caught" : "reached";
}

const char* class_of(const Graph& graph, const Edge& edge) {
  const bool is_catch = edge.kind == Edge::Kind::Catch;
  if (edge.mark == Mark::Added || edge.mark == Mark::Removed) return class_of_way(edge.mark, is_catch);
  if (graph.has_run && edge.taken == 0) return is_catch ? "missed-catch" : "missed";
  if (graph.has_run) return is_catch ? "thrown" : "taken";
  return is_catch ? "catch" : "way";
}

std::vector<std::string> label_lines(const Graph& graph, const Node& node) {
  if (node.kind != Node::Kind::State) return {node.name};
  std::vector<std::string> lines = wrapped(one_line(node.name), kNameLine);
  if (lines.empty()) lines.emplace_back();
  lines[0] = fmt::format("{}{} {}", sign_of(node.mark), icon_of(node.type), lines[0]);
  for (const std::string& note : node.notes) lines.push_back(one_line(note));
  if (graph.has_run) {
    for (std::string& line : run_lines(node)) lines.push_back(std::move(line));
  }
  return lines;
}

std::vector<std::string> label_lines(const Graph& graph, const Edge& edge) {
  std::string out = std::string(sign_of(edge.mark)) + one_line(edge.label);
  if (graph.has_run && edge.taken > 1) out += fmt::format("{}{}×", out.empty() ? "" : " ", edge.taken);
  if (out.ends_with(' ')) out.pop_back();  // a sign alone
  return wrapped(out, kLabelLine);
}

std::string tooltip(const Graph& graph, const Node& node) {
  if (node.kind != Node::Kind::State) return node.name;
  std::string out = fmt::format("{} ({})", one_line(node.name), asl::name_of(node.type));
  if (node.mark != Mark::None) out += fmt::format(", {}", class_of_mark(node.mark));
  if (graph.has_run) {
    for (const std::string& line : run_lines(node)) out += ", " + line;
  }
  return out;
}

std::string tooltip(const Graph& graph, const Edge& edge) {
  std::string out = fmt::format("{} → {}", name_of(graph, edge.from), name_of(graph, edge.to));
  const std::string& what = edge.tooltip.empty() ? edge.label : edge.tooltip;
  if (!what.empty()) out += fmt::format(": {}{}", edge.kind == Edge::Kind::Catch ? "catches " : "", one_line(what));
  if (edge.mark != Mark::None) out += fmt::format(", {}", class_of_mark(edge.mark));
  if (graph.has_run) out += edge.taken == 0 ? ", not taken" : fmt::format(", taken {}×", edge.taken);
  return out;
}

// No XML can hold U+FFFE and U+FFFF.
std::string one_line(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    char32_t c = text::decode(text, at);
    if (c < 0x20) c += 0x2400;
    if (c == 0xFFFE || c == 0xFFFF || (c >= 0x7F && c < 0xA0) || (c >= 0xD800 && c <= 0xDFFF)) c = text::kReplacement;
    text::append_utf8(out, c);
  }
  return out;
}

std::vector<std::string> wrapped(std::string_view text, size_t width) {
  const std::vector<std::string> lines = filled(text, width);
  if (lines.size() < 2) return lines;
  // As many lines, of about the same length: no word is left alone in the last one.
  for (size_t narrow = text::count_code_points(text) / lines.size(); narrow < width; ++narrow) {
    std::vector<std::string> even = filled(text, narrow);
    const auto fits = [&](const std::string& line) { return text::count_code_points(line) <= width; };
    if (even.size() == lines.size() && std::all_of(even.begin(), even.end(), fits)) return even;
  }
  return lines;
}

}  // namespace sfn::graph

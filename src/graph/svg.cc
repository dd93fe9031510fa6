#include "graph/svg.h"

#include <charconv>

#include <fmt/format.h>

#include "graph/picture.h"

namespace sfn::graph {
namespace {

constexpr std::string_view kTitle = "<title>", kTitleEnd = "</title>\n", kGroup = "<g id=\"";

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else
      out += c;
  }
  return out;
}

/// Reads dot's SVG from its beginning to its end. Whatever stands in it of the user's is escaped: `<` begins an element or a comment.
class Finisher {
 public:
  Finisher(std::string_view rest, const Graph& graph, Theme theme, bool styled, std::string_view prefix)
      : rest_(rest), graph_(graph), theme_(theme), styled_(styled), prefix_(prefix) {}

  std::string finish() {
    const size_t begin = rest_.find("<svg");
    if (begin == std::string_view::npos) return std::string(rest_);
    if (styled_) out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    out_ += fmt::format("<svg role=\"img\" aria-label=\"{}\"", escaped(name()));
    rest_.remove_prefix(begin + 4);
    take(rest_.find('>') + 2);
    if (styled_) out_ += style();
    while (!rest_.empty()) step();
    return std::move(out_);
  }

 private:
  void take(size_t length) {
    length = std::min(length, rest_.size());
    out_ += rest_.substr(0, length);
    rest_.remove_prefix(length);
  }

  void drop(std::string_view end) {
    const size_t at = rest_.find(end);
    rest_.remove_prefix(at == std::string_view::npos ? rest_.size() : at + end.size());
  }

  void step() {
    if (rest_.starts_with("<!--")) return drop("-->\n");
    if (rest_.starts_with(kGroup)) {
      take(kGroup.size());
      id_ = rest_.substr(0, rest_.find('"'));
      out_ += prefix_;
    }
    if (rest_.starts_with(kTitle)) {
      drop(kTitleEnd);
      if (const std::string text = title(); !text.empty()) out_ += fmt::format("{}{}{}", kTitle, escaped(text), kTitleEnd);
      return;
    }
    take(rest_.find('<', 1));
  }

  std::string name() const { return graph_.title.empty() ? "State machine" : "State machine " + one_line(graph_.title); }

  std::string title() const {
    uint32_t number = 0;
    if (id_.size() < 2 || std::from_chars(id_.data() + 1, id_.data() + id_.size(), number).ec != std::errc()) return "";
    if (id_[0] == 'n' && number < graph_.nodes.size()) return tooltip(graph_, graph_.nodes[number]);
    if (id_[0] == 'e' && number < graph_.edges.size()) return tooltip(graph_, graph_.edges[number]);
    return "";
  }

  std::vector<std::string_view> used_classes() const {
    std::vector<std::string_view> out = {"way"};
    if (graph_.clusters.size() > 1) out.insert(out.end(), {"entry", "branch"});
    for (const Node& node : graph_.nodes) out.emplace_back(class_of(graph_, node));
    for (const Edge& edge : graph_.edges) out.emplace_back(class_of(graph_, edge));
    return out;
  }

  // A label keeps clear of the lines below it by a rim in the colour of the ground.
  std::string style() const {
    const auto rim = [](Theme theme) { return fmt::format(".edge>text{{stroke:{}}}", ground_of(theme)); };
    std::string out = "<style>.edge>text{paint-order:stroke;stroke-width:3px;stroke-linejoin:round}" + rim(theme_) + "\n";
    if (theme_ == Theme::Auto) {
      out += fmt::format("@media (prefers-color-scheme:dark){{.graph>polygon{{fill:{}}}{}\n{}}}\n", ground_of(Theme::Dark),
                         rim(Theme::Dark), style_rules(Theme::Dark, ""));
    }
    return out + "</style>\n";
  }

  std::string_view rest_;
  const Graph& graph_;
  Theme theme_;
  bool styled_;
  std::string_view prefix_;
  std::string_view id_;
  std::string out_;
};

}  // namespace

std::string finished_svg(std::string_view drawn, const Graph& graph, Theme theme) {
  return Finisher(drawn, graph, theme, true, "").finish();
}

std::string page_svg(std::string_view drawn, const Graph& graph, std::string_view prefix) {
  return Finisher(drawn, graph, Theme::Auto, false, prefix).finish();
}

}  // namespace sfn::graph

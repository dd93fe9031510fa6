// Colours of pictures, by what a part stands for, on white and on black. Every pair of text and ground is at least 4.5:1, every line 3:1
// (WCAG 2.1 AA; a test computes it); nothing is told by colour alone.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace sfn::graph {

enum class Theme : uint8_t {
  Auto,  ///< as the reader's system has it, where the format can; light elsewhere
  Light,
  Dark
};

/// `#rrggbb` each; a fill of "none" shows the ground.
struct Look {
  std::string_view fill, line, text;
};

struct ClassLook {
  std::string_view name;  ///< class of a node: "task", "reached", "added" …
  Look light, dark;
  bool heavy = false;   ///< a thick line
  bool broken = false;  ///< a dashed line
};

/// Of nodes.
std::span<const ClassLook> node_looks();
const ClassLook& look_of(std::string_view node_class);

/// Of edges: `line` and the `text` of their labels.
std::span<const ClassLook> edge_looks();
const ClassLook& edge_look_of(std::string_view edge_class);

inline const Look& in_theme(const ClassLook& look, Theme theme) {
  return theme == Theme::Dark ? look.dark : look.light;
}

std::string_view ground_of(Theme theme);

/// Rules of a style sheet that colour a picture of dot's in that theme, for elements below `scope` (a selector; empty: any) of the classes
/// in `only` (none: all).
std::string style_rules(Theme theme, std::string_view scope, std::span<const std::string_view> only = {});

}  // namespace sfn::graph

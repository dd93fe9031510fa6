// YAML text as a tree of what was written: scalars still untyped, tags and aliases as they stand, exact spans. In: text. Out: nodes in
// pre-order, which yaml_reader.cc makes a Document of. yaml-cpp stays behind this header.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/document.h"
#include "text/result.h"

namespace sfn::json {

/// Nesting that yaml-cpp accepts.
inline constexpr int kMaxYamlDepth = 500;

struct YamlNode {
  enum class Kind : uint8_t { Scalar, Sequence, Map, Alias };
  Kind kind = Kind::Scalar;
  Style style = Style::Plain;  ///< scalars
  bool absent = false;         ///< nothing is written here: null
  std::string tag;             ///< "?" for plain scalars and collections without a tag, "!" for quoted ones, else as written
  std::string text;            ///< scalars: decoded
  uint32_t begin = 0;          ///< tag and anchor included
  uint32_t content = 0;        ///< behind tag and anchor
  uint32_t end = 0;
  uint32_t next = 0;    ///< the first node after this subtree
  uint32_t target = 0;  ///< aliases: the node that has the anchor
};

using YamlTree = std::vector<YamlNode>;

/// The first and only document of the text.
text::Result<YamlTree, ReadError> parse_yaml(std::string_view text);

}  // namespace sfn::json

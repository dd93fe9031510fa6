// A second, independent statement of which field stands where and what it holds, written down from the language's documentation: what
// mutated definitions are judged by. It shares nothing with asl/fields.cc, so that a slip there shows.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/document.h"

namespace sfn::matrix {

enum class Language : uint8_t { JsonPath, Jsonata };

/// One cell: `container` has `name`, which holds `kind` ("text", "int 1 99999999", "object retrier", "words FULL|NONE").
struct Cell {
  std::string container, name, kind;
  bool required = false;
  bool computed = false;  ///< JSONata: may be an expression
  std::optional<Language> only;
};

const Cell* find(std::string_view container, std::string_view name);
std::vector<const Cell*> cells_of(std::string_view container);
/// The others of a group of which one may, or (`needed`) must be there.
struct Group {
  std::string container;
  bool needed;
  std::vector<std::string> names;
};
const std::vector<Group>& groups();

/// A member of a definition's structure (not of data inside payloads).
struct Place {
  json::NodeId node;
  const Cell* cell;
  Language language;
  std::string container;
};
/// An object of the structure.
struct Object {
  json::NodeId node;
  std::string container;
  Language language;
};
struct Layout {
  std::vector<Place> places;
  std::vector<Object> objects;
};
Layout layout_of(const json::Document& document);

enum class Legal : uint8_t { Yes, No, Unsure };
/// Whether a JSON value, given as text, may stand in the cell. Names of states and what objects hold are not looked at.
Legal judge(const Cell& cell, Language language, std::string_view value);

}  // namespace sfn::matrix

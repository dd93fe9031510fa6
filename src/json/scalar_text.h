// Scalars as they are written against scalars as they are read: JSON escapes and the five ways YAML writes a string. In: the raw bytes and
// the decoded text. Out: where a piece of the decoded text stands, and where a scalar ends whose start alone is known.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "json/document.h"

namespace sfn::json {

/// Walks a raw scalar, quotes or block header included, one unit (a character, an escape, a fold) after the other.
class ScalarUnits {
 public:
  /// `raw` may go on behind the scalar for the styles that have no closing quote. `decoded` tells the indentation of a block scalar.
  ScalarUnits(std::string_view raw, Style style, std::string_view decoded);

  /// Moves to the next unit; false at the end of the scalar or where it is not well formed.
  bool next();
  size_t begin() const { return begin_; }          ///< raw offset of the unit
  size_t end() const { return at_; }               ///< raw offset behind it
  std::string_view text() const { return text_; }  ///< what it decodes to

 private:
  bool json_unit();
  bool json_escape();
  bool unicode_escape();
  bool quoted_unit();
  bool yaml_escape();
  bool hex_escape(size_t digits);
  bool fold();
  bool character();
  bool block_unit();
  bool block_break();
  bool more_indented(size_t line) const;
  void start_line(size_t at);
  std::optional<char32_t> hex(size_t at, size_t digits) const;

  std::string_view raw_;
  Style style_;
  size_t begin_ = 0;
  size_t at_ = 0;
  size_t indent_ = 0;       // block scalars: columns that every line starts with
  size_t line_ = 0;         // block scalars: start of the line's content
  size_t column_ = 0;       // block scalars: columns of the indentation that the line has
  bool seen_text_ = false;  // block scalars: folding starts behind the first line with text
  std::string text_;
};

/// Where pieces of the decoded text stand, asked for from front to back: one walk for all of them.
class ScalarPlaces {
 public:
  ScalarPlaces(std::string_view raw, Style style, std::string_view decoded) : units_(raw, style, decoded), decoded_(decoded) {}

  /// Raw offsets of the decoded bytes [begin, end), a piece that is not empty; nothing if decoding does not reproduce `decoded` up to
  /// there.
  std::optional<text::Span> find(size_t begin, size_t end);

 private:
  ScalarUnits units_;
  std::string_view decoded_;
  size_t done_ = 0;  // decoded bytes so far
};

/// One piece, which may be empty. Raw offsets of the decoded bytes [begin, end); nothing if decoding does not reproduce `decoded` up to
/// there.
std::optional<text::Span> locate_in_scalar(std::string_view raw, Style style, std::string_view decoded, size_t begin, size_t end);

/// Length of the scalar that `raw` starts with (what follows does not matter), for the styles of YAML.
size_t scalar_length(std::string_view raw, Style style, std::string_view decoded);

}  // namespace sfn::json

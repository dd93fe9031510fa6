// Colours of a terminal, or none. In: what a piece of text stands for. Out: the text, wrapped in SGR sequences if colours are on.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "diag/finding.h"

namespace sfn::report {

/// What a piece of text stands for. Colour never carries a meaning alone: the words say the same.
enum class Paint : uint8_t { Plain, Error, Warning, Info, Good, Strong, Faint, Frame };

Paint paint_of(diag::Severity severity);

class Style {
 public:
  explicit Style(bool color) : color_(color) {}

  bool color() const { return color_; }
  void append(std::string& out, Paint paint, std::string_view text) const;
  std::string operator()(Paint paint, std::string_view text) const;

 private:
  bool color_;
};

}  // namespace sfn::report

// Texts that are not known yet, since something in them has to be filled in. One may be handed on as it is; whoever has to look at what it
// says cannot answer.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace sfn::text {

class UnknownTexts {
 public:
  UnknownTexts() = default;
  UnknownTexts(const UnknownTexts&) = default;
  UnknownTexts& operator=(const UnknownTexts&) = default;
  virtual ~UnknownTexts() = default;
  /// The first part of the text that is not known; empty if all of it is.
  virtual std::string_view found_in(std::string_view text) const = 0;
};

/// Somebody has to look at a text that holds `part`. Says the part.
struct UnknownText : std::runtime_error {
  explicit UnknownText(std::string_view part) : std::runtime_error(std::string(part)) {}
};

}  // namespace sfn::text

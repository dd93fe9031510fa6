// Why a text is not JSON, in words that say what was expected and how to mend it. In: the parser's fault and where it stopped. Out: a
// ReadError.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "json/document.h"

namespace sfn::json {

/// What the parser was about when it stopped.
enum class Fault : uint8_t {
  Value,
  Key,
  Colon,
  CommaOrBrace,
  CommaOrBracket,
  TrailingText,
  Empty,
  Escape,
  StringEnd,
  NumberRange,
  NumberDigits,
  Depth
};

struct Failure {
  std::string_view text;
  Fault fault = Fault::Value;
  size_t offset = 0;           ///< where the parser stopped
  size_t last_end = 0;         ///< end of the last token that was read
  std::vector<uint32_t> open;  ///< offsets of the brackets that are open, outermost first
};

ReadError explain_failure(const Failure& failure);

/// What makes a text unreadable as a whole: its size, another encoding than UTF-8.
std::optional<ReadError> refuse_text(std::string_view text);

}  // namespace sfn::json

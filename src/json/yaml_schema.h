// Which type a plain YAML scalar has: the core schema of YAML 1.2, and where YAML 1.1 tools see it differently.
#pragma once

#include <string>
#include <string_view>

#include "json/document.h"

namespace sfn::json {

struct PlainScalar {
  NodeKind kind = NodeKind::String;
  std::string literal;   ///< numbers: as JSON writes them; empty if JSON cannot (.inf, .nan, more than 64 bits of hexadecimal)
  std::string yaml_1_1;  ///< what YAML 1.1 tools read instead, "the boolean true"; empty if the same
};

PlainScalar resolve_plain(std::string_view text);

/// "the string", "the number 10": what resolve_plain found, for people.
std::string describe(const PlainScalar& scalar);

}  // namespace sfn::json

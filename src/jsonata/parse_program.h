// The stages from text to Program, one behind the other.
#pragma once

#include <memory>
#include <string_view>

#include "jsonata/node.h"

namespace sfn::jsonata {

/// Throws SyntaxFailure.
std::shared_ptr<Program> parse_program(std::string_view source, Profile profile);

}  // namespace sfn::jsonata

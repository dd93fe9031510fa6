// JSONata that holds placeholders outside of its strings: `{% $states.input.${Field} + ${N} %}`. It is no JSONata yet, so each placeholder
// gets a stand-in of the same length: a name where a name must stand, else a variable, of whose value nothing is known.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "jsonata/expression.h"

namespace sfn::asl {

/// What stand-ins consist of (the control character SUBSTITUTE): no name that somebody wrote holds it.
inline constexpr char kStandIn = '\x1a';

/// The source with stand-ins; every byte outside of the placeholders keeps its place.
std::string with_stand_ins(std::string_view source);

/// The source as JSONata with stand-ins; nothing if it does not parse.
std::optional<jsonata::Expression> parse_around_placeholders(std::string_view source);

/// Why a source that does not parse as it is does not parse either with its placeholders filled in; nothing if they may mend it.
std::optional<jsonata::SyntaxError> fault_around_placeholders(std::string_view source);

}  // namespace sfn::asl

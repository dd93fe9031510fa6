// From text to the tree as written: a Pratt parser. Throws SyntaxFailure.
#pragma once

#include <string_view>

#include "jsonata/lexer.h"
#include "jsonata/syntax.h"

namespace sfn::jsonata {

/// The whole source as one expression. The nodes live in `arena`.
Syntax* parse_syntax(std::string_view source, SyntaxArena& arena);

}  // namespace sfn::jsonata

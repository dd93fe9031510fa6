// The placeholders of a definition that nothing has filled in. A value that holds one came from the definition, wherever it was handed to
// since; data that looks like a placeholder but stands in no definition is data.
#pragma once

#include "json/document.h"
#include "text/unknown_texts.h"

namespace sfn::asl {

/// Adds those of all strings and keys of a definition.
void add_unfilled(const json::Document& document, text::UnknownTexts& unfilled);

}  // namespace sfn::asl

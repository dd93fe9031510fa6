// JSON text to a Document (for checking) or straight to a Value (for running: inputs, mock results, data files).
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "json/document.h"
#include "text/result.h"

namespace sfn::json {

/// Strict JSON (RFC 8259). Depth is limited by kMaxHeight, size by text::kMaxFileSize. A BOM is skipped; NUL bytes, trailing text, invalid
/// UTF-8 and numbers too large for a double are errors with their position.
text::Result<Document, ReadError> read_json(std::shared_ptr<const text::SourceFile> source);

/// The same without positions, for text that is data. Duplicate keys: the last wins, in the place of the first.
text::Result<Value, ReadError> parse_json(std::string_view text);

/// The place in a text as AWS (Jackson) names it: `[Source: (String)"…"; line: 1, column: 4]`, the text cut after 500 characters.
std::string aws_place(std::string_view text, uint32_t offset);

}  // namespace sfn::json

// What valijson would leave to std::regex, which overflows the stack on long texts, is decided beforehand: a document has finitely many
// texts, so `pattern` becomes the list of those that match (PCRE2), and patternProperties become properties.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "json/document.h"
#include "json/value.h"

namespace sfn::schema {

/// Throws Unsupported for keywords, formats and references that are not checked, SchemaError for what is no schema.
void check_keywords(const json::Value& schema, const std::string& pointer = {});

/// Whether the schema holds pattern, patternProperties or format.
bool needs_resolving(const json::Value& schema);

/// The schema without these, for one document.
json::Value resolve_patterns(const json::Value& schema, const json::Document& document, json::NodeId root);

}  // namespace sfn::schema

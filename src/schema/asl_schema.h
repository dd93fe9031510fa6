// schemas/asl.schema.json, made from the table of fields. Draft 7; states by if/then on Type, so that an error names one alternative; no
// `pattern`. It is weaker than the table walk: it knows no query language and no expressions.
#pragma once

#include <string>

namespace sfn::schema {

/// The whole file, indented, with titles and descriptions for editors.
std::string asl_schema();

}  // namespace sfn::schema

// From a string of the document to an Expression, by what the field takes. Internal to asl and to the rules that ask how a string is meant.
#pragma once

#include "asl/expression.h"

namespace sfn::asl {

/// SyntaxError::code of a string with only one of the two delimiters `{%`, `%}`: AWS refuses it.
inline constexpr std::string_view kDelimiterCode = "delimiter";

/// How a string is delimited as a JSONata expression.
enum class Delimiters : uint8_t {
  None,          ///< a literal
  Both,          ///< an expression: starts with `{%`, ends with `%}`
  One,           ///< only one of them: refused
  BlanksOutside  ///< blanks before `{%` or behind `%}`: AWS takes it for a literal
};
Delimiters delimiters(std::string_view text);

// All require a string node; the result views the document's text.
Expression parse_path(const json::Document& document, json::NodeId node);            ///< fields that take a path only
Expression parse_path_or_call(const json::Document& document, json::NodeId node);    ///< ".$" members, ErrorPath, CausePath
Expression parse_jsonata_string(const json::Document& document, json::NodeId node);  ///< a literal unless in `{% %}`

/// Why an expression does not parse, if that is its author's fault: neither a placeholder nor a missing delimiter.
inline const text::SyntaxError* fault_of(const Expression& expression) {
  const text::SyntaxError* error = expression.error();
  return error != nullptr && error->code != kDelimiterCode && error->code != "placeholder" ? error : nullptr;
}

}  // namespace sfn::asl

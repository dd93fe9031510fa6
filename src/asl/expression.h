// The strings of a definition that something is computed from. Each is parsed once, when the model is built, and keeps either what was
// parsed or the reason why it does not parse; lint reports the reason, sim evaluates the rest. No string is parsed twice.
#pragma once

#include <string_view>
#include <variant>

#include "intrinsic/call.h"
#include "json/document.h"
#include "jsonata/expression.h"
#include "jsonpath/path.h"
#include "text/result.h"

namespace sfn::asl {

enum class QueryLanguage : uint8_t { JsonPath, Jsonata };
std::string_view name_of(QueryLanguage language);  ///< "JSONPath", "JSONata"

/// A literal string: neither a path nor a call nor `{% %}`.
struct Literal {};

struct Expression {
  json::NodeId node = json::kNoNode;  ///< the string in the document
  std::string_view text;              ///< its decoded text, a view into the document
  uint32_t begin = 0;                 ///< where in `text` the parsed part begins: behind `{%` and blanks, else 0
  uint32_t end = 0;                   ///< and where it ends
  bool unfilled = false;              ///< a path or call that parses although a placeholder is in it: what it means is not known
  using Fault = std::shared_ptr<const text::SyntaxError>;  ///< beside it: few expressions have one, and a state holds many
  std::variant<Literal, jsonpath::Path, intrinsic::Expression, jsonata::Expression, Fault> form;

  std::string_view source() const { return text.substr(begin, end - begin); }  ///< as AWS quotes it: without delimiters, trimmed
  const jsonpath::Path* path() const { return std::get_if<jsonpath::Path>(&form); }
  const intrinsic::Expression* intrinsic() const { return std::get_if<intrinsic::Expression>(&form); }
  const jsonata::Expression* jsonata() const { return std::get_if<jsonata::Expression>(&form); }
  const text::SyntaxError* error() const {
    const Fault* const fault = std::get_if<Fault>(&form);
    return fault != nullptr ? fault->get() : nullptr;
  }
  bool is_literal() const { return std::holds_alternative<Literal>(form); }
};

/// A field that takes a path or null: InputPath, OutputPath, ResultPath.
struct PathField {
  enum class State : uint8_t { Absent, Null, Present };
  State state = State::Absent;
  Expression expression;  ///< if Present

  bool is_present() const { return state == State::Present; }
  bool is_null() const { return state == State::Null; }
};

}  // namespace sfn::asl

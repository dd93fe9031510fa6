// The tree of a filter: `[?(@.price < 10 && @.kind in ['a','b'])]`. Made by the parser, walked by the evaluator and the linter.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "json/value.h"
#include "jsonpath/path.h"
#include "text/regex.h"
#include "text/span.h"

namespace sfn::jsonpath {

/// A path inside a filter: `@…` starts at the element, `$…` at the root of the whole path.
struct Reference {
  bool from_element = false;
  Path path;
};

/// `/pattern/flags`, compiled when the path is parsed.
struct Pattern {
  std::optional<text::Regex> regex;
  std::string problem;  ///< why there is no regex
};

struct Operand {
  std::variant<json::Value, Reference, Pattern> value;
  text::Span span;
};

enum class Operator : uint8_t {
  Equal,
  NotEqual,
  SameTypeEqual,
  SameTypeNotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Matches,  ///< =~
  In,
  NotIn,
  SubsetOf,
  AnyOf,
  NoneOf,
  AllOf,
  Contains,
  Size,
  Empty,
  Type
};

std::string_view name_of(Operator op);
/// Word operators in any case; nothing for what is none.
std::optional<Operator> find_operator(std::string_view text);

struct Comparison {
  Operand left;
  Operator op = Operator::Equal;
  Operand right;
  text::Span op_span;
};

/// `@.a` alone, or `!@.a`
struct Existence {
  Reference reference;
  bool wanted = true;
};

/// `!( … )`
struct Negation {
  std::vector<Predicate> operand;  // exactly one
};
struct Conjunction {
  std::vector<Predicate> operands;
};
struct Disjunction {
  std::vector<Predicate> operands;
};

struct Predicate {
  std::variant<Comparison, Existence, Negation, Conjunction, Disjunction> value;
};

}  // namespace sfn::jsonpath

// The tree that the parser makes: the expression as it is written. In: tokens. Out: what resolve.h turns into the tree that runs (node.h).
#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "json/value.h"
#include "jsonata/signature.h"
#include "text/regex.h"

namespace sfn::jsonata {

/// Infix operators that yield a value of their own.
enum class Operator : unsigned char {
  Add,
  Subtract,
  Multiply,
  Divide,
  Modulo,
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  In,
  And,
  Or,
  Concatenate,
  Range
};

std::string_view name_of(Operator op);  ///< as it is written

enum class Form : unsigned char {
  Name,
  Variable,
  String,
  Number,
  Constant,
  Regex,
  Wildcard,
  Descendants,
  Parent,
  Keyword,
  Placeholder,
  End,  // leaves
  Negate,
  Array,
  Object,
  Block,
  Transform,
  Lambda,  // prefix forms
  Binary,
  Path,
  Filter,
  Group,
  Sort,
  Bind,
  Focus,
  Index,
  Apply,
  Call,
  Partial,
  Condition,
  Default,
  Coalesce  // infix forms
};

struct Syntax {
  Form form = Form::End;
  Operator op = Operator::Add;
  bool keep_array = false;    ///< `[]` was written behind it
  size_t begin = 0, end = 0;  ///< bytes of the token that made it
  size_t first = 0;           ///< byte where the text of the whole form starts
  size_t height = 1;
  std::string text;  ///< name, string, pattern of a regex, operator
  std::optional<text::Regex> regex;
  json::Value value;                               ///< number, true, false, null
  Syntax* left = nullptr;                          ///< operand, callee, condition, pattern
  Syntax* right = nullptr;                         ///< operand, then, body, update
  Syntax* third = nullptr;                         ///< else, delete
  std::vector<Syntax*> list;                       ///< items, arguments, parameters, sort terms
  std::vector<bool> descending;                    ///< of each sort term
  std::vector<std::pair<Syntax*, Syntax*>> pairs;  ///< of an object or group
  std::vector<Parameter> signature;
  bool has_signature = false;
};

/// Owns the nodes of one parse.
using SyntaxArena = std::deque<Syntax>;

/// What stops the parser and the resolver; parse() makes a SyntaxError of it.
struct SyntaxFailure {
  std::string code;
  std::string token;  ///< as the message shows it, quoted already where it is text
  std::string value;
  size_t begin = 0;     ///< bytes of the token it is about
  size_t end = 0;       ///< what the reference reports as position, in bytes
  std::string message;  ///< instead of the code's, if not empty
};

/// A number, true, false or null as messages show it.
std::string shown_literal(const json::Value& value);

}  // namespace sfn::jsonata

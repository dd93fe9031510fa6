#include "jsonata/parser.h"

#include <algorithm>
#include <optional>

#include "json/writer.h"
#include "jsonata/expression.h"
#include "text/utf8.h"

namespace sfn::jsonata {
namespace {

enum Power : int {
  kNone = 0,
  kBind = 10,
  kConditional = 20,
  kOr = 25,
  kAnd = 30,
  kComparison = 40,
  kSum = 50,
  kProduct = 60,
  kBrace = 70,
  kStep = 75,
  kPostfix = 80
};

struct Infix {
  std::string_view symbol;
  int power;
  Form form;
  Operator op;
};

constexpr Infix kInfix[] = {
    {".", kStep, Form::Path, {}},
    {"[", kPostfix, Form::Filter, {}},
    {"{", kBrace, Form::Group, {}},
    {"(", kPostfix, Form::Call, {}},
    {"@", kPostfix, Form::Focus, {}},
    {"#", kPostfix, Form::Index, {}},
    {"?", kConditional, Form::Condition, {}},
    {"^", kComparison, Form::Sort, {}},
    {":=", kBind, Form::Bind, {}},
    {"~>", kComparison, Form::Apply, {}},
    {"?:", kComparison, Form::Default, {}},
    {"??", kComparison, Form::Coalesce, {}},
    {"+", kSum, Form::Binary, Operator::Add},
    {"-", kSum, Form::Binary, Operator::Subtract},
    {"*", kProduct, Form::Binary, Operator::Multiply},
    {"/", kProduct, Form::Binary, Operator::Divide},
    {"%", kProduct, Form::Binary, Operator::Modulo},
    {"=", kComparison, Form::Binary, Operator::Equal},
    {"!=", kComparison, Form::Binary, Operator::NotEqual},
    {"<", kComparison, Form::Binary, Operator::Less},
    {"<=", kComparison, Form::Binary, Operator::LessEqual},
    {">", kComparison, Form::Binary, Operator::Greater},
    {">=", kComparison, Form::Binary, Operator::GreaterEqual},
    {"in", kComparison, Form::Binary, Operator::In},
    {"and", kAnd, Form::Binary, Operator::And},
    {"or", kOr, Form::Binary, Operator::Or},
    {"&", kSum, Form::Binary, Operator::Concatenate},
};

const Infix* infix_of(const Token& token) {
  if (token.kind != TokenKind::Symbol) return nullptr;
  const auto found = std::find_if(std::begin(kInfix), std::end(kInfix), [&](const Infix& i) { return i.symbol == token.text; });
  return found == std::end(kInfix) ? nullptr : found;
}

std::string shown(const Token& token) {
  if (token.kind == TokenKind::End) return "\"(end)\"";
  return token.kind == TokenKind::Number || token.kind == TokenKind::Constant ? shown_literal(token.value) : json::quoted(token.text);
}

class Parser {
 public:
  Parser(std::string_view source, SyntaxArena& arena) : source_(source), lexer_(source), arena_(arena) {}

  Syntax* whole() {
    advance(true);
    Syntax* const result = expression(kNone);
    if (token_.kind != TokenKind::End) fail("S0201", token_);
    return result;
  }

 private:
  [[noreturn]] void fail(std::string code, const Token& at, std::string value = {}) const {
    throw SyntaxFailure{std::move(code), shown(at), std::move(value), at.begin, at.end, {}};
  }
  [[noreturn]] static void fail(std::string code, const Syntax& at, std::string token, std::string value = {}) {
    throw SyntaxFailure{std::move(code), std::move(token), std::move(value), at.begin, at.end, {}};
  }

  void advance(bool operand) {
    token_ = lexer_.next(operand);
    if (token_.is("!") || token_.is("~")) fail("S0204", token_);
  }

  // Passes the symbol that has to be here. `operand`: a `/` behind it starts a regular expression. The reference takes it for one behind
  // `[]`, the end of an order-by, a lambda or a transform as well, so `a[] / 2` is no expression anywhere.
  void expect(std::string_view symbol, bool operand = true) {
    if (!token_.is(symbol)) fail(token_.kind == TokenKind::End ? "S0203" : "S0202", token_, json::quoted(symbol));
    advance(operand);
  }

  bool take(std::string_view symbol) {
    if (!token_.is(symbol)) return false;
    advance(true);
    return true;
  }

  Syntax* make(Form form, const Token& token) {
    Syntax& node = arena_.emplace_back();
    node.form = form;
    node.text = token.text;
    node.begin = node.first = token.begin;
    node.end = token.end;
    return &node;
  }

  // Bounds the height of the tree, so that everything that walks it may recurse.
  Syntax* grown(Syntax* node) const {
    size_t tallest = 0;
    const auto see = [&](const Syntax* child) {
      if (child != nullptr) tallest = std::max(tallest, child->height);
    };
    see(node->left), see(node->right), see(node->third);
    for (const Syntax* child : node->list) see(child);
    for (const auto& [key, value] : node->pairs) see(key), see(value);
    node->height = tallest + 1;
    if (node->height > kMaxNesting) too_deep(node->begin, node->end);
    return node;
  }
  [[noreturn]] static void too_deep(size_t begin, size_t end) {
    throw SyntaxFailure{"U1001", {}, {}, begin, end, "Expression is nested more than " + std::to_string(kMaxNesting) + " levels deep"};
  }

  Syntax* expression(int power) {
    if (++depth_ > kMaxNesting) too_deep(token_.begin, token_.end);
    const Token first = std::move(token_);
    Syntax* left = prefix(first);
    for (const Infix* infix = infix_of(token_); infix != nullptr && infix->power > power; infix = infix_of(token_)) {
      const Token symbol = std::move(token_);
      advance(true);
      left = led(*infix, symbol, left);
    }
    --depth_;
    return left;
  }

  Syntax* prefix(const Token& token);
  Syntax* prefix_symbol(const Token& token);
  Syntax* led(const Infix& infix, const Token& symbol, Syntax* left);
  Syntax* filter(Syntax* node);
  Syntax* sort(Syntax* node);
  Syntax* conditional(Syntax* node);
  Syntax* binding(Syntax* node, int power);
  Syntax* call(Syntax* node);
  Syntax* lambda(Syntax* node);
  void signature(Syntax* node);
  Syntax* block(Syntax* node);
  Syntax* array(Syntax* node);
  Syntax* transform(Syntax* node);
  void pairs(Syntax* node);

  std::string_view source_;
  Lexer lexer_;
  SyntaxArena& arena_;
  Token token_;
  size_t depth_ = 0;
};

// The token has been taken out of token_, which is not yet advanced. Behind an operand `/` divides.
Syntax* Parser::prefix(const Token& token) {
  if (token.kind == TokenKind::Symbol) return prefix_symbol(token);
  advance(false);
  switch (token.kind) {
    case TokenKind::Name: return make(Form::Name, token);
    case TokenKind::Variable: return make(Form::Variable, token);
    case TokenKind::String: return make(Form::String, token);
    case TokenKind::Number:
    case TokenKind::Constant: {
      Syntax* const node = make(token.kind == TokenKind::Number ? Form::Number : Form::Constant, token);
      node->value = token.value;
      return node;
    }
    case TokenKind::Regex: {
      Syntax* const node = make(Form::Regex, token);
      node->regex = token.regex;
      return node;
    }
    default: return make(Form::End, token);
  }
}

Syntax* Parser::prefix_symbol(const Token& token) {
  const std::string_view symbol = token.text;
  advance(false);  // not even behind `(`: the reference reads `(/a/)` as a division without left side
  if (symbol == "-") {
    Syntax* const node = make(Form::Negate, token);
    node->left = expression(kBrace);
    return grown(node);
  }
  if (symbol == "(") return block(make(Form::Block, token));
  if (symbol == "[") return array(make(Form::Array, token));
  if (symbol == "|") return transform(make(Form::Transform, token));
  if (symbol == "*") return make(Form::Wildcard, token);
  if (symbol == "**") return make(Form::Descendants, token);
  if (symbol == "%") return make(Form::Parent, token);
  if (symbol == "and" || symbol == "or" || symbol == "in") return make(Form::Keyword, token);
  if (symbol != "{") fail("S0211", token);
  Syntax* const node = make(Form::Object, token);
  pairs(node);
  return grown(node);
}

Syntax* Parser::led(const Infix& infix, const Token& symbol, Syntax* left) {
  Syntax* const node = make(infix.form, symbol);
  node->op = infix.op;
  node->left = left;
  node->first = left->first;
  switch (infix.form) {
    case Form::Filter: return filter(node);
    case Form::Group: pairs(node); return grown(node);
    case Form::Sort: return sort(node);
    case Form::Call: return call(node);
    case Form::Condition: return conditional(node);
    case Form::Default:
    case Form::Coalesce: node->right = expression(kNone); return grown(node);
    case Form::Bind:
      if (left->form != Form::Variable)
        fail("S0212", *left, left->value.is_undefined() ? json::quoted(left->text) : shown_literal(left->value));
      node->right = expression(kBind - 1);
      return grown(node);
    case Form::Focus:
    case Form::Index: return binding(node, infix.power);
    default: node->right = expression(infix.power); return grown(node);
  }
}

Syntax* Parser::binding(Syntax* node, int power) {
  node->right = expression(power);
  if (node->right->form != Form::Variable) fail("S0214", *node->right, json::quoted(node->text));
  return grown(node);
}

// `left[]` marks the node under all predicates; `left[x]` is a predicate or an index.
Syntax* Parser::filter(Syntax* node) {
  if (token_.is("]")) {
    Syntax* step = node->left;
    while (step->form == Form::Filter) step = step->left;
    step->keep_array = true;
    advance(true);
    return node->left;
  }
  node->right = expression(kNone);
  expect("]", false);
  return grown(node);
}

Syntax* Parser::sort(Syntax* node) {
  expect("(");
  do {
    const bool descending = token_.is(">");
    if (descending || token_.is("<")) advance(true);
    node->list.push_back(expression(kNone));
    node->descending.push_back(descending);
  } while (take(","));
  expect(")");
  return grown(node);
}

Syntax* Parser::conditional(Syntax* node) {
  node->right = expression(kNone);
  if (take(":")) node->third = expression(kNone);
  return grown(node);
}

Syntax* Parser::call(Syntax* node) {
  const Syntax* const callee = node->left;
  if (!token_.is(")")) {
    do {
      if (token_.is("?")) {
        node->form = Form::Partial;
        node->list.push_back(make(Form::Placeholder, token_));
        advance(true);
      } else {
        node->list.push_back(expression(kNone));
      }
    } while (take(","));
  }
  expect(")", false);
  if (callee->form == Form::Name && (callee->text == "function" || callee->text == "\u03BB")) return lambda(node);
  return grown(node);
}

Syntax* Parser::lambda(Syntax* node) {
  for (size_t i = 0; i < node->list.size(); ++i) {
    const Syntax& parameter = *node->list[i];
    if (parameter.form != Form::Variable) fail("S0208", parameter, json::quoted(parameter.text), std::to_string(i + 1));
  }
  node->form = Form::Lambda;
  node->left = nullptr;
  if (token_.is("<")) signature(node);
  expect("{");
  node->right = expression(kNone);
  expect("}");
  return grown(node);
}

void Parser::signature(Syntax* node) {
  const size_t begin = token_.end;
  std::string text = "<";
  for (int depth = 1; depth > 0 && !token_.is("{") && token_.kind != TokenKind::End;) {
    advance(true);
    if (token_.is(">")) --depth;
    if (token_.is("<")) ++depth;
    text += token_.text;
  }
  expect(">");
  size_t at = 0;
  const SignatureFault fault = read_signature(
      text, at, [&](const Parameter& p) { node->signature.push_back(p); },
      [&]() -> Parameter* { return node->signature.empty() ? nullptr : &node->signature.back(); });
  node->has_signature = true;
  if (fault == SignatureFault::None) return;
  throw SyntaxFailure{fault == SignatureFault::SubtypeOfScalar ? "S0401" : "S0402", {}, {}, begin - 1, begin + at, {}};
}

Syntax* Parser::block(Syntax* node) {
  while (!token_.is(")")) {
    node->list.push_back(expression(kNone));
    if (!take(";")) break;
  }
  expect(")", false);
  return grown(node);
}

Syntax* Parser::array(Syntax* node) {
  if (!token_.is("]")) {
    do {
      Syntax* item = expression(kNone);
      if (token_.is("..")) {
        Syntax* const range = make(Form::Binary, token_);
        range->op = Operator::Range;
        range->left = item;
        range->first = item->first;
        advance(true);
        range->right = expression(kNone);
        item = grown(range);
      }
      node->list.push_back(item);
    } while (take(","));
  }
  expect("]", false);
  return grown(node);
}

void Parser::pairs(Syntax* node) {
  if (!token_.is("}")) {
    do {
      Syntax* const key = expression(kNone);
      expect(":");
      node->pairs.emplace_back(key, expression(kNone));
    } while (take(","));
  }
  expect("}", false);
}

Syntax* Parser::transform(Syntax* node) {
  node->left = expression(kNone);
  expect("|");
  node->right = expression(kNone);
  if (take(",")) node->third = expression(kNone);
  expect("|");
  return grown(node);
}

}  // namespace

std::string shown_literal(const json::Value& value) {
  return json::to_json(value.is_number() ? json::Value::real(value.as_double()) : value, {json::Numbers::Ecmascript, 0});
}

std::string_view name_of(Operator op) {
  if (op == Operator::Range) return "..";
  for (const Infix& infix : kInfix) {
    if (infix.form == Form::Binary && infix.op == op) return infix.symbol;
  }
  return {};
}

Syntax* parse_syntax(std::string_view source, SyntaxArena& arena) {
  if (source.size() > kMaxSource) throw SyntaxFailure{"U1001", {}, {}, kMaxSource, kMaxSource, "Expression is too long"};
  if (const auto at = text::first_invalid_utf8(source)) throw SyntaxFailure{{}, {}, {}, *at, *at, "Expression is not valid UTF-8"};
  return Parser(source, arena).whole();
}

}  // namespace sfn::jsonata

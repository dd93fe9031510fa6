#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "json/number.h"
#include "jsonpath/parser.h"

namespace sfn::jsonpath {
namespace {

struct OperatorName {
  std::string_view text;
  Operator op;
};

// The longer of two with the same beginning comes first.
constexpr std::array kSymbols = {
    OperatorName{"===", Operator::SameTypeEqual}, OperatorName{"!==", Operator::SameTypeNotEqual},
    OperatorName{"==", Operator::Equal},          OperatorName{"!=", Operator::NotEqual},
    OperatorName{"=~", Operator::Matches},        OperatorName{"<=", Operator::LessEqual},
    OperatorName{">=", Operator::GreaterEqual},   OperatorName{"<", Operator::Less},
    OperatorName{">", Operator::Greater},
};
constexpr std::array kWords = {
    OperatorName{"in", Operator::In},
    OperatorName{"nin", Operator::NotIn},
    OperatorName{"subsetof", Operator::SubsetOf},
    OperatorName{"anyof", Operator::AnyOf},
    OperatorName{"noneof", Operator::NoneOf},
    OperatorName{"all", Operator::AllOf},
    OperatorName{"contains", Operator::Contains},
    OperatorName{"size", Operator::Size},
    OperatorName{"empty", Operator::Empty},
    OperatorName{"type", Operator::Type},
};

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_number_byte(char c) {
  return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}
char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equal_but_for_case(std::string_view left, std::string_view right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](char a, char b) { return lower(a) == lower(b); });
}

Pattern compile(std::string_view pattern, std::string_view flags) {
  text::RegexOptions options;
  for (const char flag : flags) {
    if (flag != 'i' && flag != 'm') return {std::nullopt, fmt::format("the flag {} of a regular expression", flag)};
    (flag == 'i' ? options.ignore_case : options.multiline) = true;
  }
  // Java's matches() wants the whole text to match.
  auto regex = text::Regex::compile(fmt::format("^(?:{})$", pattern), options);
  if (!regex) return {std::nullopt, fmt::format("this regular expression ({})", regex.error().message)};
  return {*regex, {}};
}

}  // namespace

std::string_view name_of(Operator op) {
  for (const OperatorName& symbol : kSymbols) {
    if (symbol.op == op) return symbol.text;
  }
  return std::find_if(kWords.begin(), kWords.end(), [op](const OperatorName& word) { return word.op == op; })->text;
}

std::optional<Operator> find_operator(std::string_view text) {
  for (const OperatorName& symbol : kSymbols) {
    if (symbol.text == text) return symbol.op;
  }
  for (const OperatorName& word : kWords) {
    if (equal_but_for_case(word.text, text)) return word.op;
  }
  return std::nullopt;
}

Predicate FilterParser::read_disjunction() {
  std::vector<Predicate> operands;
  do {
    operands.push_back(read_conjunction());
    cursor_.skip_blanks();
  } while (cursor_.take("||"));
  if (operands.size() == 1) return std::move(operands.front());
  return {Disjunction{std::move(operands)}};
}

Predicate FilterParser::read_conjunction() {
  std::vector<Predicate> operands;
  do {
    operands.push_back(read_term());
    cursor_.skip_blanks();
  } while (cursor_.take("&&"));
  if (operands.size() == 1) return std::move(operands.front());
  return {Conjunction{std::move(operands)}};
}

Predicate FilterParser::read_term() {
  cursor_.skip_blanks();
  const size_t begin = cursor_.at();
  if (cursor_.take('!')) return read_negation(begin);
  if (!cursor_.take('(')) return read_comparison();
  enter(begin);
  Predicate inside = read_disjunction();
  cursor_.expect(')', "for the parenthesis in the filter");
  --depth_;
  return inside;
}

Predicate FilterParser::read_negation(size_t begin) {
  cursor_.skip_blanks();
  if (cursor_.peek() == '@' || cursor_.peek() == '$') return {Existence{read_reference(), false}};
  enter(begin);
  std::vector<Predicate> operand;
  operand.push_back(read_term());
  --depth_;
  return {Negation{std::move(operand)}};
}

Predicate FilterParser::read_comparison() {
  const size_t begin = cursor_.at();
  Operand left = read_operand(false);
  cursor_.skip_blanks();
  const char next = cursor_.peek();
  if (next == ')' || cursor_.looking_at("&&") || cursor_.looking_at("||")) {
    auto* reference = std::get_if<Reference>(&left.value);
    if (reference == nullptr) cursor_.fail_at(begin, "expected a comparison instead of a value alone");
    return {Existence{std::move(*reference), true}};
  }
  const size_t op_begin = cursor_.at();
  const Operator op = read_operator();
  const text::Span op_span = cursor_.span_since(op_begin);
  return {Comparison{std::move(left), op, read_operand(true), op_span}};
}

Operator FilterParser::read_operator() {
  for (const OperatorName& symbol : kSymbols) {
    if (cursor_.take(symbol.text)) return symbol.op;
  }
  const size_t begin = cursor_.at();
  while (is_letter(cursor_.peek())) cursor_.move();
  const auto op = find_operator(cursor_.since(begin));
  if (!op) cursor_.fail_at(begin, "expected an operator such as ==, != or <");
  return *op;
}

Operand FilterParser::read_operand(bool words) {
  cursor_.skip_blanks();
  const size_t begin = cursor_.at();
  const char first = cursor_.peek();
  Operand operand;
  if (first == '@' || first == '$') {
    operand.value.emplace<Reference>(read_reference());
  } else if (first == '/') {
    operand.value.emplace<Pattern>(read_pattern());
  } else {
    operand.value.emplace<json::Value>(read_literal(words));
  }
  operand.span = cursor_.span_since(begin);
  return operand;
}

Reference FilterParser::read_reference() {
  const size_t begin = cursor_.at();
  const bool from_element = cursor_.peek() == '@';
  if (depth_ > kMaxFilterDepth) cursor_.fail(fmt::format("expected at most {} filters and parentheses inside each other", kMaxFilterDepth));
  const size_t end = end_of_reference();
  Path path = PathParser(cursor_.text(), begin, end, depth_).read();
  cursor_.move_to(end);
  return {from_element, std::move(path)};
}

/// Where a path in a filter ends: at a blank, an operator, a comma or a bracket that it did not open. Quoted names are passed over.
size_t FilterParser::end_of_reference() const {
  Cursor ahead = cursor_;
  size_t open = 0;
  char quote = '\0';
  for (; !ahead.done(); ahead.move()) {
    const char c = ahead.peek();
    if (quote != '\0') {
      if (c == '\\') ahead.move();
      if (c == quote) quote = '\0';
      continue;
    }
    if (open > 0 && (c == '\'' || c == '"')) quote = c;
    if (c == '[' || c == '(') ++open;
    if (open > 0 && (c == ']' || c == ')')) {
      --open;
      continue;
    }
    const bool operation =
        std::string_view(" <>=~!,])").find(c) != std::string_view::npos || ahead.looking_at("&&") || ahead.looking_at("||");
    if (open == 0 && operation) break;
  }
  return std::min(ahead.at(), ahead.end());
}

Pattern FilterParser::read_pattern() {
  const size_t begin = cursor_.at();
  cursor_.move();
  while (!cursor_.done() && cursor_.peek() != '/') cursor_.move(cursor_.peek() == '\\' ? 2 : 1);
  if (cursor_.done()) cursor_.fail_at(begin, "expected a closing / for this regular expression");
  const std::string_view pattern = cursor_.since(begin + 1);
  cursor_.move();
  const size_t flags = cursor_.at();
  while (is_letter(cursor_.peek())) cursor_.move();
  return compile(pattern, cursor_.since(flags));
}

json::Value FilterParser::read_literal(bool words) {
  cursor_.skip_blanks();
  const char first = cursor_.peek();
  if (first == '\'' || first == '"') return json::Value::string(cursor_.read_quoted());
  if (first == '[') return read_array();
  if (first == '{') return read_object();
  if (!is_digit(first) && first != '-') return read_word(words);
  const size_t begin = cursor_.at();
  while (is_number_byte(cursor_.peek())) cursor_.move();
  const std::string_view number = cursor_.since(begin);
  if (!json::is_json_number(number) || !json::to_double(number)) cursor_.fail_at(begin, "expected a number");
  return json::Value::number(number);
}

// Words without quotes are texts: definitions that were deployed hold `[?(@.Type==TOTAL)]`.
json::Value FilterParser::read_word(bool words) {
  const size_t begin = cursor_.at();
  while (!cursor_.done() && std::string_view(" )],:}&|").find(cursor_.peek()) == std::string_view::npos) cursor_.move();
  const std::string_view word = cursor_.since(begin);
  if (word == "null") return json::Value::null();
  if (word == "true" || word == "false") return json::Value::boolean(word == "true");
  if (word.empty() || !words) cursor_.fail_at(begin, words ? "expected a value" : "expected a path that starts with @ or $, or a value");
  return json::Value::string(word);
}

json::Value FilterParser::read_array() {
  const size_t begin = cursor_.at();
  enter(begin);
  cursor_.move();
  json::ArrayBuilder items;
  cursor_.skip_blanks();
  while (cursor_.peek() != ']') {
    items.push(read_literal(true));
    cursor_.skip_blanks();
    if (!cursor_.take(',')) break;
    cursor_.skip_blanks();
  }
  cursor_.expect(']', "or , in the list");
  --depth_;
  return items.build();
}

json::Value FilterParser::read_object() {
  enter(cursor_.at());
  cursor_.move();
  json::ObjectBuilder members;
  cursor_.skip_blanks();
  while (cursor_.peek() != '}') {
    const json::Value key = read_literal(true);
    if (!key.is_string()) cursor_.fail("expected a name");
    cursor_.expect(':', "behind the name");
    members.set(key.as_string(), read_literal(true));
    cursor_.skip_blanks();
    if (!cursor_.take(',')) break;
    cursor_.skip_blanks();
  }
  cursor_.expect('}', "or , in the object");
  --depth_;
  return members.build();
}

void FilterParser::enter(size_t place) {
  if (++depth_ > kMaxFilterDepth) {
    cursor_.fail_at(place, fmt::format("expected at most {} filters and parentheses inside each other", kMaxFilterDepth));
  }
}

}  // namespace sfn::jsonpath

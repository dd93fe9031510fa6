#include "intrinsic/call.h"

#include <fmt/format.h>

#include <limits>

#include "json/number.h"
#include "text/utf8.h"

namespace sfn::intrinsic {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_name_byte(char c) {
  return is_letter(c) || is_digit(c) || c == '.' || c == '_';
}
bool is_number_byte(char c) {
  return is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
}

constexpr std::string_view kPrefix = "States.";
constexpr std::string_view kArgument = "expected an argument: a text in single quotes, a number, true, false, null, a path or a call";

}  // namespace

/// Recursive descent; fails by throwing text::SyntaxError, which parse() catches.
class CallParser {
 public:
  explicit CallParser(std::string_view text) : text_(text) {}
  Expression read();

 private:
  Call read_call();
  void read_arguments(Call& call);
  Argument read_argument();
  void read_text(Argument& argument);
  json::Value read_number();
  jsonpath::Path read_path();
  size_t end_of_path() const;
  void read_word(Argument& argument);

  char peek(size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  bool done() const { return at_ >= text_.size(); }
  void skip_blanks() {
    while (!done() && is_blank(peek())) ++at_;
  }
  std::string_view read_name();
  text::Span since(size_t begin) const { return {static_cast<uint32_t>(begin), static_cast<uint32_t>(at_)}; }
  [[noreturn]] void fail_at(size_t offset, std::string message) const;
  [[noreturn]] void fail(std::string message) const { fail_at(at_, std::move(message)); }

  std::string_view text_;
  size_t at_ = 0;
  size_t depth_ = 0;
};

void CallParser::fail_at(size_t offset, std::string message) const {
  const size_t place = std::min(offset, text_.size());
  size_t next = place;
  if (place < text_.size()) text::decode(text_, next);
  throw text::SyntaxError{{}, std::move(message), place, next - place, std::string(text_.substr(place, next - place))};
}

Expression CallParser::read() {
  if (text_.size() > kMaxExpressionLength) fail(fmt::format("expected at most {} bytes", kMaxExpressionLength));
  if (!looks_like_call(text_)) fail("expected a call that starts with States.");
  auto data = std::make_shared<Expression::Data>();
  data->text = text_;
  data->call = read_call();
  skip_blanks();
  if (!done()) fail("expected nothing behind the call");
  return Expression(std::move(data));
}

std::string_view CallParser::read_name() {
  const size_t begin = at_;
  while (is_name_byte(peek())) ++at_;
  return text_.substr(begin, at_ - begin);
}

Call CallParser::read_call() {
  const size_t begin = at_;
  if (++depth_ > kMaxNesting) fail(fmt::format("expected at most {} calls inside each other", kMaxNesting));
  Call call;
  call.name = read_name();
  call.name_span = since(begin);
  call.function = find_function(call.name);
  if (peek() != '(') fail("expected ( right behind the name of the function");
  ++at_;
  read_arguments(call);
  call.span = since(begin);
  --depth_;
  return call;
}

void CallParser::read_arguments(Call& call) {
  const size_t open = at_ - 1;
  skip_blanks();
  if (peek() == ')') {
    ++at_;
    return;
  }
  for (;; ++at_) {
    if (call.arguments.size() >= kMaxArguments) fail(fmt::format("expected at most {} arguments", kMaxArguments));
    call.arguments.push_back(read_argument());
    skip_blanks();
    if (peek() != ',') break;
  }
  if (done()) fail_at(open, "expected a closing ) for this parenthesis");
  if (peek() != ')') fail("expected , or ) behind the argument");
  ++at_;
}

Argument CallParser::read_argument() {
  skip_blanks();
  const size_t begin = at_;
  const char first = peek();
  Argument argument;
  if (first == '\'') {
    read_text(argument);
  } else if (is_digit(first) || first == '-') {
    argument.value.emplace<json::Value>(read_number());
  } else if (first == '$') {
    argument.value.emplace<jsonpath::Path>(read_path());
  } else if (text_.substr(at_).substr(0, kPrefix.size()) == kPrefix) {
    argument.value.emplace<Call>(read_call());
  } else {
    read_word(argument);
  }
  argument.span = since(begin);
  return argument;
}

void CallParser::read_text(Argument& argument) {
  const size_t begin = at_++;
  std::string decoded;
  for (; !done() && peek() != '\''; ++at_) {
    if (peek() == '\\') {
      const char next = peek(1);
      if (next != '\'' && next != '\\' && next != '{' && next != '}') fail("expected \\', \\\\, \\{ or \\} instead of a backslash alone");
      ++at_;
    }
    decoded += peek();
  }
  if (done()) fail_at(begin, "expected a closing ' for this quote");
  argument.raw = text_.substr(begin + 1, at_ - begin - 1);
  argument.value.emplace<json::Value>(json::Value::string(decoded));
  ++at_;
}

json::Value CallParser::read_number() {
  const size_t begin = at_;
  while (is_number_byte(peek())) ++at_;
  const std::string_view number = text_.substr(begin, at_ - begin);
  if (!json::is_json_number(number)) fail_at(begin, "expected a number");
  if (json::to_double(number)) return json::Value::number(number);
  const double infinity = std::numeric_limits<double>::infinity();
  return json::Value::real(number[0] == '-' ? -infinity : infinity);
}

jsonpath::Path CallParser::read_path() {
  const size_t begin = at_;
  at_ = end_of_path();
  auto path = jsonpath::parse(text_.substr(begin, at_ - begin));
  if (path) return *path;
  text::SyntaxError error = path.error();
  error.offset += begin;
  throw error;
}

/// A path ends at a comma, a parenthesis or a blank before these, that stands in none of its brackets.
size_t CallParser::end_of_path() const {
  size_t open = 0;
  size_t at = at_;
  char quote = '\0';
  for (; at < text_.size(); ++at) {
    const char c = text_[at];
    if (quote != '\0') {
      if (c == '\\') ++at;
      if (c == quote) quote = '\0';
      continue;
    }
    if (open > 0 && (c == '\'' || c == '"')) quote = c;
    if (c == '[' || c == '(') ++open;
    if (open == 0 && (c == ',' || c == ')')) break;
    if (open > 0 && (c == ']' || c == ')')) --open;
  }
  at = std::min(at, text_.size());
  while (at > at_ && is_blank(text_[at - 1])) --at;
  return at;
}

void CallParser::read_word(Argument& argument) {
  const size_t begin = at_;
  const std::string_view word = read_name();
  if (word == "true" || word == "false") {
    argument.value.emplace<json::Value>(json::Value::boolean(word == "true"));
  } else if (word == "null") {
    argument.value.emplace<json::Value>(json::Value::null());
  } else {
    fail_at(begin, std::string(kArgument));
  }
}

bool looks_like_call(std::string_view text) {
  return text.substr(0, kPrefix.size()) == kPrefix;
}

text::Result<Expression, text::SyntaxError> parse(std::string_view text) {
  try {
    return CallParser(text).read();
  } catch (const text::SyntaxError& error) {
    return error;
  }
}

}  // namespace sfn::intrinsic

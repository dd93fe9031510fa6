#include "jsonata/lexer.h"

#include <cmath>
#include <cstdlib>

#include "json/number.h"
#include "json/writer.h"
#include "text/utf8.h"

namespace sfn::jsonata {
namespace {

constexpr std::string_view kBlanks = " \t\n\r\v";
constexpr std::string_view kSymbols = ".[]{}(),@#;:?+-*/%|=<>^&!~";
constexpr std::string_view kPairs[] = {"..", ":=", "!=", ">=", "<=", "**", "~>", "?:", "??"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool ends_word(char c) {
  return kBlanks.find(c) != std::string_view::npos || kSymbols.find(c) != std::string_view::npos;
}

}  // namespace

void Lexer::fail(std::string code, size_t begin, size_t end, std::string token) const {
  throw SyntaxFailure{std::move(code), std::move(token), {}, begin, end, {}};
}

Token Lexer::token(TokenKind kind, size_t begin, std::string text) const {
  Token result;
  result.kind = kind;
  result.text = std::move(text);
  result.begin = begin;
  result.end = at_;
  return result;
}

void Lexer::skip_blanks_and_comments() {
  for (;;) {
    while (at_ < source_.size() && kBlanks.find(source_[at_]) != std::string_view::npos) ++at_;
    if (!at('/') || !at('*', 1)) return;
    const size_t close = source_.find("*/", at_ + 2);
    if (close == std::string_view::npos) fail("S0106", at_, at_);
    at_ = close + 2;
  }
}

Token Lexer::next(bool operand) {
  skip_blanks_and_comments();
  if (at_ >= source_.size()) return token(TokenKind::End, at_, {});
  const char c = source_[at_];
  if (operand && c == '/') return regex();
  const size_t begin = at_;
  for (const std::string_view pair : kPairs) {
    if (source_.substr(at_, 2) != pair) continue;
    at_ += 2;
    return token(TokenKind::Symbol, begin, std::string(pair));
  }
  if (kSymbols.find(c) != std::string_view::npos) {
    ++at_;
    return token(TokenKind::Symbol, begin, std::string(1, c));
  }
  if (c == '"' || c == '\'') return string(c);
  if (is_digit(c)) return number();
  return c == '`' ? quoted_name() : word();
}

// Ends at the next `/` outside of all brackets that is not escaped. Brackets in character classes count too, as they do in the reference.
Token Lexer::regex() {
  const size_t begin = at_++;
  const size_t start = at_;
  int depth = 0;
  for (; at_ < source_.size(); ++at_) {
    const char c = source_[at_];
    size_t slashes = 0;
    while (at_ - slashes > start && source_[at_ - slashes - 1] == '\\') ++slashes;
    if (c == '/' && depth == 0 && slashes % 2 == 0) break;
    const bool escaped = source_[at_ - 1] == '\\';
    if ((c == '(' || c == '[' || c == '{') && !escaped) ++depth;
    if ((c == ')' || c == ']' || c == '}') && !escaped) --depth;
  }
  if (at_ >= source_.size()) fail("S0302", begin, at_);
  std::string pattern(source_.substr(start, at_ - start));
  if (pattern.empty()) fail("S0301", begin, at_);
  ++at_;
  text::RegexOptions options;
  for (; at('i') || at('m'); ++at_) {
    bool& flag = at('i') ? options.ignore_case : options.multiline;
    if (flag) throw SyntaxFailure{{}, {}, {}, begin, at_ + 1, "Invalid regular expression: /" + pattern + "/: a flag is given twice"};
    flag = true;
  }
  auto compiled = text::Regex::compile(pattern, options);
  if (!compiled) {
    throw SyntaxFailure{{}, {}, {}, begin, at_, "Invalid regular expression: /" + pattern + "/: " + compiled.error().message};
  }
  Token result = token(TokenKind::Regex, begin, std::move(pattern));
  result.regex = std::move(*compiled);
  return result;
}

Token Lexer::string(char quote) {
  const size_t begin = at_++;
  std::string text;
  for (; at_ < source_.size() && source_[at_] != quote; ++at_) {
    if (source_[at_] == '\\')
      escape(text);
    else
      text += source_[at_];
  }
  if (at_ >= source_.size()) fail("S0101", begin, source_.size());
  ++at_;
  return token(TokenKind::String, begin, std::move(text));
}

// Leaves at_ on the last byte of the escape.
void Lexer::escape(std::string& out) {
  constexpr std::string_view kLetters = "\"\\/bfnrt", kMeanings = "\"\\/\b\f\n\r\t";
  ++at_;
  if (at_ >= source_.size()) return fail("S0103", at_ - 1, at_, "\"\"");
  const size_t known = kLetters.find(source_[at_]);
  if (known != std::string_view::npos) {
    out += kMeanings[known];
    return;
  }
  if (source_[at_] != 'u') {
    size_t after = at_;
    text::decode(source_, after);
    fail("S0103", at_ - 1, at_, json::quoted(source_.substr(at_, after - at_)));
  }
  char32_t unit = hex4();
  if (unit >= 0xD800 && unit < 0xDC00 && at('\\', 1) && at('u', 2)) {  // the second half may follow
    const size_t back = at_;
    at_ += 2;
    const char32_t low = hex4();
    if (low >= 0xDC00 && low < 0xE000)
      unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00);
    else
      at_ = back;
  }
  text::append_utf8(out, unit);
}

unsigned Lexer::hex4() {
  const std::string_view digits = source_.substr(at_ + 1, 4);
  if (digits.empty() || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos) fail("S0104", at_ - 1, at_);
  at_ += 4;
  return static_cast<unsigned>(std::strtoul(std::string(digits).c_str(), nullptr, 16));
}

Token Lexer::number() {
  const size_t begin = at_;
  const auto digits = [&] {
    while (at_ < source_.size() && is_digit(source_[at_])) ++at_;
  };
  if (source_[at_] == '0')
    ++at_;
  else
    digits();
  if (at('.') && at_ + 1 < source_.size() && is_digit(source_[at_ + 1])) {
    ++at_;
    digits();
  }
  if (at('e') || at('E')) {
    const size_t sign = at('+', 1) || at('-', 1) ? 2 : 1;
    if (at_ + sign < source_.size() && is_digit(source_[at_ + sign])) {
      at_ += sign;
      digits();
    }
  }
  const std::string literal(source_.substr(begin, at_ - begin));
  if (!json::to_double(literal)) fail("S0102", begin, begin, json::quoted(literal));
  Token result = token(TokenKind::Number, begin, literal);
  result.value = json::Value::number(literal);
  return result;
}

Token Lexer::quoted_name() {
  const size_t begin = at_++;
  const size_t close = source_.find('`', at_);
  if (close == std::string_view::npos) fail("S0105", begin, source_.size());
  std::string name(source_.substr(at_, close - at_));
  at_ = close + 1;
  return token(TokenKind::Name, begin, std::move(name));
}

Token Lexer::word() {
  const size_t begin = at_;
  while (at_ < source_.size() && !ends_word(source_[at_])) ++at_;
  const std::string_view word = source_.substr(begin, at_ - begin);
  if (word.front() == '$') return token(TokenKind::Variable, begin, std::string(word.substr(1)));
  if (word == "and" || word == "or" || word == "in") return token(TokenKind::Symbol, begin, std::string(word));
  Token result = token(TokenKind::Name, begin, std::string(word));
  if (word != "true" && word != "false" && word != "null") return result;
  result.kind = TokenKind::Constant;
  result.value = word == "null" ? json::Value::null() : json::Value::boolean(word == "true");
  return result;
}

}  // namespace sfn::jsonata

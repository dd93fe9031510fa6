// Tokens of JSONata. In: the source. Out: one token at each call; the parser says whether a `/` may start a regular expression there.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "jsonata/syntax.h"

namespace sfn::jsonata {

enum class TokenKind : unsigned char { End, Name, Variable, String, Number, Constant, Regex, Symbol };

struct Token {
  TokenKind kind = TokenKind::End;
  std::string text;   ///< name, decoded string, pattern, or the symbol (`and`, `or`, `in` are symbols)
  json::Value value;  ///< of numbers and constants
  std::optional<text::Regex> regex;
  size_t begin = 0, end = 0;  ///< bytes

  bool is(std::string_view symbol) const { return kind == TokenKind::Symbol && text == symbol; }
};

class Lexer {
 public:
  explicit Lexer(std::string_view source) : source_(source) {}
  /// Throws SyntaxFailure. `operand`: an operand may come here, so `/` starts a regular expression.
  Token next(bool operand);

 private:
  void skip_blanks_and_comments();
  Token regex();
  Token string(char quote);
  void escape(std::string& out);
  unsigned hex4();
  Token number();
  Token quoted_name();
  Token word();
  Token token(TokenKind kind, size_t begin, std::string text) const;
  bool at(char c, size_t ahead = 0) const { return at_ + ahead < source_.size() && source_[at_ + ahead] == c; }
  [[noreturn]] void fail(std::string code, size_t begin, size_t end, std::string token = {}) const;

  std::string_view source_;
  size_t at_ = 0;
};

}  // namespace sfn::jsonata

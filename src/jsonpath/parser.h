// The two halves of the path grammar, which call each other: a path may hold a filter, a filter holds paths.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "jsonpath/path.h"
#include "jsonpath/predicate.h"
#include "text/result.h"

namespace sfn::jsonpath {

struct Path::Data {
  std::string text;
  Root root = Root::Input;
  std::string variable;
  std::vector<Step> steps;
  bool definite = true;
  bool reference = true;
};

/// A place in the text between two limits. Blanks are spaces only, as for Jayway. Failing throws text::SyntaxError, which parse() catches.
class Cursor {
 public:
  Cursor(std::string_view text, size_t begin, size_t end) : text_(text), at_(begin), end_(end) {}

  size_t at() const { return at_; }
  bool done() const { return at_ >= end_; }
  /// The byte at the place, or `ahead` bytes behind it; NUL beyond the end.
  char peek(size_t ahead = 0) const { return at_ + ahead < end_ ? text_[at_ + ahead] : '\0'; }
  bool looking_at(std::string_view word) const { return text_.substr(at_, end_ - at_).substr(0, word.size()) == word; }
  void move(size_t bytes = 1) { at_ += bytes; }
  void move_to(size_t place) { at_ = place; }
  void skip_blanks() {
    while (peek() == ' ') ++at_;
  }
  bool take(char wanted);
  bool take(std::string_view wanted);
  void expect(char wanted, std::string_view after);
  std::string_view since(size_t begin) const { return text_.substr(begin, at_ - begin); }
  text::Span span_since(size_t begin) const { return {static_cast<uint32_t>(begin), static_cast<uint32_t>(at_)}; }
  std::string_view text() const { return text_; }
  size_t end() const { return end_; }

  /// A text of a filter, from its quote to the next unescaped one of that kind, unescaped as Java does; the place moves behind it.
  std::string read_quoted();
  /// A member's name in brackets. AWS takes a backslash in it for itself (recorded: `['a\"b']` is the member `a\"b`); only in front of the
  /// quote that would end the name it stands for nothing.
  std::string read_quoted_name();

  [[noreturn]] void fail(std::string message) const { fail_at(at_, std::move(message)); }
  [[noreturn]] void fail_at(size_t offset, std::string message) const;

 private:
  char32_t read_hex_unit();
  void read_escape(std::string& out);

  std::string_view text_;
  size_t at_;
  size_t end_;
};

class PathParser {
 public:
  /// The path in bytes [begin, end) of `text`. `depth` counts filters around it; inside a filter a path may start with `@`.
  PathParser(std::string_view text, size_t begin, size_t end, size_t depth);
  Path read();

 private:
  void read_root();
  void read_variable();
  void read_steps();
  void read_after_dot();
  void read_name();
  void read_function(size_t begin);
  void read_script(size_t begin);
  void skip_parentheses();
  void read_bracket();
  void read_quoted_names(size_t begin);
  void read_indices(size_t begin);
  void read_slice(size_t begin, std::string_view inside);
  void read_filter(size_t begin);
  int64_t integer(std::string_view digits, size_t begin);
  template <class S>
  void add(S step, size_t begin);
  void classify();

  Cursor cursor_;
  size_t depth_;
  std::shared_ptr<Path::Data> data_;
};

class FilterParser {
 public:
  /// `cursor` stands behind `?(`; read() leaves it before the closing parenthesis.
  FilterParser(Cursor& cursor, size_t depth) : cursor_(cursor), depth_(depth) {}
  Predicate read() { return read_disjunction(); }

 private:
  Predicate read_disjunction();
  Predicate read_conjunction();
  Predicate read_term();
  Predicate read_negation(size_t begin);
  Predicate read_comparison();
  Operator read_operator();
  Operand read_operand(bool words);
  Reference read_reference();
  size_t end_of_reference() const;
  Pattern read_pattern();
  json::Value read_literal(bool words);
  json::Value read_word(bool words);
  json::Value read_array();
  json::Value read_object();
  void enter(size_t place);

  Cursor& cursor_;
  size_t depth_;
};

}  // namespace sfn::jsonpath

#include "json/scalar_text.h"

#include <algorithm>

#include "text/utf8.h"

namespace sfn::json {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}
bool is_break(char c) {
  return c == '\n' || c == '\r';
}

size_t skip_break(std::string_view text, size_t at) {
  if (at < text.size() && text[at] == '\r') return at + (at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1);
  return at < text.size() && text[at] == '\n' ? at + 1 : at;
}

size_t skip_blanks(std::string_view text, size_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}

size_t line_end(std::string_view text, size_t at) {
  return std::min(text.find_first_of("\r\n", at), text.size());
}

// Spaces that the first line with text starts with.
size_t leading_spaces(std::string_view text) {
  const size_t first = text.find_first_not_of("\r\n ");
  if (first == std::string_view::npos) return 0;
  size_t begin = first;
  while (begin > 0 && text[begin - 1] == ' ') --begin;
  return first - begin;
}

char simple_escape(char c, bool yaml) {
  switch (c) {
    case '"':
    case '\\':
    case '/': return c;
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: break;
  }
  if (!yaml) return 0;
  switch (c) {
    case ' ':
    case '\t': return c == ' ' ? ' ' : '\t';
    case 'a': return '\a';
    case 'v': return '\v';
    case 'e': return '\x1B';
    default: return 0;
  }
}

}  // namespace

ScalarUnits::ScalarUnits(std::string_view raw, Style style, std::string_view decoded) : raw_(raw), style_(style) {
  if (style == Style::Plain) return;
  at_ = 1;
  if (style != Style::Literal && style != Style::Folded) return;
  const size_t body = skip_break(raw, line_end(raw, 0));
  const size_t inside = leading_spaces(raw.substr(body));
  const size_t kept = leading_spaces(decoded);
  indent_ = inside > kept ? inside - kept : 0;
  start_line(body);
}

bool ScalarUnits::next() {
  text_.clear();
  begin_ = at_;
  if (at_ >= raw_.size()) return false;
  switch (style_) {
    case Style::Json: return json_unit();
    case Style::Plain:
    case Style::SingleQuoted:
    case Style::DoubleQuoted: return quoted_unit();
    case Style::Literal:
    case Style::Folded: return block_unit();
  }
  return false;
}

bool ScalarUnits::character() {
  const size_t start = at_;
  text::decode(raw_, at_);
  text_.assign(raw_.substr(start, at_ - start));
  return true;
}

bool ScalarUnits::json_unit() {
  if (raw_[at_] == '"') return false;
  return raw_[at_] == '\\' ? json_escape() : character();
}

bool ScalarUnits::json_escape() {
  if (at_ + 1 >= raw_.size()) return false;
  if (raw_[at_ + 1] == 'u') return unicode_escape();
  const char plain = simple_escape(raw_[at_ + 1], false);
  if (plain == 0) return false;
  text_ = plain;
  at_ += 2;
  return true;
}

std::optional<char32_t> ScalarUnits::hex(size_t at, size_t digits) const {
  if (at + digits > raw_.size()) return std::nullopt;
  char32_t value = 0;
  for (const char c : raw_.substr(at, digits)) {
    const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  return value;
}

// \uXXXX, and a pair of surrogates as one unit.
bool ScalarUnits::unicode_escape() {
  auto first = hex(at_ + 2, 4);
  if (!first) return false;
  at_ += 6;
  const bool high = *first >= 0xD800 && *first <= 0xDBFF;
  if (high && at_ + 1 < raw_.size() && raw_[at_] == '\\' && raw_[at_ + 1] == 'u') {
    const auto second = hex(at_ + 2, 4);
    if (second && *second >= 0xDC00 && *second <= 0xDFFF) {
      *first = 0x10000 + ((*first - 0xD800) << 10) + (*second - 0xDC00);
      at_ += 6;
    }
  }
  text::append_utf8(text_, *first);
  return true;
}

bool ScalarUnits::quoted_unit() {
  const char c = raw_[at_];
  if (style_ == Style::DoubleQuoted && c == '"') return false;
  if (style_ == Style::DoubleQuoted && c == '\\') return yaml_escape();
  if (style_ == Style::SingleQuoted && c == '\'') {
    if (at_ + 1 >= raw_.size() || raw_[at_ + 1] != '\'') return false;
    text_ = "'";
    at_ += 2;
    return true;
  }
  if (is_blank(c) || is_break(c)) {
    const size_t after = skip_blanks(raw_, at_);
    if (after < raw_.size() && is_break(raw_[after])) return fold();
  }
  return character();
}

bool ScalarUnits::hex_escape(size_t digits) {
  const auto code_point = hex(at_ + 2, digits);
  if (!code_point || *code_point > 0x10FFFF) return false;
  at_ += 2 + digits;
  text::append_utf8(text_, *code_point);
  return true;
}

bool ScalarUnits::yaml_escape() {
  if (at_ + 1 >= raw_.size()) return false;
  const char c = raw_[at_ + 1];
  if (is_break(c)) {  // an escaped line end joins the lines with nothing
    at_ = skip_blanks(raw_, skip_break(raw_, at_ + 1));
    return true;
  }
  switch (c) {
    case 'x': return hex_escape(2);
    case 'u': return hex_escape(4);
    case 'U': return hex_escape(8);
    case '0': text_.assign(1, '\0'); break;
    case 'N': text_ = "\xC2\x85"; break;
    case '_': text_ = "\xC2\xA0"; break;
    case 'L': text_ = "\xE2\x80\xA8"; break;
    case 'P': text_ = "\xE2\x80\xA9"; break;
    default:
      if (simple_escape(c, true) == 0) return false;
      text_ = simple_escape(c, true);
  }
  at_ += 2;
  return true;
}

// Blanks, line ends and indentation between two lines of a flow scalar: one line end is a space, more are one fewer.
bool ScalarUnits::fold() {
  size_t breaks = 0;
  for (size_t at = skip_blanks(raw_, at_); at < raw_.size() && is_break(raw_[at]); at = skip_blanks(raw_, at)) {
    at = at_ = skip_break(raw_, at);
    ++breaks;
  }
  at_ = skip_blanks(raw_, at_);
  text_ = breaks == 1 ? std::string(" ") : std::string(breaks - 1, '\n');
  return true;
}

void ScalarUnits::start_line(size_t at) {
  for (column_ = 0; column_ < indent_ && at < raw_.size() && raw_[at] == ' '; ++column_) ++at;
  at_ = line_ = at;
}

bool ScalarUnits::block_unit() {
  if (is_break(raw_[at_])) return block_break();
  if (at_ == line_ && column_ < indent_) return false;  // less indented: behind the scalar
  seen_text_ = true;
  return character();
}

bool ScalarUnits::more_indented(size_t line) const {
  return line < raw_.size() && is_blank(raw_[line]);
}

bool ScalarUnits::block_break() {
  const bool folds = style_ == Style::Folded && seen_text_ && at_ > line_;
  const bool indented = more_indented(line_);
  size_t breaks = 1;
  start_line(skip_break(raw_, at_));
  while (folds && at_ < raw_.size() && is_break(raw_[at_])) {
    start_line(skip_break(raw_, at_));
    ++breaks;
  }
  if (!folds || indented || more_indented(line_) || at_ >= raw_.size()) {
    text_.assign(breaks, '\n');
  } else {
    text_ = breaks == 1 ? std::string(" ") : std::string(breaks - 1, '\n');
  }
  return true;
}

std::optional<text::Span> ScalarPlaces::find(size_t begin, size_t end) {
  const auto span = [](size_t from, size_t to) { return text::Span{static_cast<uint32_t>(from), static_cast<uint32_t>(to)}; };
  std::optional<size_t> first;
  while (units_.next()) {
    const size_t size = units_.text().size();
    if (!first && done_ + size > begin) first = units_.begin();
    if (first && begin == end) return span(*first, *first);
    if (decoded_.substr(std::min(done_, decoded_.size()), size) != units_.text()) return std::nullopt;
    done_ += size;
    if (first && done_ >= end) return span(*first, units_.end());
  }
  // What is left can only be the line ends of a block scalar, which its span does not cover.
  if (end > decoded_.size() || done_ > decoded_.size() || decoded_.find_first_not_of('\n', done_) != std::string_view::npos)
    return std::nullopt;
  return span(first.value_or(units_.begin()), units_.begin());
}

std::optional<text::Span> locate_in_scalar(std::string_view raw, Style style, std::string_view decoded, size_t begin, size_t end) {
  return ScalarPlaces(raw, style, decoded).find(begin, end);
}

namespace {

size_t quoted_length(std::string_view raw, Style style) {
  ScalarUnits units(raw, style, {});
  while (units.next()) {
  }
  return std::min(units.begin() + 1, raw.size());
}

// The last line that belongs to the scalar and has text, without its line end.
size_t block_length(std::string_view raw, std::string_view decoded) {
  size_t end = line_end(raw, 0);
  while (end > 0 && is_blank(raw[end - 1])) --end;
  if (decoded.find_first_not_of("\r\n ") == std::string_view::npos) return end;
  const size_t body = skip_break(raw, line_end(raw, 0));
  const size_t inside = leading_spaces(raw.substr(body));
  const size_t indent = inside - std::min(inside, leading_spaces(decoded));
  for (size_t line = body; line < raw.size();) {
    const size_t stop = line_end(raw, line);
    const size_t text = raw.find_first_not_of(' ', line);
    if (text < stop) {
      if (text - line < indent || (indent == 0 && (raw.substr(line, 3) == "---" || raw.substr(line, 3) == "..."))) break;
      end = stop;
    }
    line = skip_break(raw, stop);
  }
  return end;
}

size_t plain_length(std::string_view raw, std::string_view decoded) {
  ScalarUnits units(raw, Style::Plain, decoded);
  size_t end = 0;
  for (size_t done = 0; done < decoded.size() && units.next();) {
    if (decoded.substr(done, units.text().size()) != units.text()) break;
    done += units.text().size();
    end = units.end();
  }
  return end;
}

}  // namespace

size_t scalar_length(std::string_view raw, Style style, std::string_view decoded) {
  switch (style) {
    case Style::Plain: return plain_length(raw, decoded);
    case Style::Literal:
    case Style::Folded: return block_length(raw, decoded);
    default: return quoted_length(raw, style);
  }
}

}  // namespace sfn::json

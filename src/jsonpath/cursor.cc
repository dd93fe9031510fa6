#include <fmt/format.h>

#include <algorithm>

#include "jsonpath/parser.h"
#include "text/utf8.h"

namespace sfn::jsonpath {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

char control_of(char letter) {
  switch (letter) {
    case 'b': return '\b';
    case 'f': return '\f';
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    default: return letter;
  }
}

}  // namespace

bool Cursor::take(char wanted) {
  if (peek() != wanted || done()) return false;
  ++at_;
  return true;
}

bool Cursor::take(std::string_view wanted) {
  if (!looking_at(wanted)) return false;
  at_ += wanted.size();
  return true;
}

void Cursor::expect(char wanted, std::string_view after) {
  skip_blanks();
  if (!take(wanted)) fail(fmt::format("expected '{}' {}", wanted, after));
}

char32_t Cursor::read_hex_unit() {
  char32_t unit = 0;
  for (int i = 0; i < 4; ++i, move()) {
    const int digit = hex_digit(peek());
    if (digit < 0) fail("expected four hexadecimal digits after \\u");
    unit = unit * 16 + static_cast<char32_t>(digit);
  }
  return unit;
}

void Cursor::read_escape(std::string& out) {
  if (!take('u')) {
    out += control_of(peek());
    move();
    return;
  }
  char32_t code = read_hex_unit();
  const bool high = code >= 0xD800 && code <= 0xDBFF;
  if (high && looking_at("\\u")) {
    const size_t second = at_;
    move(2);
    const char32_t low = read_hex_unit();
    if (low >= 0xDC00 && low <= 0xDFFF) {
      code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
    } else {
      move_to(second);
    }
  }
  text::append_utf8(out, code);
}

std::string Cursor::read_quoted() {
  const size_t begin = at_;
  const char quote = peek();
  move();
  std::string out;
  while (!done() && peek() != quote) {
    if (take('\\')) {
      if (!done()) read_escape(out);
    } else {
      out += peek();
      move();
    }
  }
  if (!take(quote)) fail_at(begin, fmt::format("expected a closing {} for this quote", quote));
  return out;
}

std::string Cursor::read_quoted_name() {
  const size_t begin = at_;
  const char quote = peek();
  move();
  std::string out;
  while (!done() && peek() != quote) {
    if (take('\\')) {
      if (done()) break;
      if (peek() != quote) out += '\\';  // what follows is no end, as in `['a\\']`
    }
    out += peek();
    move();
  }
  if (!take(quote)) fail_at(begin, fmt::format("expected a closing {} for this quote", quote));
  return out;
}

void Cursor::fail_at(size_t offset, std::string message) const {
  const size_t place = std::min(offset, text_.size());
  size_t next = place;
  if (place < text_.size()) text::decode(text_, next);
  throw text::SyntaxError{{}, std::move(message), place, next - place, std::string(text_.substr(place, next - place))};
}

}  // namespace sfn::jsonpath

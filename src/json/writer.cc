#include "json/writer.h"

#include <array>
#include <charconv>

#include "json/number.h"

namespace sfn::json {
namespace {

constexpr unsigned char kSurrogateLead = 0xED;

// 0 = as it is; 'u' = \u00xx; 's' = perhaps half a surrogate pair; else the letter behind the backslash.
constexpr std::array<char, 256> kEscapes = [] {
  std::array<char, 256> table{};
  for (size_t i = 0; i < 0x20; ++i) table[i] = 'u';
  table['\b'] = 'b';
  table['\t'] = 't';
  table['\n'] = 'n';
  table['\f'] = 'f';
  table['\r'] = 'r';
  table['"'] = '"';
  table['\\'] = '\\';
  table[kSurrogateLead] = 's';
  return table;
}();

// Half of a surrogate pair, which an escape may name alone, is kept as three bytes that are not UTF-8: JSON text has to escape it again, as
// JSON.stringify does.
bool is_surrogate(std::string_view text, size_t at) {
  return at + 2 < text.size() && static_cast<unsigned char>(text[at + 1]) >= 0xA0 &&
         (static_cast<unsigned char>(text[at + 1]) & 0xC0U) == 0x80 && (static_cast<unsigned char>(text[at + 2]) & 0xC0U) == 0x80;
}

struct Writer {
  std::string& out;
  WriteOptions options;

  void line(int level) const {
    if (options.indent == 0) return;
    out += '\n';
    out.append(static_cast<size_t>(level * options.indent), ' ');
  }

  void number(const Value& value) const {
    if (value.is_int()) {
      char buffer[24];
      const auto end = std::to_chars(buffer, buffer + sizeof buffer, value.as_int()).ptr;
      out.append(buffer, end);
    } else if (options.numbers == Numbers::Ecmascript) {
      out += ecmascript_text(value.as_double());
    } else if (value.is_decimal()) {
      out += value.literal();
    } else {
      out += java_text(value.as_double());
    }
  }

  void array(const Value& value, int level) const {
    out += '[';
    bool first = true;
    for (const Value& item : value.items()) {
      if (!first) out += ',';
      first = false;
      line(level + 1);
      write(item, level + 1);
    }
    if (!first) line(level);
    out += ']';
  }

  void object(const Value& value, int level) const {
    out += '{';
    for (size_t i = 0; i < value.size(); ++i) {
      if (i > 0) out += ',';
      line(level + 1);
      append_quoted(out, value.key_at(i));
      out += options.indent == 0 ? ":" : ": ";
      write(value.value_at(i), level + 1);
    }
    if (value.size() > 0) line(level);
    out += '}';
  }

  void write(const Value& value, int level) const {
    switch (value.type()) {
      case Type::Undefined:
      case Type::Null: out += "null"; return;
      case Type::Boolean: out += value.as_boolean() ? "true" : "false"; return;
      case Type::Number: return number(value);
      case Type::String: return append_quoted(out, value.as_string());
      case Type::Array: return array(value, level);
      case Type::Object: return object(value, level);
      case Type::Foreign: out += "\"\""; return;  // a function in JSON text, as JSONata has it
    }
  }
};

}  // namespace

void append_quoted(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  size_t plain = 0;  // start of the run that needs no escape
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const char escape = kEscapes[byte];
    if (escape == 0 || (escape == 's' && !is_surrogate(text, i))) continue;
    out.append(text.substr(plain, i - plain));
    plain = i + 1;
    if (escape == 's') {
      const auto second = static_cast<unsigned char>(text[i + 1]), third = static_cast<unsigned char>(text[i + 2]);
      out.append("\\ud")
          .append(1, kHex[(second >> 2U) & 15U])
          .append(1, kHex[(second & 3U) << 2U | (third >> 4U & 3U)])
          .append(1, kHex[third & 15U]);
      i += 2;
      plain = i + 1;
      continue;
    }
    out += '\\';
    out += escape;
    if (escape == 'u') out.append("00").append(1, kHex[byte >> 4]).append(1, kHex[byte & 15]);
  }
  out.append(text.substr(plain));
  out += '"';
}

std::string quoted(std::string_view text) {
  std::string out;
  append_quoted(out, text);
  return out;
}

void append_json(std::string& out, const Value& value, WriteOptions options) {
  Writer{out, options}.write(value, 0);
}

std::string to_json(const Value& value, WriteOptions options) {
  std::string out;
  append_json(out, value, options);
  return out;
}

}  // namespace sfn::json

#include "jsonata/to_text.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

#include "json/number.h"
#include "json/writer.h"
#include "jsonata/failure.h"
#include "jsonata/function_value.h"

namespace sfn::jsonata {

using json::Value;

namespace {

class Writer {
 public:
  Writer(std::string& out, int indent) : out_(out), indent_(indent) {}

  void write(const Value& value) {
    switch (value.type()) {
      case json::Type::Number: return number(value);
      case json::Type::String: return quoted(value.as_string());
      case json::Type::Array: return array(value);
      case json::Type::Object: return object(value);
      case json::Type::Foreign: out_ += "\"\""; return;
      case json::Type::Boolean: out_ += value.is_true() ? "true" : "false"; return;
      default: out_ += "null";
    }
  }

 private:
  void number(const Value& value) {
    if (!value.is_int() && !std::isfinite(value.as_double())) {
      if (std::isinf(value.as_double())) fail("D1001", value);
      out_ += "null";
      return;
    }
    append_number(out_, value);
  }

  // Lone surrogates cannot be written as UTF-8: they are escaped.
  void quoted(std::string_view text) {
    const size_t begin = out_.size();
    json::append_quoted(out_, text);
    if (text.find('\xED') == std::string_view::npos) return;
    static constexpr char kHex[] = "0123456789abcdef";
    std::string escaped;
    for (size_t at = begin; at < out_.size(); ++at) {
      const auto second = at + 1 < out_.size() ? static_cast<unsigned char>(out_[at + 1]) : 0U;
      if (out_[at] != '\xED' || second < 0xA0) {
        escaped += out_[at];
        continue;
      }
      const unsigned unit = 0xD000U | ((second & 0x3FU) << 6U) | (static_cast<unsigned char>(out_[at + 2]) & 0x3FU);
      escaped += "\\u";
      for (int shift = 12; shift >= 0; shift -= 4) escaped += kHex[(unit >> static_cast<unsigned>(shift)) & 0xFU];
      at += 2;
    }
    out_.replace(begin, std::string::npos, escaped);
  }

  void line() {
    if (indent_ == 0) return;
    out_ += '\n';
    out_.append(level_ * static_cast<size_t>(indent_), ' ');
  }

  template <class Each>
  void nest(char open, char close, size_t size, Each each) {
    out_ += open;
    ++level_;
    for (size_t i = 0; i < size; ++i) {
      if (i > 0) out_ += ',';
      line();
      each(i);
    }
    --level_;
    if (size > 0) line();
    out_ += close;
  }

  void array(const Value& value) {
    nest('[', ']', value.size(), [&](size_t i) { write(value[i]); });
  }
  void object(const Value& value) {
    nest('{', '}', value.size(), [&](size_t i) {
      quoted(value.key_at(i).view());
      out_ += indent_ == 0 ? ":" : ": ";
      write(value.value_at(i));
    });
  }

  std::string& out_;
  int indent_;
  size_t level_ = 0;
};

// ECMAScript's Number(value.toPrecision(15)), for what is no integer.
double rounded(double value) {
  if (std::floor(value) == value) return value == 0 ? 0.0 : value;
  char text[40];
  *std::to_chars(text, text + sizeof text - 1, value, std::chars_format::scientific, 14).ptr = '\0';
  return std::strtod(text, nullptr);
}

Value number_through_text(const Value& value) {
  if (value.is_int()) return value;
  const double number = value.as_double();
  if (std::isinf(number)) fail("D1001", value);
  return std::isnan(number) ? Value::null() : Value::real(rounded(number));
}

}  // namespace

Value copy_through_text(const Value& value) {
  if (value.is_number()) return number_through_text(value);
  if (value.is_foreign()) return Value::string("");
  if (value.is_array()) {
    json::ArrayBuilder out(value.size());
    for (const Value& item : value.items()) out.push(copy_through_text(item));
    return out.build();
  }
  if (!value.is_object()) return value;
  json::ObjectBuilder out(value.size());
  for (const auto& [key, member] : value.members()) out.set(key, copy_through_text(member));
  return out.build();
}

void append_number(std::string& out, const Value& number) {
  if (number.is_int()) {
    char digits[24];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number.as_int()).ptr);
    return;
  }
  out += json::ecmascript_text(rounded(number.as_double()));
}

void append_text(std::string& out, const Value& value, int indent) {
  if (value.is_undefined() || value.is_foreign()) return;
  if (value.is_string()) {
    out += value.as_string();
    return;
  }
  if (value.is_number() && !std::isfinite(value.as_double())) fail("D3001", value);
  if ((value.marks() & Value::kOuter) != 0) return append_text(out, value[0], indent);
  Writer(out, indent).write(value);
}

}  // namespace sfn::jsonata

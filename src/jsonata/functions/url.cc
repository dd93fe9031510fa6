// encodeURI and its kin, as ECMAScript defines them.
#include "jsonata/evaluator.h"
#include "jsonata/functions/declarations.h"
#include "text/utf8.h"

namespace sfn::jsonata::functions {

using json::Value;

namespace {

constexpr std::string_view kUnreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.!~*'()";
constexpr std::string_view kReserved = ";/?:@&=+$,#";

bool in(std::string_view set, char c) {
  return set.find(c) != std::string_view::npos;
}

[[noreturn]] void fail_url(const Value& text, const char* function) {
  fail_with_detail("D3140", function, text);
}

Value encode(Call& call, bool keep_reserved, const char* function) {
  if (call[0].is_undefined()) return {};
  static constexpr char kHex[] = "0123456789ABCDEF";
  const std::string_view text = call[0].as_string();
  if (text::first_invalid_utf8(text)) fail_url(call[0], function);  // lone surrogates
  call.evaluator.charge_rewrite(text.size());
  std::string out;
  for (const char c : text) {
    if (in(kUnreserved, c) || (keep_reserved && in(kReserved, c))) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[byte >> 4U];
    out += kHex[byte & 0xFU];
  }
  call.evaluator.check_string(out.size());
  return Value::string(out);
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The byte of the escape at `at`; -1 if there is none.
int escaped_byte(std::string_view text, size_t at) {
  if (at + 2 >= text.size() || text[at] != '%') return -1;
  const int high = hex_digit(text[at + 1]), low = hex_digit(text[at + 2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

Value decode(Call& call, bool keep_reserved, const char* function) {
  if (call[0].is_undefined()) return {};
  const std::string_view text = call[0].as_string();
  call.evaluator.charge_rewrite(text.size());
  std::string out;
  for (size_t at = 0; at < text.size();) {
    if (text[at] != '%') {
      out += text[at++];
      continue;
    }
    std::string bytes;
    const size_t begin = at;
    for (size_t wanted = 1; bytes.size() < wanted; at += 3) {
      const int byte = escaped_byte(text, at);
      if (byte < 0) fail_url(call[0], function);
      if (bytes.empty()) wanted = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
      bytes += static_cast<char>(byte);
    }
    if (text::first_invalid_utf8(bytes)) fail_url(call[0], function);
    out += keep_reserved && in(kReserved, bytes[0]) ? std::string(text.substr(begin, at - begin)) : bytes;
  }
  return Value::string(out);
}

}  // namespace

Value encode_url_component(Call& call) {
  return encode(call, false, "encodeUrlComponent");
}
Value encode_url(Call& call) {
  return encode(call, true, "encodeUrl");
}
Value decode_url_component(Call& call) {
  return decode(call, false, "decodeUrlComponent");
}
Value decode_url(Call& call) {
  return decode(call, true, "decodeUrl");
}

}  // namespace sfn::jsonata::functions

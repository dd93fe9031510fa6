#include "report/escape.h"

#include "text/utf8.h"

namespace sfn::report {
namespace {

bool is_surrogate(char32_t c) {
  return c >= 0xD800 && c <= 0xDFFF;
}

bool turns_direction(char32_t c) {
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

bool fits_in_xml(char32_t c) {
  return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0x7F && c <= 0x9F));
}

// Calls `put` with each code point; lone surrogates and broken bytes come as U+FFFD.
template <class F>
void each_code_point(std::string_view text, F put) {
  for (size_t at = 0; at < text.size();) {
    const char32_t c = text::decode(text, at);
    put(is_surrogate(c) ? text::kReplacement : c);
  }
}

void append_markup(std::string& out, char32_t c) {
  switch (c) {
    case '&': out += "&amp;"; return;
    case '<': out += "&lt;"; return;
    case '>': out += "&gt;"; return;
    case '"': out += "&quot;"; return;
    case '\'': out += "&#39;"; return;
    case '\n': out += "&#10;"; return;  // a plain one in an attribute would be read as a blank
    case '\r': out += "&#13;"; return;
    case '\t': out += "&#9;"; return;
    default: text::append_utf8(out, fits_in_xml(c) ? c : text::kReplacement);
  }
}

std::string markup(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  each_code_point(text, [&](char32_t c) { append_markup(out, c); });
  return out;
}

}  // namespace

std::string utf8_safe(std::string_view text) {
  if (!text::first_invalid_utf8(text)) return std::string(text);
  std::string out;
  each_code_point(text, [&](char32_t c) { text::append_utf8(out, c); });
  return out;
}

void append_terminal_safe(std::string& out, char32_t c) {
  if (c < 0x20) c += 0x2400;
  if (c == 0x7F) c = 0x2421;
  if ((c >= 0x80 && c < 0xA0) || turns_direction(c) || is_surrogate(c)) c = text::kReplacement;
  text::append_utf8(out, c);
}

std::string terminal_safe(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_code_point(text, [&](char32_t c) { append_terminal_safe(out, c); });
  return out;
}

std::string xml_escaped(std::string_view text) {
  return markup(text);
}

std::string html_escaped(std::string_view text) {
  return markup(text);
}

std::string path_uri(std::string_view path) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out = path.substr(0, 1) == "/" ? "file://" : "";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || std::string_view("/-._~").find(c) != std::string_view::npos) {
      out += c;
    } else {
      out.append({'%', kHex[byte >> 4], kHex[byte & 15]});
    }
  }
  return out;
}

}  // namespace sfn::report

#include "text/digest.h"

#include "intrinsic/library.h"
#include "json/java_value.h"
#include "json/writer.h"
#include "text/utf8.h"

namespace sfn::intrinsic {
namespace {

bool too_long(std::string_view text) { return text.size() > kMaxTextCharacters && text::count_utf16(text) > kMaxTextCharacters; }

size_t length_by_first_byte(unsigned char byte) { return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4; }

bool valid(std::string_view text) { return !text::first_invalid_utf8(text); }

/// Bytes as Java decodes UTF-8: what is not valid becomes one U+FFFD for each longest beginning of a character.
std::string repaired(std::string_view bytes) {
  std::string out;
  for (size_t at = 0; at < bytes.size();) {
    const auto first = static_cast<unsigned char>(bytes[at]);
    const size_t length = length_by_first_byte(first);
    if (at + length <= bytes.size() && valid(bytes.substr(at, length))) {
      out += bytes.substr(at, length);
      at += length;
      continue;
    }
    text::append_utf8(out, text::kReplacement);
    // Could the bytes so far begin a character? Then a suitable end would make them valid.
    size_t taken = 1;
    const bool lead = first >= 0xC2 && first <= 0xF4;
    while (lead && taken + 1 < length && at + taken < bytes.size()) {
      const std::string beginning(bytes.substr(at, taken + 1));
      const std::string low(length - taken - 1, '\x80');
      if (!valid(beginning + low)) break;
      ++taken;
    }
    at += taken;
  }
  return out;
}

}  // namespace

Outcome base64_encode(Values values) {
  if (too_long(values[0].as_string())) return Problem{};
  return json::Value::string(text::base64_encode(values[0].as_string()));
}

Outcome base64_decode(Values values) {
  if (too_long(values[0].as_string())) return Problem{};
  const std::string bytes = text::base64_decode_lenient(values[0].as_string());
  return json::Value::string(valid(bytes) ? bytes : repaired(bytes));
}

// How AWS writes objects and arrays before it hashes them is not known; both candidates agree on the other types and on empty ones.
Outcome hash(Values values, const Situation& situation) {
  const std::string text = json::java_to_string(values[0]);
  if (too_long(text)) return Problem{};
  if (!values[0].is_string() && text != json::to_json(values[0])) {
    unsupported("States.Hash of an object or array", situation.call.arguments.front().span);
  }
  auto digest = text::hex_digest(values[1].as_string(), text);
  if (!digest) return Problem{};
  return json::Value::string(*digest);
}

}  // namespace sfn::intrinsic

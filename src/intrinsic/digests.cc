#include "text/digest.h"

#include "intrinsic/library.h"
#include "json/java_value.h"
#include "json/writer.h"
#include "text/utf8.h"

namespace sfn::intrinsic {
namespace {

bool too_long(std::string_view text) {
  return text.size() > kMaxTextCharacters && text::count_utf16(text) > kMaxTextCharacters;
}

size_t length_by_first_byte(unsigned char byte) {
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

bool valid(std::string_view text) {
  return !text::first_invalid_utf8(text);
}

/// Three bytes that would be half of a surrogate pair: one fault for Java.
bool is_surrogate(std::string_view bytes) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(bytes[i]); };
  return bytes.size() >= 3 && byte(0) == 0xED && byte(1) >= 0xA0 && byte(1) <= 0xBF && byte(2) >= 0x80 && byte(2) <= 0xBF;
}

/// How many bytes at the start Java replaces together: as many as could begin a character.
size_t fault_length(std::string_view bytes) {
  if (is_surrogate(bytes)) return 3;
  const size_t length = length_by_first_byte(static_cast<unsigned char>(bytes[0]));
  size_t taken = 1;
  while (taken + 1 < length && taken < bytes.size()) {
    const std::string completed = std::string(bytes.substr(0, taken + 1)) + std::string(length - taken - 1, '\x80');
    if (!valid(completed)) break;
    ++taken;
  }
  return taken;
}

/// Bytes as Java decodes UTF-8.
std::string repaired(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const size_t length = length_by_first_byte(static_cast<unsigned char>(bytes[0]));
    const bool whole = length <= bytes.size() && valid(bytes.substr(0, length));
    const size_t taken = whole ? length : fault_length(bytes);
    if (whole) {
      out += bytes.substr(0, taken);
    } else {
      text::append_utf8(out, text::kReplacement);
    }
    bytes.remove_prefix(taken);
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

#include <fmt/format.h>

#include <algorithm>

#include "intrinsic/library.h"
#include "json/java_order.h"
#include "json/java_value.h"
#include "json/reader.h"
#include "text/utf8.h"

namespace sfn::intrinsic {
namespace {

constexpr std::string_view kNoClose = "Invalid template in States.Format: matching '}' not found for '{'.";
constexpr std::string_view kNoOpen = "Invalid template in States.Format: matching '{' not found for '}'.";

/// Walks a template. `literal`: it is written in the expression, where a backslash escapes quotes and backslashes too.
class Formatter {
 public:
  Formatter(std::string_view pattern, bool literal, Values values) : pattern_(pattern), literal_(literal), values_(values) {}
  Outcome run(text::Span span);

 private:
  bool is_escape(size_t at) const;

  std::string_view pattern_;
  bool literal_;
  Values values_;
};

bool Formatter::is_escape(size_t at) const {
  if (pattern_[at] != '\\' || at + 1 >= pattern_.size()) return false;
  return literal_ || pattern_[at + 1] == '{' || pattern_[at + 1] == '}';
}

Outcome Formatter::run(text::Span span) {
  std::string out;
  size_t used = 0;
  for (size_t i = 0; i < pattern_.size(); ++i) {
    if (is_escape(i)) {
      out += pattern_[++i];
    } else if (pattern_[i] == '}') {
      return Problem{std::string(kNoOpen)};
    } else if (pattern_[i] != '{') {
      out += pattern_[i];
    } else {
      if (i + 1 == pattern_.size() || pattern_[i + 1] != '}') return Problem{std::string(kNoClose)};
      if (used == values_.size()) return Problem{};
      json::append_java_string(out, values_[used++]);
      ++i;
    }
    if (out.size() > kMaxResultBytes) unsupported(fmt::format("a text of more than {} bytes", kMaxResultBytes), span);
  }
  if (used != values_.size()) return Problem{};
  return json::Value::string(out);
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// Where Jackson says that it stopped.
std::string place_in(std::string_view text, size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const size_t newline = before.rfind('\n');
  const size_t start = newline == std::string_view::npos ? 0 : newline + 1;
  const size_t column = text::count_utf16(before.substr(start)) + 1;
  return fmt::format("\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: {}, column: {}]", line,
                     column);
}

/// The capacity of `new HashMap(map)`: a power of two that holds `size` entries.
size_t copied_capacity(size_t size) {
  if (size == 0) return 16;
  const size_t wanted = size * 4 / 3 + 1;
  size_t capacity = 1;
  while (capacity < wanted) capacity *= 2;
  return capacity;
}

}  // namespace

Outcome format(Values values, const Situation& situation) {
  const Argument& first = situation.call.arguments.front();
  const bool literal = first.literal() != nullptr;
  const std::string text(values[0].as_string());
  return Formatter(literal ? std::string_view(first.raw) : text, literal, values.subspan(1)).run(situation.call.span);
}

Outcome string_split(Values values) {
  const std::u32string delimiters = [&] {
    std::u32string all;
    const std::string_view text = values[1].as_string();
    for (size_t at = 0; at < text.size();) all += text::decode(text, at);
    return all;
  }();
  json::ArrayBuilder parts;
  const std::string_view text = values[0].as_string();
  size_t begin = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t here = at;
    if (delimiters.find(text::decode(text, at)) == std::u32string::npos) continue;
    if (here > begin) parts.push(json::Value::string(text.substr(begin, here - begin)));
    begin = at;
  }
  if (text.size() > begin) parts.push(json::Value::string(text.substr(begin)));
  return parts.build();
}

Outcome string_to_json(Values values) {
  const std::string_view text = values[0].as_string();
  if (is_blank(text)) return json::Value::null();
  auto value = json::parse_json(text);
  if (value) return *std::move(value);
  const json::ReadError& error = value.error();
  const bool known = !error.aws_message.empty();
  return Problem{fmt::format("Cannot convert String to Json in States.StringToJson, caused by: {}{}",
                             known ? error.aws_message : error.message, place_in(text, known ? error.aws_offset : error.span.begin))};
}

// Shallow whatever a third argument that is no boolean says; deep merging is not offered.
Outcome json_merge(Values values) {
  if (values[2].is_true()) return Problem{};
  std::vector<std::string_view> keys;
  std::vector<const json::Value*> members;
  for (const json::Member& member : values[0].members()) {
    const json::Value* other = values[1].find(member.key);
    keys.push_back(member.key.view());
    members.push_back(other == nullptr ? &member.value : other);
  }
  for (const json::Member& member : values[1].members()) {
    if (values[0].find(member.key) != nullptr) continue;
    keys.push_back(member.key.view());
    members.push_back(&member.value);
  }
  json::ObjectBuilder merged(keys.size());
  for (const size_t index : json::java_order(keys, copied_capacity(values[0].size()))) merged.set(keys[index], *members[index]);
  return merged.build();
}

}  // namespace sfn::intrinsic

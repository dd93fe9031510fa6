#include "jsonata/failure.h"

#include <algorithm>
#include <cmath>

#include "json/writer.h"
#include "jsonata/to_text.h"

namespace sfn::jsonata {

namespace {

struct Message {
  std::string_view code, text;
};

constexpr Message kMessages[] = {
#define MESSAGE(code, text) {code, text},
#include "jsonata/messages.def"
#undef MESSAGE
};

std::string_view template_of(std::string_view code) {
  const auto found = std::find_if(std::begin(kMessages), std::end(kMessages), [&](const Message& m) { return m.code == code; });
  return found == std::end(kMessages) ? std::string_view() : found->text;
}

// Fills `{{name}}` and `{{{name}}}` by what `value(name, raw)` gives.
template <class Value>
std::string filled(std::string_view text, Value value) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t open = text.find("{{", at);
    if (open == std::string_view::npos) return out.append(text.substr(at));
    const bool raw = text.substr(open, 3) == "{{{";
    const size_t begin = open + (raw ? 3 : 2);
    const size_t end = text.find("}}", begin);
    out.append(text.substr(at, open - at));
    out += value(text.substr(begin, end - begin), raw);
    at = end + (raw ? 3 : 2);
  }
  return out;
}

// The value with null for numbers that are not finite: those have no JSON.
json::Value finite(const json::Value& value) {
  if (value.is_number()) return std::isfinite(value.as_double()) ? value : json::Value::null();
  if (value.is_array()) {
    json::ArrayBuilder out(value.size());
    for (const json::Value& item : value.items()) out.push(finite(item));
    return out.build();
  }
  if (!value.is_object()) return value;
  json::ObjectBuilder out(value.size());
  for (const auto& [key, member] : value.members()) out.set(key, finite(member));
  return out.build();
}

std::string shown(const json::Value& value) {
  if (value.is_undefined()) return "undefined";
  if (value.is_foreign()) return "{}";
  return json::to_json(finite(value), {json::Numbers::Ecmascript, 0});
}

}  // namespace

void fail(std::string code, json::Value value, json::Value second) {
  throw Failure(std::move(code), std::move(value), std::move(second));
}

void fail_with_detail(std::string code, std::string detail, json::Value value) {
  Failure failure(std::move(code), std::move(value));
  failure.detail = std::move(detail);
  throw failure;
}

void fail_with_text(std::string code, std::string_view text, json::Value value) {
  Failure failure(std::move(code), std::move(value));
  failure.words = text;
  throw failure;
}

void fail_limit(std::string code, std::string message) {
  Failure failure(std::move(code));
  failure.detail = std::move(message);
  failure.is_limit = true;
  throw failure;
}

std::string message_of(const Failure& failure) {
  const std::string_view own = failure.is_limit ? std::string_view() : template_of(failure.code);
  const std::string_view text = failure.words.empty() ? own : failure.words;
  if (text.empty()) return failure.detail;
  return filled(text, [&](std::string_view name, bool raw) -> std::string {
    if (name == "value") return shown(failure.value);
    if (name == "value2") return shown(failure.second);
    if (name == "index") return std::to_string(failure.index);
    if (name == "token") return raw ? failure.token : failure.has_token ? json::quoted(failure.token) : "undefined";
    if (raw) return failure.detail;
    return failure.detail.empty() ? "undefined" : json::quoted(failure.detail);
  });
}

std::string message_of(const SyntaxFailure& failure) {
  if (!failure.message.empty()) return failure.message;
  return filled(template_of(failure.code), [&](std::string_view name, bool) { return name == "value" ? failure.value : failure.token; });
}

}  // namespace sfn::jsonata

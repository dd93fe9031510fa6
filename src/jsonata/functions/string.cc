// Strings. Counted in code points.
#include <algorithm>
#include <cmath>
#include <utility>

#include "jsonata/evaluator.h"
#include "jsonata/functions/declarations.h"
#include "jsonata/to_text.h"
#include "text/case_mapping.h"
#include "text/digest.h"
#include "text/utf8.h"

namespace sfn::jsonata::functions {

using json::Value;

namespace {

// Byte offset of the code point with that index, counted from `from`; the end if there are fewer.
size_t offset_of(std::string_view text, size_t index, size_t from = 0) {
  while (from < text.size() && index-- > 0) text::decode(text, from);
  return std::min(from, text.size());
}

// A bound of a slice as ECMAScript's Array.slice takes it: truncated, negative from the end, kept inside.
size_t slice_bound(double bound, size_t size) {
  if (std::isnan(bound)) return 0;
  bound = std::trunc(bound);
  const auto length = static_cast<double>(size);
  if (bound < 0) bound = std::fmax(0, bound + length);
  return static_cast<size_t>(std::fmin(bound, length));
}

Value made(Call& call, const std::string& text) {
  call.evaluator.check_string(text.size());
  call.evaluator.charge(text.size() / 64);
  return Value::string(text);
}

}  // namespace

Value string(Call& call) {
  if (call[0].is_undefined() || call[0].is_string()) return call[0];
  std::string text;
  append_text(text, call[0], call[1].is_true() ? 2 : 0);
  call.evaluator.charge(text.size() / 4);
  return made(call, text);
}

Value length(Call& call) {
  if (call[0].is_undefined()) return {};
  call.evaluator.charge_text(call[0].as_string().size());
  return Value::integer(static_cast<int64_t>(text::count_code_points(call[0].as_string())));
}

Value substring(Call& call) {
  if (call[0].is_undefined()) return {};
  call.evaluator.charge_rewrite(call[0].as_string().size());
  const std::string_view text = call[0].as_string();
  const size_t size = text::count_code_points(text);
  double start = call[1].is_undefined() ? 0 : call[1].as_double();
  if (static_cast<double>(size) + start < 0) start = 0;
  size_t end = size;
  if (!call[2].is_undefined()) {
    const double wanted = call[2].as_double();
    if (wanted <= 0 || call[1].is_undefined()) return Value::string("");  // a start that is nothing is NaN there
    end = slice_bound(start >= 0 ? start + wanted : static_cast<double>(size) + start + wanted, size);
  }
  const size_t begin = slice_bound(start, size);
  if (begin >= end) return Value::string("");
  const size_t from = offset_of(text, begin);
  return Value::string(text.substr(from, offset_of(text, end - begin, from) - from));
}

Value substring_before(Call& call) {
  if (call[0].is_undefined()) return {};
  call.evaluator.charge_text(call[0].as_string().size());
  const std::string_view text = call[0].as_string();
  const size_t at = call[1].is_undefined() ? std::string_view::npos : text.find(call[1].as_string());
  return at == std::string_view::npos ? call[0] : Value::string(text.substr(0, at));
}

Value substring_after(Call& call) {
  if (call[0].is_undefined()) return {};
  call.evaluator.charge_text(call[0].as_string().size());
  const std::string_view text = call[0].as_string();
  const size_t at = call[1].is_undefined() ? std::string_view::npos : text.find(call[1].as_string());
  return at == std::string_view::npos ? call[0] : Value::string(text.substr(at + call[1].as_string().size()));
}

Value lowercase(Call& call) {
  if (call[0].is_undefined()) return {};
  call.evaluator.charge_rewrite(call[0].as_string().size());
  return made(call, text::to_lower(call[0].as_string()));
}

Value uppercase(Call& call) {
  if (call[0].is_undefined()) return {};
  call.evaluator.charge_rewrite(call[0].as_string().size());
  return made(call, text::to_upper(call[0].as_string()));
}

Value trim(Call& call) {
  if (call[0].is_undefined()) return {};
  call.evaluator.charge_rewrite(call[0].as_string().size());
  std::string out;
  for (const char c : call[0].as_string()) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank)
      out += c;
    else if (!out.empty() && out.back() != ' ')
      out += ' ';
  }
  if (!out.empty() && out.back() == ' ') out.pop_back();
  return Value::string(out);
}

Value pad(Call& call) {
  if (call[0].is_undefined()) return {};
  call.evaluator.charge_text(call[0].as_string().size());
  const std::string_view text = call[0].as_string();
  const double width = call[1].is_undefined() ? 0 : std::trunc(call[1].as_double());
  const double wanted = std::fabs(width) - static_cast<double>(text::count_code_points(text));
  if (!(wanted > 0)) return call[0];
  const std::string_view filler = call[2].is_undefined() || call[2].as_string().empty() ? std::string_view(" ") : call[2].as_string();
  if (wanted > static_cast<double>(call.evaluator.limits().max_string)) call.evaluator.out_of_memory();
  auto left = static_cast<size_t>(wanted);
  const size_t unit = text::count_code_points(filler);
  std::string out;
  out.reserve(text.size() + (left / unit + 1) * filler.size());
  if (width > 0) out += text;
  if (filler.size() == 1) out.append(std::exchange(left, 0), filler[0]);
  for (; left >= unit; left -= unit) out += filler;
  out += filler.substr(0, offset_of(filler, left));
  if (width < 0) out += text;
  return made(call, out);
}

Value join(Call& call) {
  if (call[0].is_undefined()) return {};
  const std::string_view separator = call[1].is_undefined() ? std::string_view() : call[1].as_string();
  size_t bytes = 0;
  for (const Value& item : call[0].items()) bytes += item.as_string().size() + separator.size();
  call.evaluator.check_string(bytes);
  std::string out;
  out.reserve(bytes);
  for (size_t i = 0; i < call[0].size(); ++i) {
    if (i > 0) out += separator;
    out += call[0][i].as_string();
  }
  return made(call, out);
}

// One byte for each UTF-16 unit, its low eight bits.
Value base64_encode(Call& call) {
  if (call[0].is_undefined()) return {};
  call.evaluator.charge_rewrite(call[0].as_string().size());
  std::string bytes;
  for (const char16_t unit : text::to_utf16(call[0].as_string())) bytes += static_cast<char>(unit & 0xFF);
  return made(call, text::base64_encode(bytes));
}

Value base64_decode(Call& call) {
  if (call[0].is_undefined()) return {};
  call.evaluator.charge_rewrite(call[0].as_string().size());
  std::string bytes;
  if (call.evaluator.profile() == Profile::StepFunctions) {
    const auto decoded = text::base64_decode(call[0].as_string());
    if (!decoded) fail_with_detail("", "Internal error: the argument of $base64decode is not valid base64");
    bytes = *decoded;
  } else {
    bytes = text::base64_decode_lenient(call[0].as_string());
  }
  std::string out;
  for (const char byte : bytes) text::append_utf8(out, static_cast<unsigned char>(byte));
  return made(call, out);
}

}  // namespace sfn::jsonata::functions

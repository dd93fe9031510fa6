#include "asl/open_expression.h"

#include <algorithm>
#include <vector>

#include "asl/placeholder.h"

namespace sfn::asl {
namespace {

constexpr size_t kNone = std::string_view::npos;
constexpr std::string_view kBlanks = " \t\r\n";
/// Bytes that are looked back at for a number's first digit.
constexpr size_t kLookBack = 400;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word_character(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == kStandIn ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// For each opening brace the byte behind the one that closes it; found once, as a text may open any number that nothing closes.
std::vector<size_t> brace_ends(std::string_view text) {
  std::vector<size_t> ends(text.size(), kNone), open;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') open.push_back(i);
    if (text[i] != '}' || open.empty()) continue;
    ends[open.back()] = i + 1;
    open.pop_back();
  }
  return ends;
}

/// Last byte before `end` that is no blank; kNone if there is none.
size_t last_written(std::string_view text, size_t end) {
  return text.substr(0, end).find_last_not_of(kBlanks);
}

class StandIns {
 public:
  explicit StandIns(std::string_view source) : source_(source), brace_ends_(brace_ends(source)), out_(source) {}

  std::string fill() {
    for (size_t at = 0; at < source_.size();) at = step(at);
    return std::move(out_);
  }

 private:
  size_t step(size_t at) {
    const char c = source_[at];
    if (c == '"' || c == '\'' || c == '`') return behind_quoted(at);
    if (source_.substr(at, 2) == "/*") return std::min(source_.find("*/", at + 2), source_.size() - 2) + 2;
    const size_t end = placeholder_end(at);
    if (end == kNone) return at + 1;
    stand_in(at, end);
    return end;
  }

  /// Unlike in other texts `$${Name}` is a placeholder: the variable of that name. `${"key": value}` is none: it makes an object of `$`.
  size_t placeholder_end(size_t at) const {
    const std::string_view start = source_.substr(at, 2);
    if (start != "${" && start != "#{" && start != "{{") return kNone;
    const size_t brace = start == "{{" ? at : at + 1;
    const size_t content = std::min(source_.find_first_not_of(kBlanks, brace + 1), source_.size() - 1);
    if (start == "${" && (source_[content] == '"' || source_[content] == '\'')) return kNone;
    const size_t end = brace_ends_[brace];
    return end == brace + 2 ? kNone : end;
  }

  /// A placeholder in a string is text. But one that itself holds the quote (`"${names["a"]}"`) would end the string.
  size_t behind_quoted(size_t at) {
    const char quote = source_[at];
    if (unclosed_.find(quote) != kNone) return at + 1;
    for (size_t i = at + 1; i < source_.size();) {
      if (source_[i] == quote) return i + 1;
      const size_t end = placeholder_end(i);
      if (end != kNone && source_.substr(i, end - i).find(quote) != kNone) std::fill(out_.begin() + i, out_.begin() + end, kStandIn);
      i = end != kNone ? end : i + (source_[i] == '\\' && quote != '`' ? 2 : 1);
    }
    unclosed_ += quote;  // no string, but a quote in a regular expression; others of its kind are not followed to the end again
    return at + 1;
  }

  void stand_in(size_t begin, size_t end) {
    const bool number = continues_number(begin);
    std::fill(out_.begin() + begin, out_.begin() + end, number ? '0' : kStandIn);
    if (!number && !continues_name(begin)) out_[begin] = '$';
  }

  /// Behind `1` or `0.`.
  bool continues_number(size_t at) const {
    if (source_.substr(0, at).ends_with("..")) return false;
    size_t begin = at;
    while (begin > 0 && at - begin < kLookBack && (is_word_character(out_[begin - 1]) || out_[begin - 1] == '.')) --begin;
    return begin < at && is_digit(out_[begin]) && (begin == 0 || out_[begin - 1] != '$');
  }

  /// Behind a part of a name, `$`, or the dot of a path.
  bool continues_name(size_t at) const {
    if (at > 0 && (is_word_character(out_[at - 1]) || out_[at - 1] == '$')) return true;
    const size_t last = last_written(out_, at);
    return last != kNone && out_[last] == '.' && (last == 0 || out_[last - 1] != '.');
  }

  std::string_view source_;
  std::vector<size_t> brace_ends_;
  std::string out_;
  std::string unclosed_;  // quotes that begin no string
};

/// Whether the error is about a placeholder, or about what stands behind one as if it were an operator: `${A} b`.
bool concerns_placeholder(std::string_view source, std::string_view filled, const text::SyntaxError& error) {
  const auto stands_in = [&](size_t i) { return filled[i] != source[i]; };
  const size_t end = std::min(error.offset + error.length, filled.size());
  for (size_t i = error.offset; i < end; ++i) {
    if (stands_in(i)) return true;
  }
  if (error.offset >= filled.size() || std::string_view(")]}").find(filled[error.offset]) != kNone) return false;
  const size_t last = last_written(filled, error.offset);
  return last != kNone && stands_in(last);
}

}  // namespace

std::string with_stand_ins(std::string_view source) {
  return StandIns(source).fill();
}

std::optional<jsonata::Expression> parse_around_placeholders(std::string_view source) {
  auto result = jsonata::parse(with_stand_ins(source), jsonata::Profile::StepFunctions);
  return result ? std::optional(std::move(*result)) : std::nullopt;
}

std::optional<jsonata::SyntaxError> fault_around_placeholders(std::string_view source) {
  const std::string filled = with_stand_ins(source);
  const auto result = jsonata::parse(filled, jsonata::Profile::StepFunctions);
  if (result || concerns_placeholder(source, filled, result.error())) return std::nullopt;
  return result.error();
}

}  // namespace sfn::asl

#include "json/read_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "text/utf8.h"

namespace sfn::json {
namespace {

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return is_letter(c) || is_digit(c) || c == '-' || c == '+' || c == '.' || c == '$';
}
bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

constexpr std::string_view kTokens = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";

// The text around the place where the parser stopped.
class Explainer {
 public:
  explicit Explainer(const Failure& failure) : f_(failure), at_(std::min(failure.offset, failure.text.size())) {}
  ReadError explain();

 private:
  std::optional<ReadError> intruder();
  ReadError end_of_text();
  ReadError value();
  ReadError number_or_word();
  ReadError key();
  ReadError separator();
  ReadError trailing_text();
  ReadError in_string();
  ReadError string_end();

  char at(size_t offset) const { return offset < f_.text.size() ? f_.text[offset] : '\0'; }
  std::string_view rest() const { return f_.text.substr(at_); }
  bool starts(std::string_view prefix) const { return rest().substr(0, prefix.size()) == prefix; }
  std::string what_is_here() const;
  std::string opened_at(uint32_t offset) const;
  size_t before() const;
  size_t word_begin() const;
  size_t word_end(size_t begin) const;
  size_t line_end(size_t begin) const { return std::min(f_.text.find_first_of("\r\n", begin), f_.text.size()); }
  size_t string_begin() const;
  ReadError error(std::string message, size_t begin, size_t end, std::string help = {}) const;
  ReadError unexpected(std::string message, std::string_view aws, std::string help = {}) const;

  const Failure& f_;
  size_t at_;
};

ReadError Explainer::error(std::string message, size_t begin, size_t end, std::string help) const {
  const auto size = f_.text.size();
  const text::Span span{static_cast<uint32_t>(std::min(begin, size)), static_cast<uint32_t>(std::min(end, size))};
  return {std::move(message), span, std::move(help), {}, static_cast<uint32_t>(std::min(begin, size))};
}

// At one character, which Jackson names too.
ReadError Explainer::unexpected(std::string message, std::string_view aws, std::string help) const {
  size_t behind = at_;
  const char32_t c = behind < f_.text.size() ? text::decode(f_.text, behind) : 0;
  ReadError result = error(std::move(message), at_, std::max(behind, word_end(at_)), std::move(help));
  result.aws_message =
      fmt::format("Unexpected character ('{}' (code {})): {}", f_.text.substr(at_, behind - at_), static_cast<uint32_t>(c), aws);
  return result;
}

std::string Explainer::what_is_here() const {
  if (at_ >= f_.text.size()) return "the end of the text";
  size_t behind = at_;
  const char32_t c = text::decode(f_.text, behind);
  if (c < 0x20 || c == 0x7F) return fmt::format("a control character (code {})", static_cast<uint32_t>(c));
  if (text::display_width(c) == 0 || c == 0xA0) return fmt::format("the character U+{:04X}", static_cast<uint32_t>(c));
  return fmt::format("'{}'", f_.text.substr(at_, behind - at_));
}

std::string Explainer::opened_at(uint32_t offset) const {
  const std::string_view before = f_.text.substr(0, offset);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const size_t start = before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return fmt::format("line {}, column {}", line, text::count_code_points(before.substr(start)) + 1);
}

// Offset of the last character before at_ that is not blank; npos if there is none.
size_t Explainer::before() const {
  size_t i = at_;
  while (i > 0 && is_space(f_.text[i - 1])) --i;
  return i == 0 ? std::string_view::npos : i - 1;
}

size_t Explainer::word_begin() const {
  size_t begin = at_;
  while (begin > 0 && is_word(f_.text[begin - 1])) --begin;
  return begin;
}

size_t Explainer::word_end(size_t begin) const {
  while (begin < f_.text.size() && is_word(f_.text[begin])) ++begin;
  return begin;
}

// Things that people write although they are not JSON, wherever they stand.
std::optional<ReadError> Explainer::intruder() {
  if (at(at_) == '\0' && at_ < f_.text.size())
    return error("a NUL byte stands in the text", at_, at_ + 1, "JSON text has no NUL bytes; is this a binary or UTF-16 file?");
  if (starts("//") || starts("/*") || starts("#")) {
    const size_t close = starts("/*") ? f_.text.find("*/", at_) : std::string_view::npos;
    auto result =
        unexpected("comments are not allowed in JSON",
                   "maybe a (non-standard) comment? (not recognized as one since Feature 'ALLOW_COMMENTS' not enabled for parser)",
                   "remove it, or move the remark to a Comment field");
    result.span.end = static_cast<uint32_t>(close == std::string_view::npos ? line_end(at_) : close + 2);
    if (starts("#")) result.aws_message.clear();
    return result;
  }
  if (starts("${") || starts("#{")) {
    const size_t close = f_.text.find('}', at_);
    const size_t end = close < line_end(at_) ? close + 1 : at_ + 2;
    const std::string_view name = f_.text.substr(at_ + 2, end - at_ - (end > at_ + 2 ? 3 : 2));
    auto result = error(fmt::format("an unquoted placeholder {} makes the text invalid JSON", f_.text.substr(at_, end - at_)), at_, end,
                        fmt::format("fill it in with --substitute {}=VALUE, or put it in double quotes", name.empty() ? "NAME" : name));
    if (f_.fault == Fault::Value && starts("$")) {
      result.aws_message = fmt::format("Unrecognized token '$': was expecting {}", kTokens);
      result.aws_offset = static_cast<uint32_t>(at_ + 1);
    }
    return result;
  }
  if (starts("\xE2\x80\x9C") || starts("\xE2\x80\x9D") || starts("\xE2\x80\x98") || starts("\xE2\x80\x99")) {
    return error("typographic quotes do not start a string", at_, at_ + 3, "use plain double quotes (\")");
  }
  if (starts("\xC2\xA0")) return error("a no-break space (U+00A0) stands between tokens", at_, at_ + 2, "use an ordinary space");
  if (starts("\xEF\xBB\xBF")) return error("a byte order mark stands inside the text", at_, at_ + 3, "remove it");
  return std::nullopt;
}

ReadError Explainer::end_of_text() {
  const size_t size = f_.text.size();
  if (f_.open.empty()) return error("the text ends where a value was expected", size, size);
  const uint32_t bracket = f_.open.back();
  const bool object = f_.text[bracket] == '{';
  const size_t last = before();
  const bool after_comma = last != std::string_view::npos && f_.text[last] == ',';
  auto result = error(fmt::format("the text ends inside the {} that starts at {}", object ? "object" : "array", opened_at(bracket)), size,
                      size, fmt::format("add the missing '{}'{}", object ? '}' : ']', after_comma ? " and remove the last comma" : ""));
  result.aws_message = fmt::format("Unexpected end-of-input: expected close marker for {}", object ? "Object" : "Array");
  return result;
}

ReadError Explainer::value() {
  const size_t last = before();
  const char previous = last == std::string_view::npos ? '\0' : f_.text[last];
  const std::string aws = fmt::format("expected a valid value {}", kTokens);
  const char c = at(at_);
  if (at_ > f_.last_end && is_word(f_.text[at_ - 1])) return number_or_word();  // stopped within it
  if (c == ']' && previous == ',') {
    auto result = unexpected("trailing comma: expected another element after ','", aws, "remove the comma");
    result.span = {static_cast<uint32_t>(last), static_cast<uint32_t>(last + 1)};
    return result;
  }
  if (c == '\'') return unexpected("strings are in double quotes, not single quotes", aws, "use \"…\"");
  if (c == '`') return unexpected("strings are in double quotes, not backquotes", aws, "use \"…\"");
  if (c == '}' || c == ']' || c == ',' || c == ':') {
    return unexpected(fmt::format("expected a value{}, found '{}'",
                                  previous == ':'   ? " after ':'"
                                  : previous == ',' ? " after ','"
                                                    : "",
                                  c),
                      aws);
  }
  if (is_word(c)) return number_or_word();
  return unexpected(fmt::format("expected a value, found {}", what_is_here()), aws);
}

std::string help_for_word(std::string_view word) {
  std::string lower(word);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  if (lower == "true" || lower == "false" || lower == "null") return fmt::format("write {}", lower);
  if (lower == "none" || lower == "nil" || lower == "undefined") return "write null";
  if (lower == "nan" || lower == "infinity" || lower == "-infinity") return "JSON has no such number";
  return fmt::format("a string needs double quotes: \"{}\"", word);
}

std::string help_for_number(std::string_view word) {
  if (word[0] == '+') return "remove the '+'";
  if (word[0] == '.') return fmt::format("write 0{}", word);
  const std::string_view digits = word.substr(word[0] == '-' ? 1 : 0);
  if (digits.size() > 1 && digits[0] == '0' && is_digit(digits[1])) return "a number has no leading zeros; an id needs double quotes";
  return fmt::format("a string needs double quotes: \"{}\"", word);
}

ReadError Explainer::number_or_word() {
  const size_t begin = word_begin();
  const size_t end = word_end(at_);
  const std::string_view word = f_.text.substr(begin, end - begin);
  const char first = word.empty() ? '\0' : word[0];
  if (is_digit(first) || first == '-' || first == '+' || first == '.') {
    auto result = error(fmt::format("{} is not a JSON number", word), begin, end, help_for_number(word));
    if (first == '0' && word.size() > 1 && is_digit(word[1])) result.aws_message = "Invalid numeric value: Leading zeroes not allowed";
    return result;
  }
  auto result = error(fmt::format("unexpected word {}: expected a string, number, array, object, true, false or null", word), begin, end,
                      help_for_word(word));
  const size_t token_end = begin + std::min(word.find_first_of("-+."), word.size());
  result.aws_message = fmt::format("Unrecognized token '{}': was expecting {}", f_.text.substr(begin, token_end - begin), kTokens);
  result.aws_offset = static_cast<uint32_t>(token_end);
  return result;
}

ReadError Explainer::key() {
  constexpr std::string_view kAws = "was expecting double-quote to start field name";
  const size_t last = before();
  const char c = at(at_);
  if (c == '}' && last != std::string_view::npos && f_.text[last] == ',') {
    auto result = unexpected("trailing comma: expected another key after ','", kAws, "remove the comma");
    result.span = {static_cast<uint32_t>(last), static_cast<uint32_t>(last + 1)};
    return result;
  }
  if (c == '\'') return unexpected("keys are in double quotes, not single quotes", kAws, "use \"…\"");
  if (c == ',') return unexpected("expected a key in double quotes, found ','", kAws, "remove the extra comma");
  if (is_word(c)) {
    const std::string_view word = f_.text.substr(at_, word_end(at_) - at_);
    return unexpected(fmt::format("the key {} is not in double quotes", word), kAws, fmt::format("write \"{}\"", word));
  }
  return unexpected(fmt::format("expected a key in double quotes, found {}", what_is_here()), kAws);
}

ReadError Explainer::separator() {
  const char c = at(at_);
  if (f_.fault == Fault::Colon) {
    return unexpected(fmt::format("expected ':' after the key, found {}", what_is_here()),
                      "was expecting a colon to separate field name and value", c == '=' ? "write ':'" : "");
  }
  const bool object = f_.fault == Fault::CommaOrBrace;
  const char close = object ? '}' : ']';
  const auto aws = fmt::format("was expecting comma to separate {} entries", object ? "Object" : "Array");
  if (at_ == f_.last_end && at_ > 0 && is_word(c) && is_word(f_.text[at_ - 1])) return number_or_word();
  if (c == '"' || c == '{' || c == '[' || is_word(c)) {
    return unexpected(fmt::format("expected ',' or '{}' before this", close), aws, "a comma is missing after the value before it");
  }
  if ((c == '}' || c == ']') && !f_.open.empty()) {
    return unexpected(fmt::format("expected ',' or '{}', found '{}': the {} starts at {}", close, c, object ? "object" : "array",
                                  opened_at(f_.open.back())),
                      aws);
  }
  return unexpected(fmt::format("expected ',' or '{}', found {}", close, what_is_here()), aws);
}

ReadError Explainer::trailing_text() {
  if (at_ == f_.last_end && at_ > 0 && is_word(at(at_)) && is_word(f_.text[at_ - 1])) return number_or_word();
  const char c = at(at_);
  const std::string help = c == '}' || c == ']'   ? fmt::format("there is one '{}' too many", c)
                           : c == '{' || c == '[' ? "one text holds one value"
                                                  : "";
  return error(fmt::format("unexpected text after the end of the JSON value: {}", what_is_here()), at_, line_end(at_), help);
}

// The quote that opens the string the parser is in: the first one behind the last token.
size_t Explainer::string_begin() const {
  return std::min(f_.text.find('"', f_.last_end), at_);
}

ReadError Explainer::in_string() {
  const char c = at(at_ + 1);
  if (c == 'u') return error("\\u needs four hexadecimal digits", at_, std::min(at_ + 6, line_end(at_)));
  size_t behind = at_ + 1;
  const char32_t code = behind < f_.text.size() ? text::decode(f_.text, behind) : 0;
  const std::string_view escape = f_.text.substr(at_, behind - at_);
  auto result = error(fmt::format("{} is not an escape of JSON", escape), at_, behind, fmt::format("write \\{} for a backslash", escape));
  if (code < 0x20) result = error("a backslash escapes nothing here", at_, at_ + 1, "write \\\\ for a backslash");
  result.aws_message = fmt::format("Unrecognized character escape '{}' (code {})", escape.substr(1), static_cast<uint32_t>(code));
  return result;
}

ReadError Explainer::string_end() {
  const size_t begin = string_begin();
  const char c = at(at_);
  if (at_ >= f_.text.size()) {
    auto result = error("the string is not closed", begin, line_end(begin), "add the missing '\"'");
    result.aws_message = "Unexpected end-of-input: was expecting closing quote for a string value";
    return result;
  }
  if (c == '\0') return error("a NUL byte stands in a string", at_, at_ + 1);
  const bool line = c == '\n' || c == '\r';
  auto result = line ? error("the string is not closed on its line", begin, at_, "add the missing '\"', or write \\n for a line end")
                     : error(fmt::format("a control character (code {}) stands in a string", static_cast<int>(c)), at_, at_ + 1,
                             c == '\t' ? "write \\t" : "");
  result.aws_message =
      fmt::format("Illegal unquoted character ((CTRL-CHAR, code {})): has to be escaped using backslash to be included in string value",
                  static_cast<int>(c));
  return result;
}

ReadError Explainer::explain() {
  switch (f_.fault) {
    case Fault::Empty: {
      if (at_ < f_.text.size()) break;
      auto result = error("the text is empty: expected a JSON value", at_, at_);
      result.aws_message = "No content to map due to end-of-input";
      return result;
    }
    case Fault::Depth: return error(fmt::format("nested deeper than {} levels", kMaxHeight), at_, at_ + 1);
    case Fault::Escape: return in_string();
    case Fault::StringEnd: return string_end();
    case Fault::NumberRange:
      return error("the number is too large", at_, word_end(at_), "it must fit in a double, up to 1.7976931348623157e308");
    case Fault::NumberDigits: return number_or_word();
    default: break;
  }
  if (at_ >= f_.text.size()) return end_of_text();
  if (auto found = intruder()) return *std::move(found);
  switch (f_.fault) {
    case Fault::Key: return key();
    case Fault::Colon:
    case Fault::CommaOrBrace:
    case Fault::CommaOrBracket: return separator();
    case Fault::TrailingText: return trailing_text();
    default: return value();
  }
}

}  // namespace

namespace {

bool is_utf16(std::string_view text) {
  if (text.size() < 2) return false;
  const std::string_view two = text.substr(0, 2);
  return two == "\xFF\xFE" || two == "\xFE\xFF" || (text[0] == '\0') != (text[1] == '\0');
}

}  // namespace

std::optional<ReadError> refuse_text(std::string_view text) {
  if (text.size() > text::kMaxFileSize)
    return ReadError{fmt::format("the text is larger than {} bytes", text::kMaxFileSize), {0, 0}, {}, {}, 0};
  if (is_utf16(text)) return ReadError{"the text is UTF-16, expected UTF-8", {0, 2}, "save the file as UTF-8", {}, 0};
  const auto invalid = text::first_invalid_utf8(text);
  if (!invalid) return std::nullopt;
  const auto at = static_cast<uint32_t>(*invalid);
  return ReadError{fmt::format("the byte 0x{:02X} is not valid UTF-8", static_cast<unsigned char>(text[at])),
                   {at, at + 1},
                   "save the file as UTF-8",
                   {},
                   at};
}

ReadError explain_failure(const Failure& failure) {
  return Explainer(failure).explain();
}

}  // namespace sfn::json

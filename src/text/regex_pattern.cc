#include "text/regex_pattern.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "text/utf8.h"

namespace sfn::text {
namespace {

// Line ends and blanks of ECMAScript, as the inside of a class.
constexpr std::string_view kLineEnds = "\\n\\r\\x{2028}\\x{2029}";
constexpr std::string_view kBlanks =
    "\\t\\n\\x{0b}\\f\\r \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}";
constexpr std::string_view kNotBlanks =
    "\\x{00}-\\x{08}\\x{0e}-\\x{1f}!-\\x{9f}\\x{a1}-\\x{167f}\\x{1681}-\\x{1fff}\\x{200b}-\\x{2027}\\x{202a}-\\x{202e}\\x{2030}-\\x{205e}"
    "\\x{2060}-"
    "\\x{2fff}\\x{3001}-\\x{fefe}\\x{ff00}-\\x{10ffff}";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_hex(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::string code_point(char32_t c) {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string digits;
  do digits.insert(digits.begin(), kHex[c % 16]);
  while ((c /= 16) > 0);
  return "\\x{" + digits + "}";
}

class Translator {
 public:
  Translator(std::string_view pattern, RegexOptions options) : pattern_(pattern), options_(options) {}

  Result<std::string, RegexError> run() {
    groups_ = count_groups();
    while (at_ < pattern_.size() && error_.message.empty()) one();
    if (!error_.message.empty()) return error_;
    return out_;
  }

 private:
  bool next_is(std::string_view text) const { return pattern_.substr(at_, text.size()) == text; }
  void fail(const char* message) {
    if (error_.message.empty()) error_ = {message, at_};
  }

  // Capturing groups of the whole pattern: `\3` is a back-reference only if there are three.
  size_t count_groups() const {
    size_t count = 0;
    bool in_class = false;
    for (size_t i = 0; i < pattern_.size(); ++i) {
      if (pattern_[i] == '\\')
        ++i;
      else if (pattern_[i] == '[')
        in_class = true;
      else if (pattern_[i] == ']')
        in_class = false;
      else if (pattern_[i] == '(' && !in_class && (pattern_.substr(i + 1, 1) != "?" || named(i)))
        ++count;
    }
    return count;
  }
  bool named(size_t open) const {
    const std::string_view head = pattern_.substr(open, 4);
    return head.substr(0, 3) == "(?<" && head.size() == 4 && head[3] != '=' && head[3] != '!';
  }

  void one() {
    const char c = pattern_[at_];
    switch (c) {
      case '\\': return escape(false);
      case '[': return character_class();
      case '(': return group();
      case ')': return group_end();
      case '.': return put(1, "[^" + std::string(kLineEnds) + "]");
      case '^': return assertion(1, options_.multiline ? "(?:^|(?<=[" + std::string(kLineEnds) + "]))" : "^");
      case '$': return assertion(1, options_.multiline ? "(?=[" + std::string(kLineEnds) + "]|\\z)" : "\\z");
      case '*':
      case '+':
      case '?':
      case '{': return quantifier();
      case '}':
      case ']': return put(1, std::string("\\") + c);
      case '#': return put(1, "\\#");
      default: return put(1, std::string(1, c));
    }
  }

  void put(size_t bytes, std::string_view text) {
    at_ += bytes;
    out_ += text;
  }

  // What ECMAScript does not repeat, though PCRE2 would.
  void assertion(size_t bytes, std::string_view text) {
    put(bytes, text);
    if (quantifier_length() > 0) fail("nothing to repeat");
  }

  // Bytes of the quantifier that is next, without the mark behind it: 0 if there is none. `{2}`, `{2,}` and `{2,3}` repeat, any other brace
  // is itself.
  size_t quantifier_length() const {
    if (next_is("*") || next_is("+") || next_is("?")) return 1;
    if (!next_is("{")) return 0;
    size_t end = at_ + 1;
    const auto digits = [&] {
      const size_t begin = end;
      while (end < pattern_.size() && is_digit(pattern_[end])) ++end;
      return end > begin;
    };
    if (!digits()) return 0;
    if (end < pattern_.size() && pattern_[end] == ',') ++end, digits();
    return end < pattern_.size() && pattern_[end] == '}' ? end + 1 - at_ : 0;
  }

  // Behind a quantifier `?` makes it lazy; `+`, PCRE2's possessive mark, has nothing to repeat in ECMAScript.
  void quantifier() {
    const size_t length = quantifier_length();
    if (length == 0) return put(1, "\\{");
    put(length, pattern_.substr(at_, length));
    if (next_is("?")) put(1, "?");
    if (next_is("+") || next_is("*") || next_is("?")) fail("nothing to repeat");
  }

  void group() {
    const bool behind = next_is("(?<=") || next_is("(?<!");
    open_.push_back(behind);
    if (!next_is("(?")) {
      if (next_is("(*")) return fail("nothing to repeat");
      return put(1, "(");
    }
    for (const std::string_view head : {"(?:", "(?=", "(?!", "(?<=", "(?<!"}) {
      if (next_is(head)) return put(head.size(), head);
    }
    if (!named(at_)) return fail("invalid group");
    const size_t end = pattern_.find('>', at_);
    if (end == std::string_view::npos) return fail("invalid capture group name");
    put(end + 1 - at_, pattern_.substr(at_, end + 1 - at_));
  }

  void group_end() {
    const bool behind = !open_.empty() && open_.back();
    if (!open_.empty()) open_.pop_back();
    if (behind) return assertion(1, ")");
    put(1, ")");
  }

  // at_ is on the backslash.
  void escape(bool in_class) {
    if (at_ + 1 >= pattern_.size()) return fail("\\ at end of pattern");
    const char c = pattern_[at_ + 1];
    switch (c) {
      case 'd':
      case 'D':
      case 'w':
      case 'W': return put(2, pattern_.substr(at_, 2));
      case 'b':
      case 'B':
        if (in_class) return put(2, c == 'b' ? "\\x{08}" : "B");
        return put(2, pattern_.substr(at_, 2));
      case 's': return put(2, in_class ? std::string(kBlanks) : "[" + std::string(kBlanks) + "]");
      case 'S': return put(2, in_class ? std::string(kNotBlanks) : "[^" + std::string(kBlanks) + "]");
      case 'f':
      case 'n':
      case 'r':
      case 't': return put(2, pattern_.substr(at_, 2));
      case 'v': return put(2, "\\x{0b}");
      case 'c': return control();
      case 'x': return hexadecimal(2);
      case 'u': return hexadecimal(4);
      case 'k':
        if (!in_class && has_names_) return named_reference();
        return put(2, "k");
      default: return is_digit(c) ? number(in_class) : identity(c);
    }
  }

  void control() {
    const char letter = at_ + 2 < pattern_.size() ? pattern_[at_ + 2] : '\0';
    if (!is_letter(letter)) return put(2, "\\\\c");
    put(3, code_point(static_cast<char32_t>(letter & 0x1F)));
  }

  std::optional<char32_t> hex_at(size_t at, size_t digits) const {
    char32_t value = 0;
    for (size_t i = 0; i < digits; ++i) {
      if (at + i >= pattern_.size() || !is_hex(pattern_[at + i])) return std::nullopt;
      const char c = pattern_[at + i];
      value = value * 16 + static_cast<char32_t>(is_digit(c) ? c - '0' : (c | 0x20) - 'a' + 10);
    }
    return value;
  }

  // \xHH and \uHHHH; two surrogates in a row are one code point. Without its digits it is the letter.
  void hexadecimal(size_t digits) {
    const auto value = hex_at(at_ + 2, digits);
    if (!value) return put(2, pattern_.substr(at_ + 1, 1));
    const bool high = *value >= 0xD800 && *value < 0xDC00;
    if (high && pattern_.substr(at_ + 6, 2) == "\\u") {
      const auto low = hex_at(at_ + 8, 4);
      if (low && *low >= 0xDC00 && *low < 0xE000) return put(12, code_point(0x10000 + ((*value - 0xD800) << 10) + (*low - 0xDC00)));
    }
    const bool surrogate = *value >= 0xD800 && *value < 0xE000;
    put(2 + digits, code_point(surrogate ? kReplacement : *value));
  }

  // A back-reference, or an octal escape where there is no such group.
  void number(bool in_class) {
    size_t end = at_ + 1;
    size_t value = 0;
    while (end < pattern_.size() && is_digit(pattern_[end]) && value < 1000)
      value = value * 10 + static_cast<size_t>(pattern_[end++] - '0');
    if (!in_class && pattern_[at_ + 1] != '0' && value <= groups_) return put(end - at_, "\\g{" + std::to_string(value) + "}");
    char32_t octal = 0;
    size_t digits = 0;
    while (digits < 3 && at_ + 1 + digits < pattern_.size()) {
      const char c = pattern_[at_ + 1 + digits];
      if (c < '0' || c > '7' || octal * 8 + static_cast<char32_t>(c - '0') > 0xFF) break;
      octal = octal * 8 + static_cast<char32_t>(c - '0');
      ++digits;
    }
    if (digits == 0) return put(2, pattern_.substr(at_ + 1, 1));
    put(1 + digits, code_point(octal));
  }

  void named_reference() {
    const size_t end = pattern_.find('>', at_);
    if (pattern_.substr(at_ + 2, 1) != "<" || end == std::string_view::npos) return fail("invalid named reference");
    put(end + 1 - at_, "\\k{" + std::string(pattern_.substr(at_ + 3, end - at_ - 3)) + "}");
  }

  // Any other escaped character is itself; letters must lose the backslash, which PCRE2 would give a meaning.
  void identity(char c) {
    if (is_letter(c)) return put(2, std::string(1, c));
    if (static_cast<unsigned char>(c) >= 0x80) return put(1, "");
    put(2, pattern_.substr(at_, 2));
  }

  bool is_set(size_t at) const {
    const std::string_view head = pattern_.substr(std::min(at, pattern_.size()), 2);
    return head.size() == 2 && head[0] == '\\' && std::string_view("dDwWsS").find(head[1]) != std::string_view::npos;
  }

  void character_class() {
    if (next_is("[^]")) return put(3, "[\\x{00}-\\x{10ffff}]");
    if (next_is("[]")) return put(2, "(?!)");
    put(1, "[");
    if (next_is("^")) put(1, "^");
    bool after_set = false;  // beside \w and its like a dash makes no range
    while (at_ < pattern_.size() && pattern_[at_] != ']' && error_.message.empty()) {
      const char c = pattern_[at_];
      const bool set = is_set(at_);
      const bool dash = c == '-' && (after_set || is_set(at_ + 1));
      after_set = set;
      if (dash)
        put(1, "\\-");
      else if (c == '\\')
        escape(true);
      else if (c == '[' || c == '&' || c == '~' || c == '#' || c == ' ' || c == '.' || c == ':' || c == '=')
        put(1, std::string("\\") + c);
      else
        put(1, std::string(1, c));
    }
    if (at_ >= pattern_.size()) return fail("unterminated character class");
    put(1, "]");
  }

  std::string_view pattern_;
  RegexOptions options_;
  std::string out_;
  RegexError error_;
  size_t at_ = 0;
  size_t groups_ = 0;
  std::vector<bool> open_;  // the groups that are open: whether they look behind
  bool has_names_ = pattern_.find("(?<") != std::string_view::npos;
};

}  // namespace

Result<std::string, RegexError> translate_pattern(std::string_view pattern, RegexOptions options) {
  return Translator(pattern, options).run();
}

}  // namespace sfn::text

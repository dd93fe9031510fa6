// Regular expressions with the syntax and meaning of ECMAScript, run by PCRE2 (this is its only room). In: a pattern. Out: positions of
// matches and groups, in bytes of UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace sfn::text {

struct RegexOptions {
  bool ignore_case = false;
  bool multiline = false;  ///< `^` and `$` also at line ends
};

struct RegexError {
  std::string message;
  size_t offset = 0;  ///< bytes into the pattern, as near as can be told
};

/// Steps of the matcher that one search may take (starts that need few do not count), and the memory of its backtracking in KiB.
inline constexpr uint32_t kRegexMatchLimit = 10'000'000;
inline constexpr uint32_t kRegexHeapLimit = 64 * 1024;

/// One match: group 0 is the whole.
struct RegexMatch {
  struct Group {
    size_t begin = 0;
    size_t end = 0;
    bool matched = false;
  };
  std::vector<Group> groups;
};

enum class RegexOutcome : unsigned char { Match, NoMatch, LimitExceeded };

/// A subject that is searched several times: its validity as UTF-8 is looked at once. Refers to the text it was made of.
class RegexSubject {
 public:
  explicit RegexSubject(std::string_view text);
  std::string_view text() const { return text_; }

 private:
  std::string repaired_;  // lone surrogates as U+FFFD (the same length), only if there are any
  std::string_view text_;
};

/// Immutable, cheap to copy. Not for two threads at once.
class Regex {
 public:
  /// What ECMAScript does not have (possessive quantifiers, \A, recursion, conditionals, inline options …) is an error.
  static Result<Regex, RegexError> compile(std::string_view pattern, RegexOptions options = {});

  /// The first match at or behind byte `from`. `work` grows by the steps that starts took which needed many of them.
  RegexOutcome search(const RegexSubject& subject, size_t from, RegexMatch& match, uint64_t* work = nullptr) const;
  /// Whether the pattern matches somewhere (a broken limit counts as no match).
  bool found_in(std::string_view text) const;
  size_t group_count() const;  ///< without group 0

 private:
  struct Code;
  explicit Regex(std::shared_ptr<const Code> code) : code_(std::move(code)) {}
  std::shared_ptr<const Code> code_;
};

}  // namespace sfn::text

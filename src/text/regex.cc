#include "text/regex.h"

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include <algorithm>

#include "text/regex_pattern.h"
#include "text/utf8.h"

namespace sfn::text {
namespace {

constexpr uint32_t kOptions = PCRE2_UTF | PCRE2_ALLOW_EMPTY_CLASS | PCRE2_MATCH_UNSET_BACKREF | PCRE2_DOLLAR_ENDONLY |
                              PCRE2_NEVER_BACKSLASH_C | PCRE2_USE_OFFSET_LIMIT;
/// A search over so many bytes, or so many searches, pays for compiling to machine code.
constexpr size_t kWorthCompiling = 2000;
/// Steps from one start that are not counted.
constexpr uint32_t kFewSteps = 1000;

PCRE2_SPTR units(std::string_view text) {
  return reinterpret_cast<PCRE2_SPTR>(text.data());
}

size_t next_character(std::string_view text, size_t at) {
  do ++at;
  while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80);
  return at;
}

std::string message_of(int code) {
  PCRE2_UCHAR buffer[160];
  pcre2_get_error_message(code, buffer, sizeof buffer);
  return reinterpret_cast<const char*>(buffer);
}

}  // namespace

struct Regex::Code {
  pcre2_code* code = nullptr;
  pcre2_match_data* data = nullptr;
  pcre2_match_context* context = nullptr;
  mutable size_t searched = 0;                          // bytes so far
  mutable bool compiled = false, machine_code = false;  // tried; there is some

  Code() = default;
  Code(const Code&) = delete;
  Code& operator=(const Code&) = delete;
  ~Code() {
    pcre2_match_context_free(context);
    pcre2_match_data_free(data);
    pcre2_code_free(code);
  }
  void compile_to_machine_code(size_t bytes) const {
    searched += bytes + 16;
    if (compiled || searched < kWorthCompiling) return;
    compiled = true;
    uint32_t references = 0;
    pcre2_pattern_info(code, PCRE2_INFO_BACKREFMAX, &references);
    if (references > 0) return;                                       // PCRE2 10.42 compiles repeated references to unset groups wrongly
    machine_code = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;  // where it cannot, the interpreter goes on
  }
  int run(std::string_view text, size_t from, size_t last_start, uint32_t steps) const {
    pcre2_set_match_limit(context, steps);
    pcre2_set_offset_limit(context, last_start);
    if (machine_code) {
      const int found = pcre2_jit_match(code, units(text), text.size(), from, PCRE2_NO_UTF_CHECK, data, context);
      if (found != PCRE2_ERROR_JIT_STACKLIMIT) return found;  // machine code has a small stack of its own
    }
    return pcre2_match(code, units(text), text.size(), from, PCRE2_NO_UTF_CHECK | PCRE2_NO_JIT, data, context);
  }
  /// PCRE2 counts from every start anew, so that a search may take its limit times the length of the text. Here each start is a search of
  /// its own, with ten times as many steps until they are enough; what did not suffice is added up.
  int run_counted(std::string_view text, size_t from, uint64_t& work) const {
    compile_to_machine_code(kWorthCompiling);
    uint64_t left = kRegexMatchLimit;
    for (size_t start = from; start <= text.size(); start = next_character(text, start)) {
      int found = PCRE2_ERROR_MATCHLIMIT;
      for (uint64_t steps = kFewSteps; found == PCRE2_ERROR_MATCHLIMIT && left > 0; steps = std::min(steps * 10, left)) {
        found = run(text, start, start, static_cast<uint32_t>(steps));
        if (found != PCRE2_ERROR_MATCHLIMIT) break;
        work += steps;
        left -= steps;
      }
      if (found != PCRE2_ERROR_NOMATCH) return found;
    }
    return PCRE2_ERROR_NOMATCH;
  }
};

RegexSubject::RegexSubject(std::string_view text) : text_(text) {
  if (!first_invalid_utf8(text)) return;
  repaired_ = text;
  while (const auto at = first_invalid_utf8(repaired_)) {
    const bool surrogate = repaired_.size() - *at >= 3 && repaired_[*at] == '\xED';
    if (surrogate)
      repaired_.replace(*at, 3, "\xEF\xBF\xBD");
    else
      repaired_[*at] = '?';
  }
  text_ = repaired_;
}

Result<Regex, RegexError> Regex::compile(std::string_view pattern, RegexOptions options) {
  const auto translated = translate_pattern(pattern, options);
  if (!translated) return translated.error();
  const RegexSubject valid(*translated);
  int error = 0;
  PCRE2_SIZE offset = 0;
  auto code = std::make_shared<Code>();
  const uint32_t flags = kOptions | (options.ignore_case ? PCRE2_CASELESS : 0U);
  code->code = pcre2_compile(units(valid.text()), valid.text().size(), flags, &error, &offset, nullptr);
  if (code->code == nullptr) return RegexError{message_of(error), std::min<size_t>(offset, pattern.size())};
  code->data = pcre2_match_data_create_from_pattern(code->code, nullptr);
  code->context = pcre2_match_context_create(nullptr);
  pcre2_set_heap_limit(code->context, kRegexHeapLimit);
  return Regex(std::move(code));
}

RegexOutcome Regex::search(const RegexSubject& subject, size_t from, RegexMatch& match, uint64_t* work) const {
  const std::string_view text = subject.text();
  code_->compile_to_machine_code(text.size() - std::min(from, text.size()));
  int found = code_->run(text, from, PCRE2_UNSET, kFewSteps);
  if (found == PCRE2_ERROR_MATCHLIMIT) {
    uint64_t taken = 0;
    found = code_->run_counted(text, from, taken);
    if (work != nullptr) *work += taken;
  }
  if (found == PCRE2_ERROR_NOMATCH) return RegexOutcome::NoMatch;
  if (found < 0) return RegexOutcome::LimitExceeded;
  const PCRE2_SIZE* const ends = pcre2_get_ovector_pointer(code_->data);
  const uint32_t count = pcre2_get_ovector_count(code_->data);
  match.groups.assign(count, {});
  for (uint32_t i = 0; i < count; ++i) {
    if (ends[2 * i] == PCRE2_UNSET || i >= static_cast<uint32_t>(found)) continue;
    match.groups[i] = {ends[2 * i], ends[2 * i + 1], true};
  }
  return RegexOutcome::Match;
}

bool Regex::found_in(std::string_view text) const {
  RegexMatch match;
  return search(RegexSubject(text), 0, match) == RegexOutcome::Match;
}

size_t Regex::group_count() const {
  uint32_t count = 0;
  pcre2_pattern_info(code_->code, PCRE2_INFO_CAPTURECOUNT, &count);
  return count;
}

}  // namespace sfn::text

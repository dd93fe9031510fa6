#include "report/formats/run/words.h"

#include <fmt/format.h>

#include "graph/condition.h"
#include "json/writer.h"
#include "report/escape.h"
#include "text/suggest.h"

namespace sfn::report::formats {
namespace {

constexpr size_t kCauseLength = 100;
constexpr size_t kOperandLength = 40;    // of a value that a rule read
constexpr size_t kReadingsLength = 160;  // of all of them

// The service puts the state and its event in front of many causes; the line says that already.
std::string_view without_preamble(std::string_view cause) {
  if (!cause.starts_with("An error occurred while executing the state '")) return cause;
  const size_t end = cause.find("). ");
  return end == std::string_view::npos ? cause : cause.substr(end + 3);
}

// Why a name that looks right did not match: names are compared exactly.
std::string miscased_hint(const std::vector<asl::ErrorName>& names) {
  for (const asl::ErrorName& name : names) {
    for (const std::string_view reserved : asl::reserved_error_names()) {
      if (name.name != reserved && text::equal_ignoring_case(name.name, reserved)) {
        return fmt::format(" (names are compared exactly: is {} meant?)", reserved);
      }
    }
  }
  return {};
}

}  // namespace

std::string failure_text(std::string_view error, const std::optional<std::string>& cause) {
  std::string out = error.empty() ? "no error name" : terminal_safe(graph::short_text(error, kCauseLength));
  if (cause && !cause->empty()) out += fmt::format(" \"{}\"", terminal_safe(graph::short_text(without_preamble(*cause), kCauseLength)));
  return out;
}

std::string reading_text(std::string_view path, const json::Value* found) {
  std::string what = "not there";
  if (found != nullptr && found->is_array())
    what = fmt::format("an array of {}", found->size());
  else if (found != nullptr && found->is_object())
    what = "an object";
  else if (found != nullptr)
    what = graph::short_text(json::to_json(*found), kOperandLength);
  return fmt::format("{} is {}", terminal_safe(path), terminal_safe(what));
}

void add_reading(std::string& list, const std::string& reading) {
  if (list.find(reading) != std::string::npos || list.ends_with("…")) return;
  if (!list.empty()) list += ", ";
  list += list.size() + reading.size() <= kReadingsLength ? reading : "…";
}

std::string retrier_text(size_t index, const asl::Retrier& retrier) {
  return fmt::format("Retry[{}] ({})", index, terminal_safe(graph::error_names_text(retrier.error_equals)));
}

std::string verdict_text(const sim::RetryNotice& notice, const asl::Retrier& retrier) {
  const std::string who = retrier_text(notice.retrier, retrier);
  switch (notice.verdict) {
    case sim::RetryVerdict::NoMatch: return fmt::format(", not in {}{}", who, miscased_hint(retrier.error_equals));
    case sim::RetryVerdict::NotRetriable: return fmt::format(", which {} cannot name", who);
    case sim::RetryVerdict::Exhausted:
      if (retrier.max_attempts == 0) return fmt::format(", {} never retries (MaxAttempts 0)", who);
      return fmt::format(", {} is used up ({} of {})", who, notice.retries_done, retrier.max_attempts);
    case sim::RetryVerdict::Retry: break;
  }
  return {};
}

std::string verdict_text(const sim::CatchNotice& notice, const asl::Catcher& catcher) {
  const std::string who = fmt::format("Catch[{}] ({})", notice.catcher, terminal_safe(graph::error_names_text(catcher.error_equals)));
  switch (notice.verdict) {
    case sim::CatchVerdict::NoMatch: return fmt::format(", not in {}{}", who, miscased_hint(catcher.error_equals));
    case sim::CatchVerdict::NotCatchable: return fmt::format(", which {} cannot catch", who);
    case sim::CatchVerdict::Taken: return fmt::format(", caught by {} ", who);
  }
  return {};
}

}  // namespace sfn::report::formats

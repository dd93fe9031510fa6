#include "report/formats/run/summary.h"

#include <fmt/format.h>

#include "report/data_lines.h"
#include "report/duration.h"
#include "report/escape.h"
#include "text/timestamp.h"

namespace sfn::report::formats {
namespace {

std::string counts_text(const sim::Counts& counts) {
  std::string out;
  const auto say = [&](uint64_t count, std::string_view one, std::string_view many, bool always) {
    if (count == 0 && !always) return;
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, count == 1 ? one : many);
  };
  say(counts.transitions, "transition", "transitions", true);
  say(counts.events, "event", "events", true);
  say(counts.calls, "call", "calls", false);
  say(counts.retries, "retry", "retries", false);
  say(counts.iterations, "iteration", "iterations", false);
  return out;
}

// A cause may have several lines (a stack trace): they stand below each other.
std::string lines_text(std::string_view text, std::string_view margin) {
  std::string out;
  while (true) {
    const size_t end = text.find('\n');
    out += terminal_safe(text.substr(0, end)) + "\n";
    if (end == std::string_view::npos) return out;
    text.remove_prefix(end + 1);
    if (text.empty()) return out;
    out += margin;
  }
}

}  // namespace

std::string run_summary(const sim::ExecutionResult& result, const Style& style) {
  const bool good = result.status == sim::Status::Succeeded;
  std::string out = "\n" + style(good ? Paint::Good : Paint::Error, sim::name_of(result.status));
  out += fmt::format(" in {} of virtual time ({} to {})\n", duration_text(result.stop - result.start), text::format_timestamp(result.start),
                     text::format_timestamp(result.stop));
  if (result.stopped_after != nullptr)
    out += fmt::format("stopped after \"{}\", as asked for\n", terminal_safe(result.stopped_after->name));
  out += counts_text(result.counts) + "\n";
  if (good) {
    for (const std::string& line : data_lines(result.output.value, "output: ")) out += line + "\n";
    return out;
  }
  if (result.status == sim::Status::TimedOut)
    out += "cause:  its time was up: TimeoutSeconds of the state machine, or the service's limit (EXPRESS 5 minutes, STANDARD one year)\n";
  if (result.error) out += "error:  " + lines_text(*result.error, "        ");
  if (result.cause) out += "cause:  " + lines_text(*result.cause, "        ");
  return out;
}

}  // namespace sfn::report::formats

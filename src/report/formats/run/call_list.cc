#include "report/formats/run/call_list.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "json/writer.h"
#include "report/escape.h"
#include "text/timestamp.h"

namespace sfn::report::formats {
namespace {

std::string quoted(std::string_view text) {
  return json::quoted(utf8_safe(text));
}

std::string iteration_text(std::span<const uint32_t> iterations) {
  if (iterations.size() == 1) return std::to_string(iterations[0]);
  return fmt::format("[{}]", fmt::join(iterations, ","));
}

}  // namespace

void CallList::execution_started(const sim::Place& place, const sim::ExecutionInfo& info, const sim::Datum&) {
  if (info.id != 0) arns_[place.execution] = info.arn;
}

void CallList::execution_ended(const sim::Place& place, const sim::ExecutionResult&) {
  arns_.erase(place.execution);
}

void CallList::call(const sim::Place& place, const sim::CallNotice& notice) {
  const sim::Call& call = notice.call;
  std::string out = fmt::format("{{\"state\":{}", quoted(call.state.name));
  const auto child = arns_.find(place.execution);
  if (child != arns_.end()) out += fmt::format(",\"execution\":{}", quoted(child->second));
  out += fmt::format(",\"call\":{},\"attempt\":{}", call.number, call.attempt);
  if (!call.iterations.empty()) out += fmt::format(",\"iteration\":{}", iteration_text(call.iterations));
  out += fmt::format(",\"arguments\":{},\"start\":\"{}\"", call.arguments.is_undefined() ? "null" : json::to_json(call.arguments),
                     text::format_timestamp(place.time));
  open_[{place.execution, &call.state, call.number}] = calls_.size();
  calls_.push_back(std::move(out));
}

void CallList::call_ended(const sim::Place& place, const sim::CallEndNotice& notice) {
  const auto open = open_.find({place.execution, place.state, notice.number});
  if (open == open_.end()) return;
  std::string& call = calls_[open->second];
  call += fmt::format(",\"stop\":\"{}\"", text::format_timestamp(place.time));
  if (notice.result != nullptr) {
    call += fmt::format(",\"result\":{}", json::to_json(notice.result->value));
  } else {
    call += fmt::format(",\"error\":{}", quoted(notice.error));
    if (notice.has_cause) call += fmt::format(",\"cause\":{}", quoted(notice.cause));
  }
  open_.erase(open);
}

void CallList::write(const Writer& writer) const {
  std::string_view between;
  for (const std::string& call : calls_) {
    writer(between);
    writer(call);
    between = "},\n";
  }
  if (!calls_.empty()) writer("}");
}

}  // namespace sfn::report::formats

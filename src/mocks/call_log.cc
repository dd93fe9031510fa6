#include "mocks/call_log.h"

#include "text/timestamp.h"

namespace sfn::mocks {
namespace {

json::Value text(std::string_view value) {
  return json::Value::string(value);
}

json::Value indices(std::span<const uint32_t> iterations) {
  if (iterations.size() == 1) return json::Value::integer(iterations[0]);
  json::ArrayBuilder out;
  for (const uint32_t index : iterations) out.push(json::Value::integer(index));
  return out.build();
}

}  // namespace

void CallLog::call(const sim::Place& place, const sim::CallNotice& notice) {
  const sim::Call& call = notice.call;
  json::ObjectBuilder out;
  out.set("state", text(call.state.name));
  out.set("call", json::Value::integer(call.number));
  out.set("attempt", json::Value::integer(call.attempt));
  if (!call.iterations.empty()) out.set("iteration", indices(call.iterations));
  out.set("arguments", call.arguments.is_undefined() ? json::Value::null() : call.arguments);
  out.set("start", text(text::format_timestamp(place.time)));
  open_[{place.execution, &call.state, call.number}] = calls_.size();
  calls_.push_back(out.build());
}

void CallLog::call_ended(const sim::Place& place, const sim::CallEndNotice& notice) {
  const auto open = open_.find({place.execution, place.state, notice.number});
  if (open == open_.end()) return;
  json::Value& call = calls_[open->second];
  call.set("stop", text(text::format_timestamp(place.time)));
  if (notice.result != nullptr) {
    call.set("result", notice.result->value);
  } else {
    call.set("error", text(notice.error));
    if (notice.has_cause) call.set("cause", text(notice.cause));
  }
  open_.erase(open);
}

json::Value CallLog::calls() const {
  json::ArrayBuilder out;
  out.append(calls_);
  return out.build();
}

}  // namespace sfn::mocks

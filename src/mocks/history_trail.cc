#include "mocks/history_trail.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "json/reader.h"
#include "text/timestamp.h"

namespace sfn::mocks {
namespace {

constexpr uint32_t kNobody = UINT32_MAX;

bool starts_with(std::string_view text, std::string_view head) {
  return text.substr(0, head.size()) == head;
}
bool ends_with(std::string_view text, std::string_view tail) {
  return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
}

std::string_view text_of(const json::Value& object, std::string_view key) {
  const json::Value* found = object.find(key);
  return found != nullptr && found->is_string() ? found->as_string() : std::string_view();
}

/// The AWS CLI writes RFC 3339 with an offset; other clients seconds since 1970.
std::optional<int64_t> time_of(const json::Value& event) {
  const json::Value& time = event.get("timestamp");
  if (time.is_number()) return static_cast<int64_t>(std::llround(time.as_double() * 1000));
  if (!time.is_string()) return std::nullopt;
  const auto instant = text::parse_timestamp(time.as_string(), text::TimestampForm::OffsetDateTime);
  return instant ? std::optional(instant->milliseconds()) : std::nullopt;
}

uint64_t id_of(const json::Value& event, std::string_view key) {
  const json::Value& id = event.get(key);
  return id.is_int() && id.as_int() > 0 ? static_cast<uint64_t>(id.as_int()) : 0;
}

/// The one member "…EventDetails" of an event.
json::Value details_of(const json::Value& event) {
  for (const json::Member member : event.members()) {
    if (ends_with(member.key, "EventDetails")) return member.value;
  }
  return json::Value::empty_object();
}

bool is_call(std::string_view type, std::string_view what) {
  for (const std::string_view family : {"Task", "LambdaFunction", "Activity"}) {
    if (type.size() == family.size() + what.size() && starts_with(type, family) && ends_with(type, what)) return true;
  }
  return false;
}

}  // namespace

HistoryTrail::Place HistoryTrail::place_of(uint64_t event) const {
  const auto found = places_.find(event);
  return found == places_.end() ? Place{} : found->second;
}

/// Histories hold JSON as text; what is not text already is taken as it is.
json::Value HistoryTrail::data(const json::Value& details, std::string_view key) {
  const json::Value* value = details.find(key);
  if (value == nullptr) {
    has_data_ = false;
    return {};
  }
  if (!value->is_string()) return *value;
  auto parsed = json::parse_json(value->as_string());
  return parsed ? *parsed : *value;
}

uint32_t HistoryTrail::climb(Place from, std::string_view state) const {
  uint32_t visit = from.visit, scope = from.scope;
  while (true) {
    if (visit != kNobody && visits_[visit].state == state) return visit;
    if (visit != kNobody) scope = visits_[visit].scope;
    if (scope == 0) return kNobody;
    visit = scopes_[scope].owner;
    if (visit == kNobody) return kNobody;
  }
}

uint32_t HistoryTrail::climb_to_open(Place from, std::string_view family) const {
  uint32_t visit = from.visit, scope = from.scope;
  while (true) {
    if (visit != kNobody && visits_[visit].family == family && !visits_[visit].closed) return visit;
    if (visit != kNobody) scope = visits_[visit].scope;
    if (scope == 0) return kNobody;
    visit = scopes_[scope].owner;
    if (visit == kNobody) return kNobody;
  }
}

std::vector<uint32_t> HistoryTrail::iterations_of(uint32_t scope) const {
  std::vector<uint32_t> out;
  while (scope != 0) {
    if (scopes_[scope].iteration) out.push_back(*scopes_[scope].iteration);
    scope = visits_[scopes_[scope].owner].scope;
  }
  std::reverse(out.begin(), out.end());
  return out;
}

HistoryTrail::Place HistoryTrail::entered(Place previous, std::string_view type, const json::Value& details) {
  const uint32_t scope = previous.visit != kNobody ? visits_[previous.visit].scope : previous.scope;
  Visit visit;
  visit.state = std::string(text_of(details, "name"));
  constexpr std::array<std::string_view, 3> kFamilies{"Map", "Parallel", "Task"};
  for (const std::string_view family : kFamilies) {
    if (starts_with(type, family)) visit.family = family;
  }
  visit.scope = scope;
  if (scope == 0) path_.push_back(visit.state);
  visits_.push_back(std::move(visit));
  return {static_cast<uint32_t>(visits_.size() - 1), scope};
}

HistoryTrail::Place HistoryTrail::exited(Place previous, const json::Value& details) const {
  const uint32_t visit = climb(previous, text_of(details, "name"));
  return visit == kNobody ? previous : Place{visit, visits_[visit].scope};
}

HistoryTrail::Place HistoryTrail::iteration_started(Place previous, const json::Value& details) {
  uint32_t map = climb(previous, text_of(details, "name"));
  if (map == kNobody) map = climb_to_open(previous, "Map");
  if (map == kNobody) return previous;
  const json::Value& index = details.get("index");
  scopes_.push_back({map, index.is_int() ? static_cast<uint32_t>(index.as_int()) : 0});
  return {kNobody, static_cast<uint32_t>(scopes_.size() - 1)};
}

/// A Parallel's branches begin from its Started event: what is entered then lies in a scope of its own. A Map's visit itself goes on.
HistoryTrail::Place HistoryTrail::container_started(Place previous, std::string_view family) {
  const uint32_t visit = climb_to_open(previous, family);
  if (visit == kNobody) return previous;
  if (family == "Map") return {visit, visits_[visit].scope};
  scopes_.push_back({visit, std::nullopt});
  return {kNobody, static_cast<uint32_t>(scopes_.size() - 1)};
}

void HistoryTrail::schedule(Place place, const json::Value& details) {
  if (place.visit == kNobody) return;
  Visit& visit = visits_[place.visit];
  RecordedCall call;
  call.state = visit.state;
  call.iterations = iterations_of(visit.scope);
  call.attempt = visit.attempts++;
  call.started = last_;
  const json::Value& heartbeat = details.get("heartbeatInSeconds");
  if (heartbeat.is_int() && heartbeat.as_int() > 0) call.heartbeat_seconds = heartbeat.as_int();
  visit.call = static_cast<uint32_t>(calls_.size());
  calls_.push_back(std::move(call));
}

void HistoryTrail::finish(Place place, RecordedCall::End end, const json::Value& details) {
  if (place.visit == kNobody || visits_[place.visit].call == kNobody) return;
  RecordedCall& call = calls_[visits_[place.visit].call];
  call.end = end;
  call.ended = last_;
  if (end == RecordedCall::End::Succeeded) {
    call.output = data(details, "output");
    return;
  }
  call.error = details.get("error");
  call.cause = details.get("cause");
}

bool HistoryTrail::end_execution(std::string_view type, const json::Value& details) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kEnds{{{"ExecutionSucceeded", "SUCCEEDED"},
                                                                                {"ExecutionFailed", "FAILED"},
                                                                                {"ExecutionTimedOut", "TIMED_OUT"},
                                                                                {"ExecutionAborted", "ABORTED"}}};
  for (const auto& [name, status] : kEnds) {
    if (type != name) continue;
    json::ObjectBuilder out;
    out.set("status", json::Value::string(status));
    if (status == "SUCCEEDED") {
      json::Value output = data(details, "output");
      if (!output.is_undefined()) out.set("output", std::move(output));
    }
    for (const std::string_view key : {"error", "cause"}) {
      if (details.find(key) != nullptr) out.set(key, details.get(key));
    }
    result_ = out.build();
    return true;
  }
  return false;
}

bool HistoryTrail::add(const json::Value& event) {
  const uint64_t id = id_of(event, "id");
  const json::Value type_value = event.get("type");
  if (id == 0 || !type_value.is_string()) return false;
  const std::string_view type = type_value.as_string();
  const json::Value details = details_of(event);
  if (const auto time = time_of(event)) last_ = time;
  Place place = place_of(id_of(event, "previousEventId"));
  if (type == "ExecutionStarted") {
    input_ = data(details, "input");
    role_arn_ = std::string(text_of(details, "roleArn"));
    start_ = last_;
  } else if (ends_with(type, "StateEntered")) {
    place = entered(place, type, details);
  } else if (ends_with(type, "StateExited")) {
    place = exited(place, details);
  } else if (type == "MapIterationStarted") {
    place = iteration_started(place, details);
  } else if (type == "MapStateStarted" || type == "ParallelStateStarted") {
    place = container_started(place, type == "MapStateStarted" ? "Map" : "Parallel");
  } else if (type == "MapStateFailed" || type == "ParallelStateFailed") {
    const uint32_t visit = climb_to_open(place, type == "MapStateFailed" ? "Map" : "Parallel");
    if (visit != kNobody) visits_[visit].closed = true, place = {visit, visits_[visit].scope};
  } else if (type == "MapRunStarted" && place.visit != kNobody) {
    distributed_.push_back(visits_[place.visit].state);
  } else if (is_call(type, "Scheduled")) {
    schedule(place, details);
  } else if (is_call(type, "Submitted")) {
    if (place.visit != kNobody && visits_[place.visit].call != kNobody)
      calls_[visits_[place.visit].call].submitted = data(details, "output");
  } else if (is_call(type, "Succeeded")) {
    finish(place, RecordedCall::End::Succeeded, details);
  } else if (is_call(type, "TimedOut")) {
    finish(place, RecordedCall::End::TimedOut, details);
  } else if (is_call(type, "Failed") || is_call(type, "StartFailed") || is_call(type, "ScheduleFailed") || is_call(type, "SubmitFailed")) {
    finish(place, RecordedCall::End::Failed, details);
  } else {
    end_execution(type, details);
  }
  places_[id] = place;
  return true;
}

}  // namespace sfn::mocks

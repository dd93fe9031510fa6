#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "json/writer.h"
#include "sim/states/states.h"
#include "text/timestamp.h"

namespace sfn::sim {
namespace {

constexpr int64_t kLongestWait = INT32_MAX;  // seconds until a timestamp
constexpr int64_t kMaxSeconds = 99'999'999;  // a literal

std::string shown(const json::Value& value) {
  return value.is_string() ? std::string(value.as_string()) : json::to_json(value);
}

/// The value of SecondsPath or TimestampPath.
json::Value referenced(const asl::Computed& field, Scope& scope) {
  const jsonpath::Path* path = &path_of(*field.expression());
  auto found = scope.read(*path);
  if (found) return std::move(*found);
  throw runtime_failure(fmt::format("The {} parameter does not reference an input value: {}", field.field, path->text()));
}

std::optional<int64_t> whole_number(const json::Value& value) {
  if (value.is_int()) return value.as_int();
  if (!value.is_string()) return std::nullopt;
  const std::string_view text = value.as_string();
  int64_t number = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

int64_t seconds_of_path(const asl::Computed& field, Scope& scope) {
  const json::Value value = referenced(field, scope);
  refuse_unknown(field, scope, value);
  const std::string_view path = field.expression()->text;
  const auto number = whole_number(value);
  if (!number)
    throw runtime_failure(fmt::format("The {} parameter cannot be parsed as a long value: {} == {}", field.field, path, shown(value)));
  if (*number < 0) throw runtime_failure(fmt::format("The {} parameter references a negative value: {} == {}", field.field, path, *number));
  return *number;
}

int64_t seconds_of_query(const asl::Computed& field, Scope& scope) {
  const Location location{nullptr, "Seconds", 0};
  const json::Value value = query(*field.expression(), scope, location);
  refuse_unknown(field, scope, value);
  if (!value.is_number()) throw unexpected_type(*field.expression(), location, "number", value);
  const double number = value.as_double();
  if (number != std::floor(number))
    throw AslFailure::query(fmt::format("The Seconds field cannot be parsed as an integer: {}", json::to_json(value)), "Seconds", true);
  if (number < 0 || number > kMaxSeconds)
    throw AslFailure::query(fmt::format("Seconds must be between 0 and {} but was: {}", kMaxSeconds, json::to_json(value)), "Seconds",
                            true);
  return static_cast<int64_t>(number);
}

Time until_seconds(const asl::Computed& field, Scope& scope, Time now) {
  int64_t seconds = 0;
  if (field.literal() != nullptr)
    seconds = static_cast<int64_t>(literal_number(field, "Seconds").as_double());
  else if (field.expression()->jsonata())
    seconds = seconds_of_query(field, scope);
  else
    seconds = seconds_of_path(field, scope);
  if (seconds > kLongestWait) throw runtime_failure("Wait state delay is too long.");
  return now + seconds * 1000;
}

text::Instant instant_of(const asl::Computed& field, Scope& scope) {
  using text::TimestampForm;
  if (const json::Value* literal = field.literal()) {
    const auto instant = text::parse_timestamp(literal->is_string() ? literal->as_string() : std::string_view(), TimestampForm::Rfc3339);
    if (!instant && literal->is_string()) refuse_unfilled("Timestamp", literal->as_string(), field.node);
    if (!instant) throw NotRunnable("this Timestamp is not an RFC 3339 timestamp", field.node);
    return *instant;
  }
  if (field.expression()->jsonata()) {
    const Location location{nullptr, "Timestamp", 0};
    const json::Value value = query(*field.expression(), scope, location);
    refuse_unknown(field, scope, value);
    if (!value.is_string()) throw unexpected_type(*field.expression(), location, "string", value);
    const auto instant = text::parse_timestamp(value.as_string(), TimestampForm::OffsetDateTime);
    if (instant) return *instant;
    throw AslFailure::query(
        fmt::format("The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: {}", shown(value)),
        "Timestamp", true);
  }
  const json::Value value = referenced(field, scope);
  refuse_unknown(field, scope, value);
  const auto instant = value.is_string() ? text::parse_timestamp(value.as_string(), TimestampForm::OffsetDateTime) : std::nullopt;
  if (instant) return *instant;
  throw runtime_failure(
      fmt::format("The {} parameter does not reference a valid ISO-8601 extended offset date-time format string: {} == {}", field.field,
                  field.expression()->text, shown(value)));
}

Time until_timestamp(const asl::Computed& field, Scope& scope, Time now) {
  const text::Instant instant = instant_of(field, scope);
  const Time due = instant.milliseconds();
  if (due - now > kLongestWait * 1000) throw runtime_failure("Wait state delay is too long.");
  return std::max(due, now);
}

}  // namespace

Step run_wait(Core& core, FrameId id) {
  const asl::Wait& wait = *core.state_of(id).as<asl::Wait>();
  FrameHost host(core, id);
  Scope scope(host, core.frame(id).input);
  effective_input(core, id, scope);
  Time due = core.now_;
  if (wait.seconds)
    due = until_seconds(*wait.seconds, scope, core.now_);
  else if (wait.timestamp)
    due = until_timestamp(*wait.timestamp, scope, core.now_);
  core.frame(id).phase = Phase::Waiting;
  core.arm(id, due);
  return Step::Blocked;
}

Step resume_wait(Core& core, FrameId id) {
  const asl::State& state = core.state_of(id);
  FrameHost host(core, id);
  Scope scope(host, core.frame(id).input);
  effective_input(core, id, scope);
  return complete_without_result(core, id, scope, state.assign, state.output);
}

}  // namespace sfn::sim

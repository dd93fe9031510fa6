#include "sim/history.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "json/writer.h"
#include "sim/probe.h"
#include "text/timestamp.h"

namespace sfn::sim {
namespace {

struct TypeRow {
  std::string_view name, details;
};

constexpr TypeRow kTypes[] = {
#define SFN_EVENT(type, details, payload) {#type, #details},
#include "sim/events.def"
};

constexpr std::string_view kNotTruncated = R"({"truncated":false})";

}  // namespace

std::string_view name_of(EventType type) {
  return kTypes[static_cast<size_t>(type)].name;
}

std::string_view details_field_of(EventType type) {
  const std::string_view field = kTypes[static_cast<size_t>(type)].details;
  return field == "none" ? std::string_view() : field;
}

std::string_view name_of(Status status) {
  switch (status) {
    case Status::Running: return "RUNNING";
    case Status::Succeeded: return "SUCCEEDED";
    case Status::Failed: return "FAILED";
    case Status::TimedOut: return "TIMED_OUT";
    case Status::Aborted: break;
  }
  return "ABORTED";
}

std::string_view name_of(Stage stage) {
  static constexpr std::string_view kNames[] = {"input",          "afterInputPath",        "afterParameters",           "afterArguments",
                                                "afterItemsPath", "afterItemSelector",     "afterItemBatcher",          "afterItemsPointer",
                                                "result",         "afterResultSelector",   "afterResultPath",           "output",
                                                "maxConcurrency", "toleratedFailureCount", "toleratedFailurePercentage"};
  return kNames[static_cast<size_t>(stage)];
}

std::string text_of(const Datum& datum) {
  return datum.text ? *datum.text : json::to_json(datum.value);
}

/// Writes the members of a details object.
struct PayloadWriter {
  EventWriter& writer;
  std::string& out;
  const Event& event;
  bool first = true;

  void key(std::string_view name) {
    if (!first) out += ',';
    first = false;
    out += '"';
    out += name;
    out += "\":";
  }
  void text(std::string_view name, std::string_view value) {
    key(name);
    json::append_quoted(out, value);
  }
  void optional(std::string_view name, const std::optional<std::string>& value) {
    if (value) text(name, *value);
  }
  void number(std::string_view name, uint64_t value) {
    key(name);
    out += fmt::format_int(value).c_str();
  }
  void seconds(std::string_view name, const std::optional<int64_t>& value) {
    if (value) number(name, static_cast<uint64_t>(*value));
  }
  void datum(std::string_view name, const Datum& value, bool with_details = true) {
    text(name, writer.text_of(value));
    if (!with_details) return;
    if (!first) out += ',';
    out += '"';
    out += name;
    out += "Details\":";
    out += kNotTruncated;
  }

  const asl::Resource* resource() const {
    const auto* task = event.state == nullptr ? nullptr : event.state->as<asl::Task>();
    return task == nullptr ? nullptr : &task->resource;
  }
  bool is_service() const { return name_of(event.type).starts_with("Task"); }
  /// Events of services name them; those of Lambda functions and activities do not.
  void service() {
    if (!is_service() || resource() == nullptr) return;
    text("resourceType", resource()->resource_type);
    text("resource", resource()->event_resource);
  }

  void operator()(const event::Nothing&) { service(); }
  void operator()(const event::Started& payload) {
    datum("input", payload.input);
    text("roleArn", payload.role_arn);
  }
  void operator()(const event::Entered& payload) {
    text("name", event.state->name);
    datum("input", payload.input);
  }
  void operator()(const event::Exited& payload) {
    text("name", event.state->name);
    datum("output", payload.output);
    if (payload.assigned.size() > 0) assigned(payload.assigned);
  }
  void operator()(const event::Output& payload) {
    service();
    datum("output", payload.output);
  }
  void operator()(const event::Failure& payload) {
    service();
    optional("error", payload.error);
    optional("cause", payload.cause);
  }
  void operator()(const event::Scheduled& payload) {
    if (is_service()) {
      service();
      text("region", payload.region);
      datum("parameters", payload.parameters, false);
    } else {
      text("resource", resource()->text);
      datum("input", payload.parameters);
    }
    seconds("timeoutInSeconds", payload.timeout_seconds);
    if (event.type != EventType::LambdaFunctionScheduled) seconds("heartbeatInSeconds", payload.heartbeat_seconds);
    credentials(payload.credentials);
  }
  void operator()(const event::Length& payload) { number("length", payload.length); }
  void operator()(const event::Iteration& payload) {
    text("name", event.state->name);
    number("index", payload.index);
  }
  void operator()(const event::MapRun& payload) { text("mapRunArn", payload.arn); }
  void operator()(const event::Evaluation& payload) {
    text("error", payload.error);
    text("cause", payload.cause);
    optional("location", payload.location);
    text("state", event.state->name);
  }

  void credentials(const json::Value& value) {
    const json::Value* role = value.find("RoleArn");
    if (role == nullptr || !role->is_string()) return;
    key("taskCredentials");
    out += R"({"roleArn":)";
    json::append_quoted(out, role->as_string());
    out += '}';
  }
  /// An unordered map in the API: sorted here.
  void assigned(const json::Value& variables) {
    std::vector<size_t> order(variables.size());
    for (size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](size_t a, size_t b) { return variables.key_at(a).view() < variables.key_at(b).view(); });
    key("assignedVariables");
    out += '{';
    for (size_t i = 0; i < order.size(); ++i) {
      if (i > 0) out += ',';
      json::append_quoted(out, variables.key_at(order[i]));
      out += ':';
      json::append_quoted(out, json::to_json(variables.value_at(order[i])));
    }
    out += '}';
    key("assignedVariablesDetails");
    out += kNotTruncated;
  }
};

const std::string& EventWriter::text_of(const Datum& datum) {
  if (datum.text) return *datum.text;
  if (datum.value.identity() != nullptr && datum.value.same(last_.value)) return last_text_;
  last_ = datum;
  last_text_.clear();
  json::append_json(last_text_, datum.value);
  return last_text_;
}

void EventWriter::append_payload(std::string& out, const Event& event) {
  const std::string_view field = details_field_of(event.type);
  if (field.empty()) return;
  out += ",\"";
  out += field;
  out += "\":{";
  std::visit(PayloadWriter{*this, out, event}, event.payload);
  out += '}';
}

void EventWriter::append(std::string& out, const Event& event) {
  if (event.time != last_time_) last_time_text_ = text::format_timestamp(event.time);
  last_time_ = event.time;
  out += "{\"id\":";
  out += fmt::format_int(event.id).c_str();
  out += ",\"previousEventId\":";
  out += fmt::format_int(event.previous).c_str();
  out += ",\"timestamp\":\"";
  out += last_time_text_;
  out += "\",\"type\":\"";
  out += name_of(event.type);
  out += '"';
  append_payload(out, event);
  out += '}';
}

void append_event_json(std::string& out, const Event& event) {
  EventWriter().append(out, event);
}

}  // namespace sfn::sim

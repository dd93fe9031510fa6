#include "mocks/convert.h"

#include <fmt/format.h>

#include "json/writer.h"

namespace sfn::mocks {
namespace {

json::Value text(std::string_view value) {
  return json::Value::string(value);
}

json::Value one(std::string_view key, json::Value value) {
  json::ObjectBuilder out;
  out.set(key, std::move(value));
  return out.build();
}

json::Value error_object(const sim::ErrorOutput& output, std::string_view error, std::string_view cause) {
  json::ObjectBuilder out;
  if (output.error) out.set(error, text(*output.error));
  if (output.cause) out.set(cause, text(*output.cause));
  return out.build();
}

std::string range_text(const CallRange& range) {
  return range.first == range.last ? std::to_string(range.first) : fmt::format("{}-{}", range.first, range.last);
}

json::Value native_response(const NumberedResponse& numbered) {
  json::ObjectBuilder out;
  const CallRange& calls = numbered.calls;
  if (calls.first == calls.last)
    out.set("call", json::Value::integer(calls.first));
  else
    out.set("call", text(range_text(calls)));
  if (const auto* error = std::get_if<Throw>(&numbered.outcome))
    out.set("throw", error_object(error->output, "error", "cause"));
  else
    out.set("return", std::get<Return>(numbered.outcome).value);
  if (calls.first != calls.last) out.set("times", json::Value::integer(int64_t{calls.last} - calls.first + 1));
  return out.build();
}

/// Why a response cannot be told by the number of its call; empty if it can.
std::string_view inexpressible(const Response& response) {
  if (response.when || response.attempt || !response.iteration.empty()) return "it selects calls by more than their number";
  if (std::holds_alternative<Compute>(response.outcome)) return "\"compute\" has no counterpart";
  if (std::holds_alternative<Echo>(response.outcome)) return "\"echo\" has no counterpart";
  if (std::holds_alternative<NeverAnswers>(response.outcome)) return "\"timeout\" has no counterpart";
  return {};
}

json::Value config_outcome(const Response& response) {
  if (const auto* error = std::get_if<Throw>(&response.outcome)) return one("Throw", error_object(error->output, "Error", "Cause"));
  if (const auto* constant = std::get_if<Return>(&response.outcome)) return one("Return", constant->value);
  json::ObjectBuilder envelope;
  envelope.set("StatusCode", json::Value::integer(200));
  envelope.set("Payload", std::get<FunctionResult>(response.outcome).value);
  return one("Return", envelope.build());
}

/// Calls that "always" is written as: the configuration knows no end.
constexpr uint32_t kManyCalls = 999;

class ConfigWriter {
 public:
  explicit ConfigWriter(std::vector<std::string>& notes) : notes_(notes) {}

  json::Value responses(const ResponseList& list) {
    json::ObjectBuilder out;
    uint32_t next = 0;
    for (size_t i = 0; i < list.responses.size(); ++i) {
      const Response& response = list.responses[i];
      const std::string_view why = inexpressible(response);
      if (!why.empty()) {
        notes_.push_back(fmt::format("{}[{}] is left out: {}", list.name, i, why));
        continue;
      }
      if (response.duration || !response.heartbeats.empty() || response.submitted) {
        notes_.push_back(fmt::format("{}[{}]: \"duration\", \"heartbeats\" and \"submitted\" have no counterpart", list.name, i));
      }
      CallRange range{next, next};
      if (response.call)
        range = *response.call;
      else
        range.last = next + (response.times == kAlways ? kManyCalls : response.times - 1);
      out.set(range_text(range), config_outcome(response));
      next = range.last + 1;
    }
    return out.build();
  }

 private:
  std::vector<std::string>& notes_;
};

}  // namespace

Converted to_native(const ConfigCase& config) {
  Converted out;
  json::ObjectBuilder states;
  for (const MockedResponse& mocked : config.states) {
    json::ArrayBuilder list;
    for (const NumberedResponse& numbered : mocked.responses) list.push(native_response(numbered));
    states.set(mocked.state, list.build());
  }
  json::ObjectBuilder file;
  file.set("version", json::Value::integer(1));
  file.set("states", states.build());
  out.file = file.build();
  return out;
}

Converted to_config(const MockFile& file, const std::string& machine, const std::string& test_case) {
  Converted out;
  ConfigWriter writer(out.notes);
  json::ObjectBuilder states, responses;
  for (const ResponseList& list : file.states) {
    json::Value numbered = writer.responses(list);
    if (numbered.size() == 0) continue;
    const std::string name = fmt::format("{} of {}", list.name, test_case);
    states.set(list.name, text(name));
    responses.set(name, std::move(numbered));
  }
  if (!file.resources.empty()) out.notes.emplace_back("\"resources\" are left out: a configuration names states only");
  if (!file.objects.empty()) out.notes.emplace_back("\"objects\" are left out: a configuration mocks tasks only");
  if (!file.executions.empty()) out.notes.emplace_back("\"executions\" are left out: a configuration mocks tasks only");
  json::ObjectBuilder root;
  root.set("StateMachines", one(machine, one("TestCases", one(test_case, states.build()))));
  root.set("MockedResponses", responses.build());
  out.file = root.build();
  return out;
}

}  // namespace sfn::mocks

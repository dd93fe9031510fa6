#include "mocks/call_scope.h"

#include <fmt/format.h>

#include "text/timestamp.h"

namespace sfn::mocks {
namespace {

/// Every call has random numbers of its own, so that one more call elsewhere changes none.
uint64_t seed_of(const sim::Call& call) {
  uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : call.state.name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return (hash ^ call.number) * 0x100000001b3U + 1;
}

int64_t entered_at(const sim::Call& call) {
  const json::Value entered = call.context.get("State").get("EnteredTime");
  if (!entered.is_string()) return 0;
  const auto instant = text::parse_timestamp(entered.as_string(), text::TimestampForm::OffsetDateTime);
  return instant ? instant->milliseconds() : 0;
}

}  // namespace

json::Value CallScope::lookup(std::string_view name) const {
  if (name == "arguments") return call_.arguments;
  if (name == "input") return call_.input;
  if (name == "context") return call_.context;
  if (name == "call") return json::Value::integer(call_.number);
  if (name == "attempt") return json::Value::integer(call_.attempt);
  if (name == "iteration") return call_.iterations.empty() ? json::Value() : json::Value::integer(call_.iterations.back());
  if (name != "iterations") return {};
  json::ArrayBuilder all;
  for (const uint32_t index : call_.iterations) all.push(json::Value::integer(index));
  return all.build();
}

jsonata::Environment environment_of(const sim::Call& call, const CallScope& scope) {
  jsonata::Environment environment;
  environment.input = &call.arguments;
  environment.variables = &scope;
  environment.now_millis = entered_at(call);
  environment.random_state = seed_of(call);
  environment.limits = jsonata::Limits::reference();
  return environment;
}

json::Value evaluate_for(const jsonata::Expression& expression, const sim::Call& call) {
  const CallScope scope(call);
  jsonata::Environment environment = environment_of(call, scope);
  return jsonata::to_output(jsonata::evaluate(expression, environment));
}

std::string describe(const sim::Call& call) {
  std::string out = fmt::format("call {} of state \"{}\" (attempt {}", call.number, call.state.name, call.attempt);
  if (!call.iterations.empty()) out += fmt::format(", iteration {}", fmt::join(call.iterations.begin(), call.iterations.end(), "/"));
  return out + ")";
}

}  // namespace sfn::mocks

// Numbers of a state that may be computed: TimeoutSeconds, MaxConcurrency, ToleratedFailure…, MaxItems ….
#include <fmt/format.h>

#include <charconv>
#include <cmath>

#include "asl/placeholder.h"
#include "json/number.h"
#include "json/writer.h"
#include "sim/states/states.h"

namespace sfn::sim {
namespace {

/// AWS quotes the value's text: "1.5", "{}", "NoNumber".
std::string shown(const json::Value& value) {
  return value.is_string() ? std::string(value.as_string()) : json::to_json(value);
}

std::optional<double> number_of(const json::Value& value) {
  if (value.is_number()) return value.as_double();
  if (value.is_string() && json::is_json_number(value.as_string())) return json::to_double(value.as_string());
  return std::nullopt;
}

std::optional<int64_t> integer_of(const json::Value& value) {
  if (value.is_int()) return value.as_int();
  const auto number = number_of(value);
  if (!number || *number != std::floor(*number) || std::fabs(*number) > 9e18) return std::nullopt;
  if (!value.is_string()) return static_cast<int64_t>(*number);
  const std::string_view text = value.as_string();
  int64_t integer = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), integer);
  if (problem != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return integer;
}

/// The value of a computed field, whatever its type.
json::Value value_of(const asl::Computed& field, std::string_view name, std::string_view within, Scope& scope) {
  if (field.literal() != nullptr) return literal_number(field, name);
  const asl::Expression& expression = *field.expression();
  if (expression.jsonata()) {
    const Location outer{nullptr, within, 0};
    const Location location{within.empty() ? nullptr : &outer, name, 0};
    json::Value value = query(expression, scope, location);
    refuse_unknown(field, scope, value);
    if (!value.is_number()) throw unexpected_type(expression, location, "number", value);
    return value;
  }
  json::Value value = read_path(path_of(expression), scope);
  refuse_unknown(field, scope, value);
  return value;
}

bool is_query(const asl::Computed& field) {
  return field.expression() != nullptr && field.expression()->jsonata() != nullptr;
}

std::string location_of(const IntegerField& rule) {
  return rule.within.empty() ? std::string(rule.name) : fmt::format("{}/{}", rule.within, rule.name);
}

[[noreturn]] void not_a(std::string_view kind, const asl::Computed& field, const IntegerField& rule, const json::Value& value) {
  if (is_query(field))
    throw AslFailure::query(fmt::format("The {} field cannot be parsed as an {}: {}", rule.name, kind, json::to_json(value)),
                            location_of(rule));
  throw runtime_failure(fmt::format("The {} field refers to value \"{}\" which is not a valid {}: {}", field.field, shown(value), kind,
                                    field.expression() != nullptr ? field.expression()->text : std::string_view()));
}

}  // namespace

json::Value literal_number(const asl::Computed& field, std::string_view name) {
  const json::Value& literal = *field.literal();
  if (literal.is_number()) return literal;
  if (literal.is_string()) refuse_unfilled(name, literal.as_string(), field.node);
  if (const auto integer = integer_of(literal)) return json::Value::integer(*integer);  // what was filled in is a text
  throw NotRunnable(fmt::format("{} is {}, which is no number", name, json::to_json(literal)), field.node);
}

int64_t integer_of(const asl::Computed& field, const IntegerField& rule, Scope& scope) {
  const json::Value value = value_of(field, rule.name, rule.within, scope);
  const auto integer = integer_of(value);
  if (!integer) not_a("integer", field, rule, value);
  if (*integer >= rule.min && *integer <= rule.max) return *integer;
  if (is_query(field) && rule.max != INT64_MAX)
    throw AslFailure::query(fmt::format("{} must be between {} and {} but was: {}", rule.name, rule.min, rule.max, *integer),
                            location_of(rule));
  std::string cause = rule.max == INT64_MAX && rule.min == 0
                          ? fmt::format("{} cannot be negative.", rule.name)
                          : fmt::format("{} must be between {} and {} but was: {}", rule.name, rule.min, rule.max, *integer);
  if (is_query(field)) throw AslFailure::query(std::move(cause), location_of(rule));
  throw runtime_failure(std::move(cause));
}

double float_of(const asl::Computed& field, std::string_view name, Scope& scope) {
  const json::Value value = value_of(field, name, {}, scope);
  const auto number = number_of(value);
  if (!number) not_a("float", field, {name}, value);
  return *number;
}

}  // namespace sfn::sim

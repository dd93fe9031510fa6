#include "intrinsic/evaluate.h"

#include <fmt/format.h>

#include <cmath>

#include "intrinsic/library.h"
#include "json/writer.h"

namespace sfn::intrinsic {
namespace {

/// Throws text::UnknownText if a text in the value is not known.
void look_into(const json::Value& value, const text::UnknownTexts& unknown) {
  if (value.is_string()) {
    const std::string_view part = unknown.found_in(value.as_string());
    if (!part.empty()) throw text::UnknownText(part);
  } else if (value.is_array() || value.is_object()) {
    for (size_t i = 0; i < value.size(); ++i) look_into(value.is_array() ? value[i] : value.value_at(i), unknown);
  }
}

class Evaluator {
 public:
  Evaluator(const Expression& expression, Environment& environment) : expression_(expression), environment_(environment) {}
  text::Result<json::Value, Failure> call(const Call& call);

 private:
  text::Result<json::Value, Failure> argument(const Argument& argument);
  Failure failure(const Function& function, const Problem& problem) const;
  Failure missing(const jsonpath::Path& path) const;
  void look_at(const Function& function, const std::vector<json::Value>& values) const;

  const Expression& expression_;
  Environment& environment_;
};

Failure Evaluator::failure(const Function& function, const Problem& problem) const {
  const std::string words = problem.words.empty() ? fmt::format("Invalid arguments in {}", function.name) : problem.words;
  return {fmt::format("There was an error while evaluating the intrinsic function: {}. {}", expression_.text(), words)};
}

Failure Evaluator::missing(const jsonpath::Path& path) const {
  return {fmt::format(
      "The function '{}' had the following error: The JsonPath argument for the field '{}' could not be found in the input '{}'",
      expression_.text(), path.text(), environment_.shown_input(path))};
}

text::Result<json::Value, Failure> Evaluator::argument(const Argument& argument) {
  if (const json::Value* literal = argument.literal()) {
    if (literal->is_number() && std::isinf(literal->as_double())) unsupported("a number beyond the range of a double", argument.span);
    return *literal;
  }
  if (const Call* nested = argument.call()) return call(*nested);
  const jsonpath::Path& path = *argument.path();
  auto value = environment_.read(path);
  if (!value) return missing(path);
  return *value;
}

/// Number and kinds of the arguments by the table.
std::optional<Problem> misuse(const Function& function, Values values) {
  if (function.id == FunctionId::JsonToString && values.size() > 1) {
    return Problem{"Invalid arguments in States.JsonToString: only a single argument is allowed."};
  }
  if (values.size() < function.min_arguments) return Problem{};
  if (function.max_arguments != kUnlimited && values.size() > function.max_arguments) return Problem{};
  for (size_t i = 0; i < values.size(); ++i) {
    if (!accepts(function.parameter(i), values[i])) return Problem{};
  }
  return std::nullopt;
}

text::Result<json::Value, Failure> Evaluator::call(const Call& call) {
  if (call.function == nullptr) unsupported(fmt::format("the function {}", call.name), call.name_span);
  std::vector<json::Value> values;
  values.reserve(call.arguments.size());
  for (const Argument& part : call.arguments) {
    auto value = argument(part);
    if (!value) return value;
    values.push_back(*std::move(value));
  }
  if (const auto problem = misuse(*call.function, values)) return failure(*call.function, *problem);
  look_at(*call.function, values);
  auto outcome = run(call.function->id, values, {call, environment_});
  if (!outcome) return failure(*call.function, outcome.error());
  const text::UnknownTexts* const unknown = environment_.unknown();
  const bool missed = call.function->id == FunctionId::ArrayContains && unknown != nullptr && !outcome->is_true();
  if (missed && values[1].is_string()) look_into(values[0], *unknown), look_into(values[1], *unknown);
  return *std::move(outcome);
}

/// Whether what the function gives depends on what that argument says; the others hand theirs on. ArrayContains looks if it finds nothing.
bool looks_at(FunctionId id, size_t argument) {
  switch (id) {
    case FunctionId::Format: return argument == 0;
    case FunctionId::StringToJson:
    case FunctionId::ArrayUnique:
    case FunctionId::Base64Encode:
    case FunctionId::Base64Decode:
    case FunctionId::Hash:
    case FunctionId::StringSplit: return true;
    default: return false;
  }
}

void Evaluator::look_at(const Function& function, const std::vector<json::Value>& values) const {
  const text::UnknownTexts* const unknown = environment_.unknown();
  for (size_t i = 0; unknown != nullptr && i < values.size(); ++i) {
    if (looks_at(function.id, i)) look_into(values[i], *unknown);
  }
}

}  // namespace

void unsupported(std::string message, text::Span span) {
  throw jsonpath::Unsupported(message, span);
}

Outcome run(FunctionId id, Values values, const Situation& situation) {
  switch (id) {
    case FunctionId::Format: return format(values, situation);
    case FunctionId::StringToJson: return string_to_json(values);
    case FunctionId::JsonToString: return json::Value::string(json::to_json(values[0]));
    case FunctionId::Array: return array_of(values);
    case FunctionId::ArrayPartition: return array_partition(values);
    case FunctionId::ArrayContains: return array_contains(values);
    case FunctionId::ArrayRange: return array_range(values);
    case FunctionId::ArrayGetItem: return array_get_item(values);
    case FunctionId::ArrayLength: return json::Value::integer(static_cast<int64_t>(values[0].size()));
    case FunctionId::ArrayUnique: return array_unique(values);
    case FunctionId::Base64Encode: return base64_encode(values);
    case FunctionId::Base64Decode: return base64_decode(values);
    case FunctionId::Hash: return hash(values, situation);
    case FunctionId::JsonMerge: return json_merge(values);
    case FunctionId::MathRandom: return math_random(values, situation.environment);
    case FunctionId::MathAdd: return math_add(values);
    case FunctionId::StringSplit: return string_split(values);
    case FunctionId::UUID: break;
  }
  return json::Value::string(situation.environment.uuid());
}

text::Result<json::Value, Failure> evaluate(const Expression& expression, Environment& environment) {
  return Evaluator(expression, environment).call(expression.call());
}

}  // namespace sfn::intrinsic

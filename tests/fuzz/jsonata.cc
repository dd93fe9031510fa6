// A JSONata expression and perhaps an input, in both profiles. The same evaluation twice gives the same.
#include "fuzz/fuzz.h"
#include "json/writer.h"
#include "jsonata/evaluate.h"

namespace sfn::fuzz {
namespace {

constexpr std::string_view kData =
    R"({"a":[1,2,{"b":"x","c":null}],"o":{"k":{"x":1},"l":[true]},"s":"a,b;c","n":7,"f":2.5,"items":[{"p":3,"q":"b"},{"p":1,"q":"a"},{"p":2}]})";

// Small enough for thousands of expressions a second, large enough that every limit is met.
constexpr jsonata::Limits kLimits{.max_depth = 100,
                                  .max_steps = 200'000,
                                  .max_range = 10'000,
                                  .max_range_call = 10'000,
                                  .max_array = 50'000,
                                  .max_string = 200'000,
                                  .service_messages = false};

std::string outcome(const jsonata::Expression& expression, const json::Value& input) {
  jsonata::Environment environment;
  environment.input = &input;
  environment.limits = kLimits;
  try {
    const json::Value result = jsonata::evaluate(expression, environment);
    if (result.is_undefined()) return "nothing";
    if (jsonata::contains_function(result)) return "function";
    return json::to_json(jsonata::to_output(result));
  } catch (const jsonata::EvaluationError& error) {
    return error.error().code + error.error().message;
  }
}

}  // namespace

void jsonata(std::string_view input) {
  const Parts parts(input);
  const std::string text = parts[0];
  const json::Value data = value_of(parts.or_else(1, kData));
  for (const jsonata::Profile profile : {jsonata::Profile::Reference, jsonata::Profile::StepFunctions}) {
    const auto expression = jsonata::parse(text, profile);
    if (!expression) continue;
    const std::string first = outcome(*expression, data);
    require(outcome(*expression, data) == first, "an evaluation can be repeated");
  }
}

}  // namespace sfn::fuzz

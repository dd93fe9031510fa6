#include "jsonata/constant_arguments.h"

#include <algorithm>

#include "jsonata/evaluator.h"

namespace sfn::jsonata {
namespace {

/// What a trial may cost: a constant that needs more is not judged.
constexpr uint64_t kTrialSteps = 10'000;
constexpr uint64_t kTrialString = 65'536;

using json::Value;

/// A function whose later arguments are judged by themselves, and what stands in for a first one that is not constant: a number, or a text.
struct Trial {
  std::string_view name;
  bool number;     ///< the stand-in is a number
  bool stands_in;  ///< false: only with a constant first argument
  std::string_view codes;
};

constexpr Trial kTrials[] = {
    {"formatNumber", true, true, "D3080 D3081 D3082 D3083 D3084 D3085 D3086 D3087 D3088 D3089 D3090 D3091 D3092 D3093"},
    {"formatInteger", true, true, "D3130 D3131"},
    {"parseInteger", false, true, "D3130 D3131"},
    {"formatBase", true, true, "D3100"},
    {"fromMillis", true, true, "D3110 D3131 D3132 D3133 D3134 D3135"},
    {"now", false, false, "D3110 D3131 D3132 D3133 D3134 D3135"},
    {"toMillis", false, true, "D3130 D3131 D3132 D3133 D3135"},
    {"toMillis", false, false, "D3110"},
    {"number", false, false, "D3030"},
    {"sqrt", true, false, "D3060"},
    {"power", true, false, "D3061"},
    {"replace", false, true, "D3010 D3011"},
    {"split", false, true, "D3020"},
    {"match", false, true, "D3040"},
    {"sort", false, false, "D3070"},
    {"hash", false, true, "D3137"},
    {"parse", false, false, "D3137"},
    {"partition", true, false, "D3137"},
    {"decodeUrl", false, false, "D3140"},
    {"decodeUrlComponent", false, false, "D3140"},
};

Value constant_array(const ArrayNode& node) {
  json::ArrayBuilder out;
  for (const Node* item : node.items) {
    if (item->kind != NodeKind::Literal || item->extras) return {};
    out.push(as<LiteralNode>(*item).value);
  }
  return out.build();
}

// The value of a constant; undefined for everything else.
Value constant_of(const Node& node) {
  if (node.extras) return {};
  if (node.kind == NodeKind::Literal) return as<LiteralNode>(node).value;
  if (node.kind == NodeKind::Regex) return Value::foreign(new Matcher(as<RegexNode>(node)));
  if (node.kind == NodeKind::Array) return constant_array(as<ArrayNode>(node));
  if (node.kind != NodeKind::Object) return {};
  json::ObjectBuilder out;
  for (const auto& [key, value] : as<ObjectNode>(node).content.pairs) {
    const Value name = constant_of(*key), member = constant_of(*value);
    if (!name.is_string() || !member.is_string()) return {};
    out.set(name.as_string(), member);
  }
  return out.build();
}

// Empty if not all arguments but the first are constants.
Arguments trial_arguments(const CallNode& node, const Trial& trial) {
  Arguments arguments;
  const Value stand_in = trial.number ? Value::integer(1) : Value::string("x");
  if (node.piped) {
    if (!trial.stands_in) return {};
    arguments.push_back(stand_in);
  }
  for (const Node* argument : node.arguments) {
    Value value = constant_of(*argument);
    if (value.is_undefined() && trial.stands_in && arguments.empty()) value = stand_in;
    if (value.is_undefined()) return {};
    arguments.push_back(std::move(value));
  }
  return arguments;
}

// Where the fault is: the argument behind the value, if there is one.
const Node& place_of(const CallNode& node, const BuiltIn& function) {
  const bool first = node.piped || node.arguments.size() < 2 || function.name == "now";
  return *node.arguments[first ? 0 : 1];
}

void attempt(const CallNode& node, const BuiltIn& function, const Trial& trial, const Program& program,
             std::vector<FailureFact>& failures) {
  Arguments arguments = trial_arguments(node, trial);
  if (arguments.empty()) return;
  const Value context = trial.stands_in ? (trial.number ? Value::integer(1) : Value::string("x")) : Value();
  Environment environment;
  environment.limits.max_steps = kTrialSteps;
  environment.limits.max_string = kTrialString;
  Evaluator evaluator(program, environment);
  try {
    evaluator.call_built_in(function, arguments, context, nullptr);
  } catch (Failure& failure) {
    if (failure.is_limit || trial.codes.find(failure.code) == std::string_view::npos) return;
    const Node& at = place_of(node, function);
    if (!failure.has_token) failure.named(node.name);
    failures.push_back({{at.begin, at.position - at.begin}, failure.code, message_of(failure)});
  }
}

}  // namespace

void find_refused_constants(const CallNode& node, const BuiltIn& function, const Program& program, std::vector<FailureFact>& failures) {
  if (node.arguments.empty()) return;
  const size_t before = failures.size();
  for (const Trial& trial : kTrials) {
    if (trial.name == function.name && failures.size() == before) attempt(node, function, trial, program, failures);
  }
}

}  // namespace sfn::jsonata

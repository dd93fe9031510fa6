#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "asl/placeholder.h"
#include "lint/calls.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

constexpr int kMaxRange = 1000;  ///< elements of a States.ArrayRange
constexpr std::array<std::string_view, 5> kAlgorithms{"MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"};

/// `{}` that are not escaped. The template's escapes stand as written.
size_t count_slots(std::string_view text) {
  size_t slots = 0;
  for (size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '{' && text[i + 1] == '}') {
      ++slots, ++i;
    }
  }
  return slots;
}

std::string format_fault(const intrinsic::Call& call) {
  const json::Value* text = call.arguments[0].literal();
  if (text == nullptr || !text->is_string()) return {};
  const size_t slots = count_slots(text->as_string()), values = call.arguments.size() - 1;
  return slots == values ? std::string() : fmt::format("the text has {} {{}}, and {} values follow", slots, values);
}

std::string hash_fault(const intrinsic::Call& call) {
  const json::Value* name = call.arguments[1].literal();
  if (name == nullptr || !name->is_string()) return {};
  const std::string_view algorithm = name->as_string();
  if (asl::has_placeholder(algorithm)) return {};
  if (std::find(kAlgorithms.begin(), kAlgorithms.end(), algorithm) != kAlgorithms.end()) return {};
  return fmt::format("\"{}\" is none of {}", algorithm, fmt::join(kAlgorithms, ", "));
}

std::string merge_fault(const intrinsic::Call& call) {
  const json::Value* deep = call.arguments[2].literal();
  return deep != nullptr && deep->is_true() ? "only shallow merging is supported: the third argument must be false" : "";
}

/// A literal number below `least`.
std::string count_fault(const intrinsic::Call& call, int64_t least) {
  const json::Value* count = call.arguments[1].literal();
  if (count == nullptr || !count->is_number() || count->as_double() >= static_cast<double>(least)) return {};
  return fmt::format("the second argument must be at least {}", least);
}

std::string range_fault(const intrinsic::Call& call) {
  const json::Value *first = call.arguments[0].literal(), *last = call.arguments[1].literal(), *step = call.arguments[2].literal();
  if (step == nullptr || !step->is_number()) return {};
  if (std::trunc(step->as_double()) == 0) return "the step must not be 0";
  if (first == nullptr || last == nullptr || !first->is_number() || !last->is_number()) return {};
  const double size = std::floor((last->as_double() - first->as_double()) / step->as_double()) + 1;
  return size > kMaxRange ? fmt::format("{} elements are more than {}", size, kMaxRange) : std::string();
}

std::string special_fault(const intrinsic::Call& call) {
  switch (call.function->id) {
    case intrinsic::FunctionId::Format: return format_fault(call);
    case intrinsic::FunctionId::Hash: return hash_fault(call);
    case intrinsic::FunctionId::JsonMerge: return merge_fault(call);
    case intrinsic::FunctionId::ArrayRange: return range_fault(call);
    case intrinsic::FunctionId::ArrayPartition: return count_fault(call, 1);
    case intrinsic::FunctionId::ArrayGetItem: return count_fault(call, 0);
    default: return {};
  }
}

void check_kinds(const asl::Expression& expression, const intrinsic::Call& call, Report& report) {
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const intrinsic::Argument& argument = call.arguments[i];
    const json::Value* literal = argument.literal();
    const intrinsic::Kind kind = call.function->parameter(i);
    if (literal == nullptr || intrinsic::accepts(kind, *literal)) continue;
    report.inside(expression.node, expression.begin + argument.span.begin, expression.begin + argument.span.end,
                  fmt::format("argument {} of {} must be a {}", i + 1, call.name, intrinsic::name_of(kind)));
  }
}

void check(const asl::Program& program, Report& report) {
  for_each_call(program, [&](const asl::Expression& expression, const intrinsic::Call& call) {
    if (call.function == nullptr || call.arguments.size() < call.function->min_arguments) return;
    check_kinds(expression, call, report);
    const std::string fault = special_fault(call);
    if (fault.empty()) return;
    report.inside(expression.node, expression.begin + call.span.begin, expression.begin + call.span.end,
                  fmt::format("{}: {}", call.name, fault));
  });
}

}  // namespace

extern const Rule intrinsic_argument_value{
    .name = "intrinsic-argument-value",
    .severity = diag::Severity::Warning,
    .summary = "a literal argument that an intrinsic function cannot work with",
    .explanation =
        R"~(AWS accepts the definition, but the call fails whenever it runs: a text where a number is needed, an unknown algorithm of States.Hash, a
States.Format whose {} are more or fewer than its values, a deep States.JsonMerge.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "id.$": "States.Hash($.data, 'SHA-2')" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "id.$": "States.Hash($.data, 'SHA-256')" }, "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

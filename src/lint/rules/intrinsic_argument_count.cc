#include <fmt/format.h>

#include "lint/calls.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

std::string expected(const intrinsic::Function& function) {
  if (function.max_arguments == intrinsic::kUnlimited) return fmt::format("at least {}", function.min_arguments);
  if (function.min_arguments == function.max_arguments) return fmt::format("{}", function.min_arguments);
  return fmt::format("{} or {}", function.min_arguments, function.max_arguments);
}

void check(const asl::Program& program, Report& report) {
  for_each_call(program, [&](const asl::Expression& expression, const intrinsic::Call& call) {
    if (call.function == nullptr) return;
    const size_t count = call.arguments.size();
    const bool unlimited = call.function->max_arguments == intrinsic::kUnlimited;
    if (count >= call.function->min_arguments && (unlimited || count <= call.function->max_arguments)) return;
    report
        .inside(expression.node, expression.begin + call.span.begin, expression.begin + call.span.end,
                fmt::format("{} takes {} arguments, not {}", call.name, expected(*call.function), count))
        .aws_message = fmt::format("The value for the field '{}' must be a valid JSONPath or a valid intrinsic function call",
                                   program.document->key(expression.node));
  });
}

}  // namespace

extern const Rule intrinsic_argument_count{
    .name = "intrinsic-argument-count",
    .severity = diag::Severity::Error,
    .summary = "an intrinsic function with too few or too many arguments",
    .explanation = R"~(What each function takes is fixed; only States.Format and States.Array take any number.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "n.$": "States.MathAdd($.n)" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "n.$": "States.MathAdd($.n, 1)" }, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include "lint/calls.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

std::vector<std::string_view> function_names() {
  std::vector<std::string_view> names;
  for (const intrinsic::Function& function : intrinsic::functions()) names.push_back(function.name);
  return names;
}

void check(const asl::Program& program, Report& report) {
  for_each_call(program, [&](const asl::Expression& expression, const intrinsic::Call& call) {
    if (call.function != nullptr) return;
    auto& finding = report.inside(expression.node, expression.begin + call.name_span.begin, expression.begin + call.name_span.end,
                                  fmt::format("there is no intrinsic function {}", call.name));
    finding.aws_message = fmt::format("The value for the field '{}' must be a valid JSONPath or a valid intrinsic function call",
                                      program.document->key(expression.node));
    Report::suggest(finding, call.name, function_names());
  });
}

}  // namespace

extern const Rule unknown_intrinsic{
    .name = "unknown-intrinsic",
    .severity = diag::Severity::Error,
    .summary = "a call of an intrinsic function that does not exist",
    .explanation = R"~(There are 18 intrinsic functions, all named States.…; case matters.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "n.$": "States.ArrayLenght($.items)" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "n.$": "States.ArrayLength($.items)" }, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

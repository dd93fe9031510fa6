#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "asl/parse_expression.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

/// Functions that give a string, which is what Error and Cause are.
constexpr std::array kGivesText{intrinsic::FunctionId::Format,       intrinsic::FunctionId::JsonToString,
                                intrinsic::FunctionId::ArrayGetItem, intrinsic::FunctionId::Base64Encode,
                                intrinsic::FunctionId::Base64Decode, intrinsic::FunctionId::Hash,
                                intrinsic::FunctionId::UUID};

void check_error_path(const asl::ExpressionUse& use, Report& report) {
  const auto* function = use.expression->intrinsic()->call().function;
  if (function == nullptr || std::find(kGivesText.begin(), kGivesText.end(), function->id) != kGivesText.end()) return;
  report.at(use.expression->node, fmt::format("{} needs a string, and {} gives none", use.field, function->name));
}

void check(const asl::Program& program, Report& report) {
  for (const asl::ExpressionUse& use : program.expressions) {
    if (use.in_template || program.state(use.state).language != asl::QueryLanguage::JsonPath) continue;
    if (use.expression->intrinsic() != nullptr) {
      check_error_path(use, report);
    } else if (asl::fault_of(*use.expression) != nullptr && intrinsic::looks_like_call(use.expression->text)) {
      const bool calls = use.field == "ErrorPath" || use.field == "CausePath";
      auto& finding = report.at(use.expression->node, calls ? fmt::format("{}: {}", use.field, use.expression->error()->message)
                                                            : fmt::format("{} takes a path, no function call", use.field));
      if (!calls) finding.help = "compute the value in a Pass before, or in a \".$\" member of a payload template";
    }
  }
}

}  // namespace

extern const Rule misplaced_intrinsic{
    .name = "misplaced-intrinsic",
    .severity = diag::Severity::Error,
    .summary = "an intrinsic function where only a path can stand",
    .explanation =
        R"~(States.Format and the others can be called in members whose key ends in ".$", and in ErrorPath and CausePath; not in InputPath,
OutputPath, ItemsPath, Variable and the other path fields.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "InputPath": "States.StringToJson($.body)", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "body.$": "States.StringToJson($.body)" }, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

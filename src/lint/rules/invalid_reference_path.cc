#include <fmt/format.h>

#include "asl/fields.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool wants_reference_path(const asl::Program& program, const asl::ExpressionUse& use) {
  if (use.in_template || use.holder == asl::Holder::ChoiceRule) return false;
  if (use.holder == asl::Holder::ItemReader) return asl::find_field(asl::Container::ReaderConfig, use.field) != nullptr;
  if (use.holder == asl::Holder::ItemBatcher) return asl::find_field(asl::Container::ItemBatcher, use.field) != nullptr;
  const auto container = use.holder == asl::Holder::Catcher ? asl::Container::Catcher : asl::container_of(program.state(use.state).type);
  const asl::Field* field = container ? asl::find_field(*container, use.field) : nullptr;
  return field != nullptr && field->content == asl::Content::ReferencePath;
}

/// What is wrong with the root; empty if nothing is.
std::string root_fault(const asl::ExpressionUse& use, jsonpath::Root root) {
  const bool writes = use.field == "ResultPath";
  if (writes && root == jsonpath::Root::Variable) return "ResultPath writes into the input and cannot name a variable: use Assign";
  if (root != jsonpath::Root::Context || use.field == "ItemsPath") return {};
  return fmt::format("{} cannot {} the context object", use.field, writes ? "write into" : "be read from");
}

/// Measured for the numbers of a Map; unmeasured for the seconds and timestamps of Task and Wait.
bool is_measured(const asl::Program& program, const asl::ExpressionUse& use) {
  return use.field == "ResultPath" || program.state(use.state).type == asl::StateType::Map;
}

void check(const asl::Program& program, Report& report) {
  for (const asl::ExpressionUse& use : program.expressions) {
    const jsonpath::Path* path = use.expression->path();
    if (path == nullptr || !wants_reference_path(program, use)) continue;
    std::string fault = root_fault(use, path->root());
    const bool by_root = !fault.empty();
    if (!by_root && !path->is_reference_path())
      fault = fmt::format("{} must name one place: \"{}\" may find several", use.field, use.expression->text);
    if (fault.empty()) continue;
    auto& finding = report.at(use.expression->node, fault);
    finding.aws_message = "Value is not a Reference Path";
    if (by_root && !is_measured(program, use)) finding.severity = diag::Severity::Warning;
  }
}

}  // namespace

extern const Rule invalid_reference_path{
    .name = "invalid-reference-path",
    .severity = diag::Severity::Error,
    .summary = "a path that may find several places where exactly one is needed",
    .explanation =
        R"~(ResultPath, ItemsPath and the Path forms of numbers and timestamps name one place: .name, ['name'] and [index] only; no wildcard, slice,
filter, .. or negative index. ResultPath writes into the state's input, so it takes neither the context object nor a variable; of the others
only ItemsPath reads the context object.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "ResultPath": "$.orders[*].state", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "ResultPath": "$.orders[0].state", "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

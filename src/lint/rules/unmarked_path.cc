#include <fmt/format.h>

#include "lint/computed_text.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  for (const asl::TemplateUse& use : program.templates) {
    if (program.state(use.state).language != asl::QueryLanguage::JsonPath) continue;
    for (json::NodeId node = use.content->node + 1; node < document.node(use.content->node).next; ++node) {
      const std::string_view key = document.key(node);
      if (!document.is_string(node) || key.empty() || (key.size() > 1 && key.substr(key.size() - 2) == ".$")) continue;
      if (!looks_computed(document.text(node))) continue;
      report.at_key(node, fmt::format("\"{}\" is passed on as a text: the key lacks .$", document.text(node))).suggestion =
          std::string(key) + ".$";
    }
  }
}

}  // namespace

extern const Rule unmarked_path{
    .name = "unmarked-path",
    .severity = diag::Severity::Warning,
    .summary = "a value that looks like a path or a function call, under a key without \".$\"",
    .explanation = R"~(Without the suffix the text itself is passed on, dollar sign and all. AWS reports NO_DOLLAR.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "name": "$.customer.name" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "name.$": "$.customer.name" }, "End": true }
  }
})~",
    .aws_code = "NO_DOLLAR",
    .check = check,
};

}  // namespace sfn::lint::registry

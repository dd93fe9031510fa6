#include <fmt/format.h>

#include "lint/computed_text.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool is_marked(std::string_view key) {
  return key.size() > 2 && key.substr(key.size() - 2) == ".$";
}

void check_node(const json::Document& document, json::NodeId node, Report& report) {
  if (report.is_rejected(node)) return;
  const std::string_view key = document.key(node);
  if (is_marked(key)) {
    report.at_key(node, fmt::format("in a JSONata state the key keeps its literal name \"{}\"", key)).suggestion =
        key.substr(0, key.size() - 2);
  } else if (document.is_string(node) && looks_computed(document.text(node))) {
    report.at(node, fmt::format("in a JSONata state \"{}\" is a text: values are computed in {{% %}}", document.text(node)));
  }
}

void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  for (const asl::TemplateUse& use : program.templates) {
    if (program.state(use.state).language != asl::QueryLanguage::Jsonata) continue;
    for (json::NodeId node = use.content->node; node < document.node(use.content->node).next; ++node) {
      const bool variable = use.field == "Assign" && document.parent(node) == use.content->node;
      if (!variable || !is_marked(document.key(node))) check_node(document, node, report);  // else invalid-variable-name
    }
  }
}

}  // namespace

extern const Rule jsonpath_in_jsonata_state{
    .name = "jsonpath-in-jsonata-state",
    .severity = diag::Severity::Warning,
    .summary = "the JSONPath way of computing a value, in a JSONata state",
    .explanation =
        R"~(In JSONata states a key that ends in .$ keeps its literal name, and a text such as "$.name" is a text. Values are computed in {% %}.)~",
    .bad = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": { "name.$": "$.customer.name" }, "End": true }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": { "name": "{% $states.input.customer.name %}" }, "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

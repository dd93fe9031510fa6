#include "asl/parse_expression.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  for (const asl::TemplateUse& use : program.templates) {
    if (program.state(use.state).language != asl::QueryLanguage::JsonPath) continue;
    for (json::NodeId node = use.content->node; node < document.node(use.content->node).next; ++node) {
      if (!document.is_string(node) || asl::delimiters(document.text(node)) != asl::Delimiters::Both) continue;
      if (document.key(node).size() > 1 && document.key(node).substr(document.key(node).size() - 2) == ".$")
        continue;  // invalid-payload-value
      report.at(node, "a JSONPath state takes {% %} as a text").help = "set \"QueryLanguage\": \"JSONata\" on the state";
    }
  }
}

}  // namespace

extern const Rule jsonata_in_jsonpath_state{
    .name = "jsonata-in-jsonpath-state",
    .severity = diag::Severity::Warning,
    .summary = "an expression in {% %} in a JSONPath state",
    .explanation = R"~(Only JSONata states evaluate {% %}; in a JSONPath state it is a text like any other.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "name": "{% $states.input.name %}" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "name.$": "$.name" }, "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

#include "asl/parse_expression.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void tell(json::NodeId node, Report& report) {
  report.at(node, "a JSONPath state takes {% %} as a text").help = "set \"QueryLanguage\": \"JSONata\" on the state";
}

void check_literal(const std::optional<asl::Computed>& field, Report& report) {
  if (!field || field->literal() == nullptr || !field->literal()->is_string()) return;
  if (asl::delimiters(field->literal()->as_string()) == asl::Delimiters::Both) tell(field->node, report);
}

/// Error and Cause are no templates, yet JSONata states compute them too.
void check_fail_states(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* fail = state.as<asl::Fail>();
    if (fail == nullptr || state.language != asl::QueryLanguage::JsonPath) continue;
    check_literal(fail->error, report);
    check_literal(fail->cause, report);
  }
}

void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  check_fail_states(program, report);
  for (const asl::TemplateUse& use : program.templates) {
    if (program.state(use.state).language != asl::QueryLanguage::JsonPath) continue;
    for (json::NodeId node = use.content->node; node < document.node(use.content->node).next; ++node) {
      if (!document.is_string(node) || asl::delimiters(document.text(node)) != asl::Delimiters::Both) continue;
      if (document.key(node).size() > 1 && document.key(node).substr(document.key(node).size() - 2) == ".$")
        continue;  // invalid-payload-value
      tell(node, report);
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

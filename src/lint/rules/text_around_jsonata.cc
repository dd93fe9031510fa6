#include "asl/parse_expression.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool holds_expression(std::string_view text) {
  const size_t open = text.find("{%");
  return open != std::string_view::npos && text.find("%}", open + 2) != std::string_view::npos;
}

void check(const asl::Program& program, Report& report) {
  const json::Document& document = *program.document;
  for (const asl::TemplateUse& use : program.templates) {
    if (program.state(use.state).language != asl::QueryLanguage::Jsonata) continue;
    for (json::NodeId node = use.content->node; node < document.node(use.content->node).next; ++node) {
      if (!document.is_string(node) || !holds_expression(document.text(node))) continue;
      const auto delimiters = asl::delimiters(document.text(node));
      if (delimiters == asl::Delimiters::BlanksOutside) report.at(node, "with blanks outside {% %} this is a text, not an expression");
      if (delimiters == asl::Delimiters::None) report.at(node, "{% %} inside a text is not evaluated");
    }
  }
}

}  // namespace

extern const Rule text_around_jsonata{
    .name = "text-around-jsonata",
    .severity = diag::Severity::Warning,
    .summary = "a text in which {% %} does not span the whole",
    .explanation =
        R"~(Only a text that starts with {% and ends with %} is an expression. With blanks or words around, it stays a text: join texts inside, as in
{% 'Hello ' & $states.input.name %}.)~",
    .bad = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "Hello {% $states.input.name %}!", "End": true }
  }
})~",
    .good = R"~({
  "QueryLanguage": "JSONata",
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Output": "{% 'Hello ' & $states.input.name %}", "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include <unordered_map>

#include "asl/walk.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check_object(const asl::Template::Object& object, const json::Document& document, Report& report) {
  if (object.fields.size() < 2) return;
  std::unordered_map<std::string_view, const asl::TemplateField*> seen;
  for (const asl::TemplateField& field : object.fields) {
    const auto [first, fresh] = seen.emplace(field.key.view(), &field);
    if (fresh) continue;
    report
        .at_key(field.node,
                fmt::format("\"{}\" and \"{}\" both make the member \"{}\"", first->second->written, field.written, field.key.view()))
        .notes.push_back({"the other one", document.name_span(first->second->node)});
  }
}

void check(const asl::Program& program, Report& report) {
  for (const asl::TemplateUse& use : program.templates) {
    if (program.state(use.state).language != asl::QueryLanguage::JsonPath) continue;
    asl::for_each_template(*use.content, [&](const asl::Template& node) {
      if (const auto* object = std::get_if<asl::Template::Object>(&node.content)) check_object(*object, *program.document, report);
    });
  }
}

}  // namespace

extern const Rule conflicting_payload_keys{
    .name = "conflicting-payload-keys",
    .severity = diag::Severity::Error,
    .summary = "a payload template with both \"a\" and \"a.$\"",
    .explanation = R"~(Both would become the member "a" of the result.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "name": "Ann", "name.$": "$.name" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "default": "Ann", "name.$": "$.name" }, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include "asl/parse_expression.h"
#include "asl/walk.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool has_suffix(std::string_view key) {
  return key.size() >= 2 && key.substr(key.size() - 2) == ".$";
}

void finish(diag::Finding& finding, const json::Document& document, json::NodeId member, json::NodeId payload) {
  finding.aws_message =
      fmt::format("The value for the field '{}' must be a valid JSONPath or a valid intrinsic function call", document.key(member));
  finding.location = document.location(payload);
}

/// Members that the model has as constants: their value is no string, or their name is empty.
void check_constants(const json::Document& document, json::NodeId payload, Report& report) {
  for (json::NodeId node = payload + 1; node < document.node(payload).next; ++node) {
    const std::string_view key = document.key(node);
    if (!has_suffix(key)) continue;
    if (key.size() == 2) {
      report.at_key(node, "the key is \".$\" and names nothing").severity = diag::Severity::Warning;
    } else if (!document.is_string(node) && !report.is_rejected(node)) {
      finish(report.at(node, fmt::format("the value of \"{}\" must be a path or a function call in quotes", key)), document, node, payload);
    }
  }
}

void check_expression(const json::Document& document, const asl::Expression& expression, json::NodeId payload, Report& report) {
  const text::SyntaxError* fault = asl::fault_of(expression);
  if (fault == nullptr) return;
  const std::string_view key = document.key(expression.node);
  const bool plain = !expression.text.empty() && expression.text[0] != '$' && !intrinsic::looks_like_call(expression.text);
  const std::string message = plain ? fmt::format("\"{}\" is neither a path nor a function call", expression.text)
                                    : fmt::format("the value of \"{}\" does not parse: {}", key, fault->message);
  const bool whole = plain || fault->offset >= expression.text.size();
  auto& finding = whole ? report.at(expression.node, message)
                        : report.inside(expression.node, fault->offset, fault->offset + std::max<size_t>(fault->length, 1), message);
  if (plain) finding.help = fmt::format("a literal text goes under \"{}\", without .$", key.substr(0, key.size() - 2));
  finish(finding, document, expression.node, payload);
}

void check(const asl::Program& program, Report& report) {
  for (const asl::TemplateUse& use : program.templates) {
    if (program.state(use.state).language != asl::QueryLanguage::JsonPath) continue;
    check_constants(*program.document, use.content->node, report);
    asl::for_each_template(*use.content, [&](const asl::Template& node) {
      const auto* dynamic = std::get_if<asl::Template::Dynamic>(&node.content);
      if (dynamic != nullptr) check_expression(*program.document, dynamic->expression, use.content->node, report);
    });
  }
}

}  // namespace

extern const Rule invalid_payload_value{
    .name = "invalid-payload-value",
    .severity = diag::Severity::Error,
    .summary = "a member whose key ends in \".$\" but whose value is neither a path nor a function call",
    .explanation =
        R"~(In payload templates the suffix .$ says that the value is computed: it must be a string with a path or an intrinsic function call. A plain text
goes without the suffix.)~",
    .bad = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "greeting.$": "hello" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "Parameters": { "greeting": "hello", "name.$": "$.name" }, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

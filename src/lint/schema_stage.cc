#include "asl/placeholder.h"
#include "lint/registry.h"
#include "lint/stages.h"
#include "schema/validate.h"
#include "schemas/embedded.h"

namespace sfn::lint {
namespace {

/// The node with its key: what is missing in an object is reported at its key.
text::Span with_key(const json::Document& document, json::NodeId node) {
  text::Span span = document.span(node);
  if (document.key_span(node).size() != 0) span.begin = document.key_span(node).begin;
  return span;
}

}  // namespace

void report_schema(const json::Document& document, json::NodeId root, const diag::Findings& findings, Report& report) {
  const std::string_view text = schemas::embedded("asl");
  if (text.empty()) return;
  const auto violations = schema::Schema(text).validate(document, root);
  report.set_rule(registry::schema);
  for (const schema::Violation& violation : violations) {
    if (document.is_string(violation.node) && asl::has_placeholder(document.text(violation.node))) continue;
    if (!findings.touches(with_key(document, violation.node))) report.at(violation.node, violation.message);
  }
}

}  // namespace sfn::lint

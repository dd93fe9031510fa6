#include <fmt/format.h>

#include "asl/placeholder.h"
#include "lint/rule.h"
#include "text/utf8.h"

namespace sfn::lint::registry {
namespace {

constexpr size_t kLongest = 40;
constexpr std::string_view kForbidden = "?*<>{}[]:;,\\|^~$#%&`\"";

bool is_forbidden(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0x9F) || (c < 0x80 && kForbidden.find(static_cast<char>(c)) != std::string_view::npos);
}

void check_label(json::NodeId node, std::string_view label, Report& report) {
  const size_t length = text::count_code_points(label);
  if (length == 0) return void(report.at(node, "a Label must not be empty"));
  if (length > kLongest) return void(report.at(node, fmt::format("a Label has at most {} characters, this one {}", kLongest, length)));
  for (size_t at = 0; at < label.size();) {
    const size_t begin = at;
    const char32_t c = text::decode(label, at);
    if (!is_forbidden(c)) continue;
    return void(report.inside(node, begin, at, fmt::format("a Label must not hold the character U+{:04X}", static_cast<uint32_t>(c))));
  }
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    if (state.type != asl::StateType::Map) continue;
    const json::NodeId node = program.document->find(state.node, "Label");
    if (!program.document->is_string(node)) continue;
    const std::string_view label = program.document->text(node);
    if (!asl::has_placeholder(label)) check_label(node, label, report);
  }
}

}  // namespace

extern const Rule invalid_label{
    .name = "invalid-label",
    .severity = diag::Severity::Error,
    .summary = "a Map Label that is empty, too long or holds a character that is not allowed",
    .explanation =
        R"~(1 to 40 characters; no white space, no control characters, none of ? * < > { } [ ] : ; , \\ | ^ ~ $ # % & ` and the double quote. The Label
becomes a part of ARNs.)~",
    .bad = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Label": "orders: all",
      "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Each",
  "States": {
    "Each": {
      "Type": "Map",
      "Label": "orders-all",
      "ItemProcessor": { "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" }, "StartAt": "Work", "States": { "Work": { "Type": "Succeed" } } },
      "End": true
    }
  }
})~",
    .aws_code = "INVALID_LABEL_NAME",
    .check = check,
};

}  // namespace sfn::lint::registry

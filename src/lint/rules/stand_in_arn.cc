#include <fmt/format.h>

#include <algorithm>

#include "asl/placeholder.h"
#include "asl/resource.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The part that nobody has filled in; empty if there is none.
std::string_view stand_in(std::string_view text) {
  const auto arn = asl::split_arn(text);
  if (!arn || asl::has_placeholder(text)) return {};
  if (asl::is_stand_in(arn->region)) return arn->region;
  const bool counts = arn->service == "lambda" || (arn->service == "states" && !arn->account.empty());
  if (asl::is_stand_in(arn->account) || (counts && !is_digits(arn->account))) return arn->account.empty() ? text : arn->account;
  return {};
}

void check_text(json::NodeId node, std::string_view text, Report& report) {
  if (text.substr(0, 4) != "arn:") return;
  const std::string_view part = stand_in(text);
  if (part.empty()) return;
  const auto begin = static_cast<size_t>(part.data() - text.data());
  report.inside(node, begin, begin + part.size(), fmt::format("\"{}\" looks like something to be filled in", part));
}

void check_payload(const json::Document& document, json::NodeId payload, Report& report) {
  for (json::NodeId node = payload; node < document.node(payload).next; ++node) {
    if (document.is_string(node)) check_text(node, document.text(node), report);
  }
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const auto* task = state.as<asl::Task>();
    if (task != nullptr && task->resource.node != json::kNoNode) check_text(task->resource.node, task->resource.text, report);
  }
  for (const asl::TemplateUse& use : program.templates) check_payload(*program.document, use.content->node, report);
}

}  // namespace

extern const Rule stand_in_arn{
    .name = "stand-in-arn",
    .severity = diag::Severity::Info,
    .summary = "an ARN in which something is still to be filled in",
    .explanation =
        R"~(Names such as us-east-X, XXXX, REGION or ACCOUNT_ID come from documentation. AWS may accept the definition, but the call goes nowhere.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-X:XXXX:function:charge", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": { "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge", "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

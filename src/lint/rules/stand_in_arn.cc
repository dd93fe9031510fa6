#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

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

/// Where a part stands that nobody has filled in.
struct Place {
  json::NodeId node;
  size_t begin;
  std::string_view part;
};

void look_at(json::NodeId node, std::string_view text, std::vector<Place>& places) {
  if (text.substr(0, 4) != "arn:") return;
  const std::string_view part = stand_in(text);
  if (!part.empty()) places.push_back({node, static_cast<size_t>(part.data() - text.data()), part});
}

std::vector<Place> places_in(const asl::Program& program) {
  std::vector<Place> places;
  const json::Document& document = *program.document;
  for (const asl::State& state : program.states) {
    const auto* task = state.as<asl::Task>();
    if (task != nullptr && task->resource.node != json::kNoNode) look_at(task->resource.node, task->resource.text, places);
  }
  for (const asl::TemplateUse& use : program.templates) {
    for (json::NodeId node = use.content->node; node < document.node(use.content->node).next; ++node) {
      if (document.is_string(node)) look_at(node, document.text(node), places);
    }
  }
  std::sort(places.begin(), places.end(), [](const Place& left, const Place& right) { return left.node < right.node; });
  return places;
}

/// One finding for all that is filled in at once, where it stands first.
void check(const asl::Program& program, Report& report) {
  std::map<std::string_view, std::vector<Place>> by_part;
  for (const Place& place : places_in(program)) by_part[place.part].push_back(place);
  for (const auto& [part, places] : by_part) {
    const size_t others = places.size() - 1;
    const std::string often = others == 0 ? std::string() : fmt::format(", here and in {} more {}", others, others == 1 ? "ARN" : "ARNs");
    report.inside(places[0].node, places[0].begin, places[0].begin + part.size(),
                  fmt::format("\"{}\" looks like something to be filled in{}", part, often));
  }
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

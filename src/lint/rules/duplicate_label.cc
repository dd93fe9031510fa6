#include <fmt/format.h>

#include <unordered_map>

#include "asl/placeholder.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  std::unordered_map<std::string_view, json::NodeId> seen;
  for (const asl::State& state : program.states) {
    const auto* map = state.as<asl::Map>();
    if (map == nullptr || map->label.empty() || asl::has_placeholder(map->label)) continue;
    const json::NodeId node = program.document->find(state.node, "Label");
    const auto [first, fresh] = seen.emplace(map->label, node);
    if (fresh) continue;
    report.at(node, fmt::format("there is already a Map with the Label \"{}\"", map->label))
        .notes.push_back({"the first one", program.document->span(first->second)});
  }
}

}  // namespace

extern const Rule duplicate_label{
    .name = "duplicate-label",
    .severity = diag::Severity::Error,
    .summary = "a Map Label that is used twice",
    .explanation = R"~(Labels are unique in the whole machine.)~",
    .bad = R"~({
  "StartAt": "First",
  "States": {
    "First": {
      "Type": "Map", "Label": "all",
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "A", "States": { "A": { "Type": "Succeed" } }
      },
      "Next": "Second"
    },
    "Second": {
      "Type": "Map", "Label": "all",
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "B", "States": { "B": { "Type": "Succeed" } }
      },
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "First",
  "States": {
    "First": {
      "Type": "Map", "Label": "all",
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "A", "States": { "A": { "Type": "Succeed" } }
      },
      "Next": "Second"
    },
    "Second": {
      "Type": "Map", "Label": "rest",
      "ItemProcessor": {
        "ProcessorConfig": { "Mode": "DISTRIBUTED", "ExecutionType": "STANDARD" },
        "StartAt": "B", "States": { "B": { "Type": "Succeed" } }
      },
      "End": true
    }
  }
})~",
    .aws_code = "DUPLICATE_LABEL_NAME",
    .check = check,
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include <unordered_map>

#include "asl/placeholder.h"
#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

void check(const asl::Program& program, Report& report) {
  std::unordered_map<std::string_view, asl::StateId> seen;
  for (const asl::State& state : program.states) {
    const auto [first, fresh] = seen.emplace(state.name, state.id);
    if (fresh || asl::has_placeholder(state.name)) continue;
    auto& finding = report.at_key(state.node, fmt::format("there is already a state named \"{}\"", state.name));
    finding.aws_message = fmt::format("A state with this name already exists: {}", state.name);
    finding.notes.push_back({"the first one", program.document->name_span(program.state(first->second).node)});
  }
}

}  // namespace

extern const Rule duplicate_state_name{
    .name = "duplicate-state-name",
    .severity = diag::Severity::Error,
    .summary = "a state name that is used twice",
    .explanation = R"~(Names are unique in the whole machine, over all branches and processors.)~",
    .bad = R"~({
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "Work", "States": { "Work": { "Type": "Pass", "End": true } } },
        { "StartAt": "Work", "States": { "Work": { "Type": "Pass", "End": true } } }
      ],
      "End": true
    }
  }
})~",
    .good = R"~({
  "StartAt": "Both",
  "States": {
    "Both": {
      "Type": "Parallel",
      "Branches": [
        { "StartAt": "Work 1", "States": { "Work 1": { "Type": "Pass", "End": true } } },
        { "StartAt": "Work 2", "States": { "Work 2": { "Type": "Pass", "End": true } } }
      ],
      "End": true
    }
  }
})~",
    .aws_code = "DUPLICATE_STATE_NAME",
    .check = check,
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include <algorithm>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    if (state.name.empty()) continue;
    if (std::any_of(state.name.begin(), state.name.end(), is_control)) {
      report.at_key(state.node, "the state's name holds a control character");
    } else if (state.name.front() == ' ' || state.name.back() == ' ') {
      report.at_key(state.node, fmt::format("the state's name {} with a blank", state.name.front() == ' ' ? "starts" : "ends"));
    }
  }
}

}  // namespace

extern const Rule blank_around_state_name{
    .name = "blank-around-state-name",
    .severity = diag::Severity::Warning,
    .summary = "a state name that starts or ends with a blank, or holds a control character",
    .explanation = R"~(AWS accepts it, but nobody sees it, and a Next without the blank names no state.)~",
    .bad = R"~({
  "StartAt": "Greet ",
  "States": {
    "Greet ": { "Type": "Pass", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Greet",
  "States": {
    "Greet": { "Type": "Pass", "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

#include <fmt/format.h>

#include "asl/placeholder.h"
#include "lint/rule.h"
#include "text/utf8.h"

namespace sfn::lint::registry {
namespace {

constexpr size_t kLongest = 80;

void check(const asl::Program& program, Report& report) {
  for (const asl::State& state : program.states) {
    const size_t length = text::count_code_points(state.name);
    if (asl::has_placeholder(state.name) || (length > 0 && length <= kLongest)) continue;
    report.at_key(state.node, length == 0 ? std::string("a state needs a name")
                                          : fmt::format("a state's name has at most {} characters, this one {}", kLongest, length));
  }
}

}  // namespace

extern const Rule overlong_state_name{
    .name = "overlong-state-name",
    .severity = diag::Severity::Error,
    .summary = "a state name that is empty or longer than 80 characters",
    .explanation = R"~(Counted in Unicode code points.)~",
    .bad = R"~({
  "StartAt": "A state whose name says at great length what could have been put into its Comment",
  "States": {
    "A state whose name says at great length what could have been put into its Comment": { "Type": "Pass", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Short",
  "States": {
    "Short": { "Comment": "A state whose name says at great length what could have been put into its Comment", "Type": "Pass", "End": true }
  }
})~",
    .aws_code = "INVALID_STATE_NAME",
    .check = check,
};

}  // namespace sfn::lint::registry

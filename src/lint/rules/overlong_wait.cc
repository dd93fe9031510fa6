#include <fmt/format.h>

#include "lint/rule.h"

namespace sfn::lint::registry {
namespace {

constexpr double kStandard = 365.0 * 24 * 60 * 60;
constexpr double kExpress = 300;

void check_seconds(const std::optional<asl::Computed>& field, Report& report) {
  const json::Value* value = field ? field->literal() : nullptr;
  const bool express = report.machine_type() == MachineType::Express;
  const double longest = express ? kExpress : kStandard;
  if (value == nullptr || !value->is_number() || value->as_double() <= longest) return;
  report.at(field->node,
            fmt::format("{} is longer than {} execution may take ({} s)", field->field, express ? "an Express" : "a Standard", longest));
}

void check(const asl::Program& program, Report& report) {
  const bool express = report.machine_type() == MachineType::Express;
  if (express) check_seconds(program.timeout_seconds, report);
  for (const asl::State& state : program.states) {
    if (const auto* wait = state.as<asl::Wait>()) check_seconds(wait->seconds, report);
    const auto* task = state.as<asl::Task>();
    if (task != nullptr && express) check_seconds(task->timeout_seconds, report);
  }
}

}  // namespace

extern const Rule overlong_wait{
    .name = "overlong-wait",
    .severity = diag::Severity::Warning,
    .summary = "a Wait or timeout beyond the longest time that an execution may take",
    .explanation = R"~(An Express execution takes at most five minutes, a Standard one at most a year.)~",
    .bad = R"~({
  "StartAt": "Rest",
  "States": {
    "Rest": { "Type": "Wait", "Seconds": 99999999, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Rest",
  "States": {
    "Rest": { "Type": "Wait", "Seconds": 86400, "End": true }
  }
})~",
    .check = check,
    .presumes_sound = true,
};

}  // namespace sfn::lint::registry

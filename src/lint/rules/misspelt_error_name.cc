#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

#include "asl/parse_expression.h"
#include "asl/placeholder.h"
#include "lint/rule.h"
#include "text/suggest.h"

namespace sfn::lint::registry {
namespace {

/// Names that the machine's own Fail states raise: they are what they are.
struct Raised {
  std::unordered_set<std::string_view> names;
  bool others = false;  ///< and perhaps more: a Fail state computes its Error, or the definition is broken
};

Raised raised_names(const asl::Program& program, const Report& report) {
  Raised raised;
  raised.others = report.structure_is_broken();
  for (const asl::State& state : program.states) {
    const auto* fail = state.as<asl::Fail>();
    if (fail == nullptr || !fail->error) continue;
    const json::Value* literal = fail->error->literal();
    if (literal == nullptr || !literal->is_string() || asl::has_placeholder(literal->as_string())) {
      raised.others = true;
    } else {
      raised.names.insert(program.document->text(fail->error->node));
    }
  }
  return raised;
}

bool is_reserved(std::string_view name) {
  const auto names = asl::reserved_error_names();
  return std::find(names.begin(), names.end(), name) != names.end() || name.substr(0, 12) == "States.Http.";
}

void check_name(const asl::ErrorName& name, const Raised& raised, Report& report) {
  if (is_reserved(name.name) || raised.names.count(name.name) != 0 || asl::has_placeholder(name.name)) return;
  if (asl::delimiters(name.name) == asl::Delimiters::Both) {
    report.at(name.node, "ErrorEquals is not evaluated: {% %} is the name of an error here").help =
        "names are compared exactly, so this one never matches";
    return;
  }
  const auto near = text::nearest(name.name, asl::reserved_error_names());
  if (!near && (raised.others || name.name.substr(0, 7) != "States.")) return;
  auto& finding = report.at(name.node, fmt::format("\"{}\" is no error that Step Functions raises", name.name));
  if (near) finding.label = fmt::format("did you mean \"{}\"?", *near), finding.suggestion = *near;
  finding.help = "names are compared exactly, so this one never matches";
}

void check(const asl::Program& program, Report& report) {
  const Raised raised = raised_names(program, report);
  const auto check_names = [&](const std::vector<asl::ErrorName>& names) {
    for (const asl::ErrorName& name : names) check_name(name, raised, report);
  };
  for (const asl::State& state : program.states) {
    for (const asl::Retrier& retrier : state.retry) check_names(retrier.error_equals);
    for (const asl::Catcher& catcher : state.catchers) check_names(catcher.error_equals);
  }
}

}  // namespace

extern const Rule misspelt_error_name{
    .name = "misspelt-error-name",
    .severity = diag::Severity::Warning,
    .summary = "an error name that is nearly one of the reserved ones, or reserved but unknown",
    .explanation =
        R"~(Names in ErrorEquals are compared exactly. "States.All" or "State.ALL" is accepted by AWS as a name of your own and matches nothing, so the
retrier or catcher never acts. Names that begin with "States." belong to the service; one that no Fail state of the machine raises and
that the service does not know is mostly a slip too. Names are not evaluated: {% %} in one is a name that no error has.)~",
    .bad = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
      "Catch": [{ "ErrorEquals": ["States.All"], "Next": "Refund" }],
      "End": true
    },
    "Refund": { "Type": "Pass", "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Charge",
  "States": {
    "Charge": {
      "Type": "Task",
      "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge",
      "Catch": [{ "ErrorEquals": ["States.ALL"], "Next": "Refund" }],
      "End": true
    },
    "Refund": { "Type": "Pass", "End": true }
  }
})~",
    .check = check,
};

}  // namespace sfn::lint::registry

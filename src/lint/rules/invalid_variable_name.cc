#include <fmt/format.h>

#include "asl/placeholder.h"
#include "lint/rule.h"
#include "lint/variables.h"
#include "text/utf8.h"

namespace sfn::lint::registry {
namespace {

constexpr size_t kLongest = 80;

/// `x.$` is the JSONPath way: there the suffix is no part of the name, and it never gets here.
void tell_form(const Assignment& assignment, asl::QueryLanguage language, Report& report) {
  const std::string_view name = assignment.name;
  auto& finding = report.at_key(assignment.node, fmt::format("\"{}\" is no name for a variable", name));
  finding.help = "a letter or _, then letters, digits and _; without $";
  const bool marked = language == asl::QueryLanguage::Jsonata && name.ends_with(".$") && is_identifier(name.substr(0, name.size() - 2));
  if (marked)
    finding.suggestion = name.substr(0, name.size() - 2), finding.help = "JSONata states compute values in {% %}; the key is the name";
}

void check(const asl::Program& program, Report& report) {
  for (const Assignment& assignment : assignments(program)) {
    if (asl::has_placeholder(assignment.name)) continue;
    if (assignment.name == "states") {
      report.at_key(assignment.node, "the name \"states\" is reserved");
    } else if (!is_identifier(assignment.name)) {
      tell_form(assignment, program.state(assignment.state).language, report);
    } else if (const size_t length = text::count_code_points(assignment.name); length > kLongest) {
      report.at_key(assignment.node, fmt::format("a variable's name has at most {} characters, this one {}", kLongest, length));
    }
  }
}

}  // namespace

extern const Rule invalid_variable_name{
    .name = "invalid-variable-name",
    .severity = diag::Severity::Error,
    .summary = "a variable name that is not allowed",
    .explanation =
        R"~(A name is an identifier of at most 80 characters: a letter or _, then letters, digits and _; no $. "states" is reserved.)~",
    .bad = R"~({
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Assign": { "1st": 1, "count": 1 }, "Next": "Use" },
    "Use": { "Type": "Pass", "Parameters": { "n.$": "$count" }, "End": true }
  }
})~",
    .good = R"~({
  "StartAt": "Count",
  "States": {
    "Count": { "Type": "Pass", "Assign": { "count": 1 }, "Next": "Use" },
    "Use": { "Type": "Pass", "Parameters": { "n.$": "$count" }, "End": true }
  }
})~",
    .aws_code = "SCHEMA_VALIDATION_FAILED",
    .check = check,
};

}  // namespace sfn::lint::registry

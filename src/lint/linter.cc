#include "lint/linter.h"

#include <algorithm>

#include "lint/stages.h"

namespace sfn::lint {
namespace {

bool listed(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

/// Severity overrides, selection; a finding that AWS has no code for carries none.
void apply_options(diag::Findings& findings, const Options& options) {
  auto& list = findings.list();
  for (diag::Finding& finding : list) {
    const Rule* rule = find_rule(finding.rule);
    if (finding.severity != diag::Severity::Error && rule->severity == diag::Severity::Error) finding.aws_code.clear();
    if (const auto found = options.severities.find(finding.rule); found != options.severities.end()) finding.severity = found->second;
  }
  std::erase_if(list, [&](const diag::Finding& finding) {
    const bool selected = options.select.empty() || listed(options.select, finding.rule);
    return !selected || listed(options.ignore, finding.rule) || finding.severity == diag::Severity::Off;
  });
}

void check_document(const json::Document& document, const Input& input, const Options& options, diag::Findings& findings) {
  Report report(document, options.type, findings);
  report_keys(document, input.root, report);
  const size_t before = findings.list().size();
  report_structure(document, input.root, report);
  if (findings.list().size() > before) report_schema(document, input.root, findings, report);
  if (findings.any_at_least(diag::Severity::Error)) report.set_structure_broken();
  const auto program = asl::build(input.document, input.root);
  report.set_program(*program);
  for (const Rule* rule : rules()) {
    if (rule->check == nullptr) continue;
    report.set_rule(*rule);
    rule->check(*program, report);
  }
  if (options.suppressions) apply_suppressions(document, input.root, findings, report);
}

}  // namespace

std::vector<std::string> unknown_rules(const Options& options) {
  std::vector<std::string> unknown;
  const auto look = [&](const std::string& name) {
    if (find_rule(name) == nullptr) unknown.push_back(name);
  };
  std::for_each(options.select.begin(), options.select.end(), look);
  std::for_each(options.ignore.begin(), options.ignore.end(), look);
  for (const auto& [name, severity] : options.severities) look(name);
  return unknown;
}

diag::Findings lint(const Input& input, const Options& options) {
  diag::Findings findings;
  if (input.document == nullptr) {
    if (input.error != nullptr) report_syntax(*input.error, findings);
  } else {
    check_document(*input.document, input, options, findings);
  }
  apply_options(findings, options);
  findings.sort();
  return findings;
}

}  // namespace sfn::lint

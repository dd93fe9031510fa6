#include "lint/linter.h"

#include <algorithm>

#include "asl/build_as.h"
#include "lint/intent.h"
#include "lint/registry.h"
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

/// A word that YAML 1.1 reads differently, at a place where the structure refuses it: one finding, which says why.
void merge_yaml_surprises(diag::Findings& findings) {
  auto& list = findings.list();
  std::vector<text::Span> told;
  for (diag::Finding& finding : list) {
    if (finding.severity != diag::Severity::Error) continue;
    const auto surprise = std::find_if(list.begin(), list.end(), [&](const diag::Finding& other) {
      return other.rule == registry::yaml_implicit_type.name && other.span == finding.span;
    });
    if (surprise == list.end()) continue;
    if (finding.help.empty()) finding.help = surprise->message;
    told.push_back(finding.span);
  }
  std::erase_if(list, [&](const diag::Finding& finding) {
    return finding.rule == registry::yaml_implicit_type.name && std::find(told.begin(), told.end(), finding.span) != told.end();
  });
}

void check_rules(const asl::Program& program, Report& report, bool that_presume) {
  for (const Rule* rule : rules()) {
    if (rule->check == nullptr || rule->presumes_sound != that_presume) continue;
    report.set_rule(*rule);
    rule->check(program, report);
  }
}

void check_document(const json::Document& document, const Input& input, const Options& options, diag::Findings& findings) {
  Report report(document, options.type, findings);
  report_keys(document, input.root, report);
  const size_t before = findings.list().size();
  report_structure(document, input.root, report);
  if (!document.notes().empty()) merge_yaml_surprises(findings);
  if (findings.list().size() > before) report_schema(document, input.root, findings, report);
  if (findings.any_at_least(diag::Severity::Error)) report.set_structure_broken();
  const MeantLanguage meant = meant_language(document, input.root);
  const auto program = meant.guessed ? asl::build_as(input.document, input.root, meant.language) : asl::build(input.document, input.root);
  report.set_program(*program);
  check_rules(*program, report, false);
  if (findings.any_at_least(diag::Severity::Error)) {
    report.set_structure_broken();
  } else {
    check_rules(*program, report, true);
  }
  if (options.house != nullptr) report_house_schema(document, input.root, options, report);
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

// A rule is data and one function. In: a Program. Out: findings, through a Report. Rules stand in rules.def; each has its file in rules/.
#pragma once

#include <span>
#include <string_view>

#include "asl/program.h"
#include "diag/finding.h"
#include "lint/report.h"

namespace sfn::lint {

struct Rule {
  std::string_view name;         ///< kebab-case, names the flaw: completes "allow …"
  diag::Severity severity;       ///< error exactly where AWS refuses the definition
  std::string_view summary;      ///< one line
  std::string_view explanation;  ///< why it is a flaw and how it is told; paragraphs separated by an empty line
  std::string_view bad;          ///< a definition with the flaw: the tests demand this rule's findings and no others
  std::string_view good;         ///< the same, mended: the tests demand that nothing at all is found
  std::string_view aws_code = {};
  /// nullptr: an earlier stage (syntax, structure, suppressions) makes the findings.
  void (*check)(const asl::Program&, Report&) = nullptr;
  MachineType example_type = MachineType::Standard;  ///< what `bad` and `good` are checked as
  std::string_view example_schema = {};              ///< a schema of the user's own that they are checked with besides
  size_t example_ellipsis = 0;                       ///< how many characters each "…" in them stands for
  /// It concludes from what is absent or how things hang together: silent while something is refused, which may be the very reason.
  bool presumes_sound = false;
};

/// All rules, in the order of rules.def.
std::span<const Rule* const> rules();
/// nullptr if there is no such rule.
const Rule* find_rule(std::string_view name);

}  // namespace sfn::lint

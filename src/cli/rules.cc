#include "cli/rules.h"

#include <fmt/format.h>

#include "lint/rule.h"
#include "text/suggest.h"

namespace sfn::cli {

std::vector<report::RuleInfo> rule_infos() {
  std::vector<report::RuleInfo> infos;
  for (const lint::Rule* rule : lint::rules())
    infos.push_back({rule->name, rule->severity, rule->summary, rule->explanation, rule->aws_code});
  return infos;
}

std::string unknown_rule(const std::string& name) {
  std::vector<std::string_view> names;
  for (const lint::Rule* rule : lint::rules()) names.push_back(rule->name);
  const auto near = text::nearest(name, std::span<const std::string_view>(names));
  return fmt::format("there is no rule \"{}\"{}; see sfnctl explain", name, near ? fmt::format("; did you mean {}?", *near) : "");
}

}  // namespace sfn::cli

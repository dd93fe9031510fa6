// The rules of the linter as the reports and explain want them.
#pragma once

#include <string>
#include <vector>

#include "report/findings.h"

namespace sfn::cli {

std::vector<report::RuleInfo> rule_infos();
/// A message for a name that no rule has, with a did-you-mean.
std::string unknown_rule(const std::string& name);

}  // namespace sfn::cli

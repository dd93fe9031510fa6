// The rules that findings about mock and suite files belong to. In: rules.def. Out: name, severity and a sentence for each.
#pragma once

#include <span>
#include <string_view>

#include "diag/finding.h"

namespace sfn::mocks {

enum class Rule : uint8_t {
#define SFN_MOCK_RULE(identifier, name, severity, summary) identifier,
#include "mocks/rules.def"
};

struct RuleInfo {
  std::string_view name;
  diag::Severity severity;
  std::string_view summary;
};

const RuleInfo& info(Rule rule);
std::span<const RuleInfo> rules();  ///< in the order of rules.def

}  // namespace sfn::mocks

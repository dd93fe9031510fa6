#include "mocks/rules.h"

namespace sfn::mocks {
namespace {

constexpr RuleInfo kRules[] = {
#define SFN_MOCK_RULE(identifier, name, severity, summary) {name, diag::Severity::severity, summary},
#include "mocks/rules.def"
};

}  // namespace

const RuleInfo& info(Rule rule) {
  return kRules[static_cast<size_t>(rule)];
}

std::span<const RuleInfo> rules() {
  return kRules;
}

}  // namespace sfn::mocks

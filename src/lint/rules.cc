#include <algorithm>
#include <array>

#include "lint/registry.h"

namespace sfn::lint {

namespace {

constexpr std::array kRules{
#define SFN_RULE(identifier) &registry::identifier,
#include "lint/rules.def"
#undef SFN_RULE
};

}  // namespace

std::span<const Rule* const> rules() {
  return kRules;
}

const Rule* find_rule(std::string_view name) {
  const auto found = std::find_if(kRules.begin(), kRules.end(), [&](const Rule* rule) { return rule->name == name; });
  return found == kRules.end() ? nullptr : *found;
}

}  // namespace sfn::lint

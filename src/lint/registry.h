// The rules by their C++ name, for the stages that make findings of rules without a check.
#pragma once

#include "lint/rule.h"

namespace sfn::lint::registry {

#define SFN_RULE(identifier) extern const Rule identifier;
#include "lint/rules.def"
#undef SFN_RULE

}  // namespace sfn::lint::registry

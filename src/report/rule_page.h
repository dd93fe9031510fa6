// The page of a rule: what it finds, why, an example with the flaw and one without, AWS's code. In: what the rule says about itself. Out:
// text for `sfnctl explain`, Markdown, and the manual page sfnctl-rules(7).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/rule.h"

namespace sfn::report {

/// For a terminal; paragraphs are wrapped at `columns`.
std::string rule_text(const lint::Rule& rule, bool color, size_t columns = 80);
/// All rules, one line each.
std::string rules_text(std::span<const lint::Rule* const> rules, bool color);
std::string rule_markdown(const lint::Rule& rule);
std::string rules_markdown(std::span<const lint::Rule* const> rules);
std::string rules_json(std::span<const lint::Rule* const> rules);
/// The source of sfnctl-rules.7 (man macros).
std::string rules_man(std::span<const lint::Rule* const> rules);

}  // namespace sfn::report

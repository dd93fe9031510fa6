#include "mocks/variables.h"

#include <fmt/format.h>

#include <algorithm>

namespace sfn::mocks {

void check_variables(const Checker& checker, json::NodeId node, const asl::Expression& expression, std::span<const std::string_view> names,
                     Rule rule) {
  for (const jsonata::NameFact& variable : expression.jsonata()->free_variables()) {
    if (std::find(names.begin(), names.end(), variable.name) != names.end()) continue;
    const std::string_view whose = names.empty() ? "there is" : "calls have";
    diag::Finding& finding = checker.report(rule, node, fmt::format("{} no variable ${}", whose, variable.name));
    const size_t begin = expression.begin + variable.offset;
    finding.span = checker.document().inside(node, begin, begin + variable.length);
    Checker::suggest(finding, variable.name, names);
    if (names.empty())
      finding.help = "a predicate sees the value that is compared, as $";
    else if (finding.suggestion.empty())
      finding.help = fmt::format("they have ${}", fmt::join(names, ", $"));
  }
}

}  // namespace sfn::mocks

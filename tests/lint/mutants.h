// Definitions made wrong (or merely different) at one place each, with what AWS's rules make of them. In: a valid definition. Out: texts
// and, for each, where errors must be: nowhere, exactly at some places, or only inside one.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "diag/finding.h"
#include "json/document.h"

namespace sfn::mutation {

struct Mutant {
  std::string text;
  std::string what;                 ///< "drop /States/A/Next"
  std::vector<std::string> places;  ///< pointers: one error each, no other finding. Empty: no error
  bool loose = false;               ///< at least one error, all at or below places[0]
};

/// Calls `use` for every mutant of the definition.
void for_each_mutant(const json::Document& definition, const std::function<void(const Mutant&)>& use);

/// Empty if the findings are those that the mutant must have; else what is wrong with them.
std::string misjudged(const Mutant& mutant, const diag::Findings& findings);

}  // namespace sfn::mutation

// Results of test suites and coverage on their way to the user.
#pragma once

#include <map>
#include <string>

#include "suite/result.h"

namespace sfn::report {

struct ResultsReport {
  const suite::Results& results;
  bool color = false;
  bool verbose = false;  ///< text: passed cases of all suites too, not only of those with a problem
  bool quiet = false;    ///< text: no summary
  /// Coverage as a page: what was run on the graph, by the path of the definition, as elements of graph::page_svg().
  std::map<std::string, std::string> pictures{};
};

}  // namespace sfn::report

// Results of test suites and coverage on their way to the user.
#pragma once

#include "suite/result.h"

namespace sfn::report {

struct ResultsReport {
  const suite::Results& results;
  bool color = false;
  bool verbose = false;  ///< text: passed cases of all suites too, not only of those with a problem
  bool quiet = false;    ///< text: no summary
};

}  // namespace sfn::report

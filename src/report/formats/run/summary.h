// What stands below the lines of a run: the status, how long it took, what it did, and the output or the error.
#pragma once

#include <string>

#include "report/style.h"
#include "sim/history.h"

namespace sfn::report::formats {

std::string run_summary(const sim::ExecutionResult& result, const Style& style);

}  // namespace sfn::report::formats

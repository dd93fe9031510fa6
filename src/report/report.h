// The doorway of report: everything that users read of findings, runs and test results, in every format. In: reports, which are data. Out:
// text. The formats are pure functions, chosen by name from formats.def; nothing here decides, opens files or looks at the clock.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/findings.h"
#include "report/results.h"
#include "report/run.h"

namespace sfn::report {

struct FormatInfo {
  std::string_view name;
  std::string_view about;
};

/// Formats for findings, the default one first.
const std::vector<FormatInfo>& findings_formats();
/// Formats for runs, the default one first; run.h makes them.
const std::vector<FormatInfo>& run_formats();

/// Formats for results of test suites and for coverage, the default ones first.
const std::vector<FormatInfo>& suite_formats();
const std::vector<FormatInfo>& coverage_formats();

// Each ends with a line end, and throws std::invalid_argument if there is no such format.
std::string render(std::string_view format, const FindingsReport& report);
std::string render(std::string_view format, const ResultsReport& report);
std::string render_coverage(std::string_view format, const ResultsReport& report);

}  // namespace sfn::report

// A test suite, perhaps with its definition and base mocks.
#include "fuzz/memory_files.h"
#include "report/report.h"
#include "report/results.h"
#include "suite/runner.h"

namespace sfn::fuzz {

void suites(std::string_view input) {
  const Parts parts(input);
  const MemoryFiles files(parts[0], parts.or_else(1, kMachine), parts.or_else(2, "{}"));
  suite::Results results = suite::run_suites({"input.sfntest.json"}, files, {});
  const report::ResultsReport report{results, false, true, false};
  for (const report::FormatInfo& format : report::suite_formats()) (void)report::render(format.name, report);
  for (const report::FormatInfo& format : report::coverage_formats()) (void)report::render_coverage(format.name, report);
}

}  // namespace sfn::fuzz

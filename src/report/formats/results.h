// The formats of test results and coverage, one file each. Internal to report: outside, render() and render_coverage() are the way.
#pragma once

#include <string>
#include <vector>

#include "report/results.h"

namespace sfn::report::formats {

#define SFN_SUITE_FORMAT(name, about) std::string suite_##name(const ResultsReport& report);
#define SFN_COVERAGE_FORMAT(name, about) std::string coverage_##name(const ResultsReport& report);
#include "report/formats.def"

/// `output at /refunded: expected true, got false`
std::string difference_text(const suite::Difference& difference);
/// Why a case did not pass, in one line.
std::string reason(const suite::CaseResult& result);
/// `suite.sfntest.json:14:9`
std::string position_text(const suite::SuiteResult& suite, text::Span span);

/// A finding that kept a suite from running, and where: `base.mocks.json:3:5`.
struct PlacedFinding {
  std::string place;
  const diag::Finding* finding;
};
/// Errors in the suite file and in the files that it names. Points into `suite`.
std::vector<PlacedFinding> errors_of(const suite::SuiteResult& suite);

}  // namespace sfn::report::formats

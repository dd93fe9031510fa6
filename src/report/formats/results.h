// The formats of test results and coverage, one file each. Internal to report: outside, render() and render_coverage() are the way.
#pragma once

#include <string>

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

}  // namespace sfn::report::formats

#include "suite/result.h"

#include <algorithm>
#include <array>

namespace sfn::suite {

std::string_view name_of(Outcome outcome) {
  constexpr std::array<std::string_view, 5> kNames{"passed", "failed", "error", "unsupported", "skipped"};
  return kNames[static_cast<size_t>(outcome)];
}

size_t SuiteResult::count(Outcome outcome) const {
  return static_cast<size_t>(
      std::count_if(cases.begin(), cases.end(), [&](const CaseResult& result) { return result.outcome == outcome; }));
}

bool SuiteResult::passed() const {
  return count(Outcome::Passed) + count(Outcome::Skipped) == cases.size() && shortfalls.empty() &&
         !findings.any_at_least(diag::Severity::Error);
}

size_t Results::count(Outcome outcome) const {
  size_t sum = 0;
  for (const SuiteResult& suite : suites) sum += suite.count(outcome);
  return sum;
}

size_t Results::cases() const {
  size_t sum = 0;
  for (const SuiteResult& suite : suites) sum += suite.cases.size();
  return sum;
}

bool Results::passed() const {
  return std::all_of(suites.begin(), suites.end(), [](const SuiteResult& suite) { return suite.passed(); });
}

int Results::exit_code() const {
  if (count(Outcome::Unsupported) != 0) return 3;
  const auto invalid = [](const SuiteResult& suite) { return suite.findings.any_at_least(diag::Severity::Error); };
  if (count(Outcome::Error) != 0 || std::any_of(suites.begin(), suites.end(), invalid)) return 2;
  return passed() ? 0 : 1;
}

}  // namespace sfn::suite

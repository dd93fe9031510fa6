// Running test suites. In: paths and Files. Out: Results. Each thread reads its own copy of a suite, because values cross no thread; only
// results do, which are text.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "suite/listener.h"
#include "suite/result.h"
#include "suite/suite_file.h"

namespace sfn::suite {

/// Below this many cases, another thread costs more than it saves.
inline constexpr size_t kCasesPerThread = 8;

struct RunnerOptions {
  std::string filter;                       ///< only cases whose name holds this text; empty: all
  unsigned jobs = 1;                        ///< threads; 0 counts as 1
  bool update = false;                      ///< write snapshots instead of comparing
  std::optional<mocks::Unmocked> unmocked;  ///< wins over the mocks
  bool allow_outside = false;
  /// Findings about a suite's definition, as `validate` has them; with an error nothing is run. Empty: not checked.
  std::function<diag::FileReport(const asl::Program&)> validate;
  MakeListener listen;  ///< hears the run of each case
};

/// Runs one suite. `files` is used from several threads at once and must give each call a document of its own.
SuiteResult run_suite(const std::string& path, const mocks::Files& files, const RunnerOptions& options);

/// Runs them one after the other and merges their coverage.
Results run_suites(const std::vector<std::string>& paths, const mocks::Files& files, const RunnerOptions& options);

}  // namespace sfn::suite

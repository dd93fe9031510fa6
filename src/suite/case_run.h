// Running one case. In: the suite (of this thread) and the case. Out: a CaseResult, coverage, which responses were used, the snapshot.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "suite/listener.h"
#include "suite/result.h"
#include "suite/snapshot.h"
#include "suite/suite_file.h"

namespace sfn::suite {

/// A response, told apart over threads by its file's name and its node there.
using ResponseId = std::pair<std::string, json::NodeId>;

struct CaseRun {
  CaseResult result;
  std::set<ResponseId> used;            ///< responses that answered
  std::optional<std::string> snapshot;  ///< JSON text of what came out, if the case has a snapshot and ran to its end
};

struct CaseOptions {
  std::optional<mocks::Unmocked> unmocked;
  bool allow_outside = false;
  bool update = false;
  const MakeListener* listen = nullptr;  ///< hears the runs
};

/// `coverage` counts what the run comes through. `snapshots`: those stored before.
CaseRun run_case(const Suite& suite, const SuiteCase& test, const mocks::Files& files, const CaseOptions& options,
                 const Snapshots& snapshots, CoverageProbe& coverage);

}  // namespace sfn::suite

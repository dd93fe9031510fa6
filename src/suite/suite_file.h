// A test suite as a person wrote it: a definition, base mocks, cases. In: the file's path and Files. Out: the model, ready to run, and
// findings, before anything runs.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "diag/finding.h"
#include "mocks/files.h"
#include "mocks/mock_file.h"
#include "sim/simulator.h"
#include "suite/coverage.h"
#include "suite/expectation.h"

namespace sfn::suite {

struct SuiteCase {
  std::string name;
  json::NodeId node = json::kNoNode;  ///< of the case
  json::NodeId name_node = json::kNoNode;
  bool skipped = false;
  std::string skip_reason;  ///< `skip` as a string
  sim::RunOptions options;  ///< input, name, type, start time, seed, variables, from, to
  mocks::MockFile mocks;    ///< laid over the base already
  Expectation expect;
  bool snapshot = false;
};

struct Suite {
  std::string path;
  std::shared_ptr<const json::Document> document;
  std::shared_ptr<const asl::Program> program;
  std::string definition_path;
  std::string mocks_path;  ///< of the base mocks; else the suite's own: what mocks name is relative to its folder
  std::vector<SuiteCase> cases;
  Thresholds thresholds;
};

struct SuiteOptions {
  bool allow_outside = false;  ///< suites and mocks may name files outside of their folder
};

/// Reads the suite at `path` and what it names. nullptr if a finding is an error. `findings` are those in the suite file itself; `others`
/// gets those in files that it names. Throws mocks::Unusable if the suite itself cannot be read.
std::unique_ptr<Suite> read_suite(const std::string& path, const mocks::Files& files, const SuiteOptions& options, diag::Findings& findings,
                                  std::vector<diag::FileReport>& others);

}  // namespace sfn::suite

// Mock configurations of Step Functions Local (MockConfigFile.json). In: a Document with StateMachines, TestCases and MockedResponses, and
// which case is wanted. Out: an oracle with its counter: one number for each state and execution, which every call advances, whether a
// retry, a re-entry or an iteration; the response under that number answers, and where there is none the run ends.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "asl/program.h"
#include "diag/finding.h"
#include "mocks/mock_file.h"
#include "sim/oracle.h"

namespace sfn::mocks {

/// One numbered response of MockedResponses.
struct NumberedResponse {
  CallRange calls;
  std::variant<Return, Throw> outcome;
  json::NodeId node = json::kNoNode;
};

/// What answers one state in a test case.
struct MockedResponse {
  std::string state;
  std::string name;                         ///< in MockedResponses
  json::NodeId node = json::kNoNode;        ///< in the test case
  std::vector<NumberedResponse> responses;  ///< by first call
  uint32_t first_response = 0;              ///< what Plan::response counts from for this state
};

struct ConfigCase {
  std::string machine, name;
  std::shared_ptr<const json::Document> document;
  std::vector<MockedResponse> states;
};

/// Names of the machines, and of the cases of each, in the order of the file.
struct ConfigNames {
  std::string machine;
  std::vector<std::string> cases;
};
std::vector<ConfigNames> config_names(const json::Document& document);

struct CaseChoice {
  std::string machine;                          ///< as asked for; empty: the only one, or the first of `machine_candidates` that is there
  std::vector<std::string> machine_candidates;  ///< names the definition may go by: its file's stem, its logical id
  std::string name;                             ///< empty: the only one
  // How the user may choose, for messages.
  std::string machine_option = "--state-machine", case_option = "--case";
};

/// Checks the whole file and picks the case. Nothing, with a finding that lists what there is, if it cannot be told which is meant.
std::optional<ConfigCase> read_config_case(const std::shared_ptr<const json::Document>& document, const CaseChoice& choice,
                                           const asl::Program* program, diag::Findings& findings);

/// The case's responses as a native file, so that a suite can lay others over them. They answer like ConfigOracle's.
MockFile mock_file_of(const ConfigCase& config);

class ConfigOracle : public sim::TaskOracle {
 public:
  explicit ConfigOracle(ConfigCase config, Unmocked unmocked = Unmocked::Fail);

  /// One a state: its calls so far.
  size_t counters() const override;
  bool counts_per_execution() const override { return true; }
  sim::Plan plan(const sim::Call& call, std::span<uint32_t> counters) const override;

  const ConfigCase& config() const { return config_; }
  /// Warnings about responses whose numbers no call has reached. `counters`: the simulation's, after the run. States inside a distributed
  /// Map are passed over: each of its children counts for itself.
  void report_unused(const asl::Program& program, std::span<const uint32_t> counters, diag::Findings& findings) const;

 private:
  ConfigCase config_;
  std::map<std::string_view, size_t> by_state_;
  Unmocked unmocked_;
};

}  // namespace sfn::mocks

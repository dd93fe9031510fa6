// Who answers task calls out of a mock file. In: a call. Out: the plan of the first response that selects it and is not used up; or what
// the defaults say; or NoAnswer, which names the call and what was there. Immutable: how often a response was used is counted in the
// Simulation.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "mocks/mock_file.h"
#include "sim/oracle.h"

namespace sfn::mocks {

/// A response that no call used.
struct UnusedResponse {
  const ResponseList* list = nullptr;
  const Response* response = nullptr;
};

class MockOracle : public sim::TaskOracle {
 public:
  /// `unmocked` wins over what the file says. `first_response` is what Plan::response counts from, so that several oracles of one run
  /// (child executions) can be told apart.
  explicit MockOracle(std::shared_ptr<const MockFile> file, std::optional<Unmocked> unmocked = {}, uint32_t first_response = 0);

  size_t counters() const override { return entries_.size() + lists_.size(); }
  bool counts_per_execution() const override { return file_->counts_per_execution; }
  bool has_answer(const sim::Call& call, std::span<uint32_t> counters) const override;
  sim::Plan plan(const sim::Call& call, std::span<uint32_t> counters) const override;

  /// Responses that were never used, in the order of the file. `counters`: the simulation's, after the run.
  std::vector<UnusedResponse> unused(std::span<const uint32_t> counters) const;

  uint32_t first_response() const { return first_response_; }
  uint32_t response_count() const { return static_cast<uint32_t>(entries_.size()); }
  /// The response of Plan::response; nullptr unless it is one of this oracle's.
  const Response* response(uint32_t number) const;
  const ResponseList* list_of(uint32_t number) const;

 private:
  struct Entry {
    const Response* response;
    uint32_t list;
  };
  /// Numbers of responses, ascending. Those with an `iteration` are found by the innermost index: without that, ten thousand recorded
  /// iterations would cost fifty million comparisons.
  struct List {
    const ResponseList* source;
    std::vector<uint32_t> general;
    std::unordered_map<uint32_t, std::vector<uint32_t>> by_iteration;
  };
  /// What was tried for one call.
  struct Search {
    const sim::Call& call;
    std::span<uint32_t> counters;
    uint32_t last_match = asl::kNone;  // ignoring `times`
    bool mocked = false;               // some list was there
  };

  void add_list(const ResponseList& list);
  uint32_t find(Search& search) const;
  uint32_t find_in(Search& search, uint32_t list) const;
  static const std::vector<uint32_t>* indexed(const List& list, const sim::Call& call);  ///< nullptr if there is none
  uint32_t last_in(const List& list, const sim::Call& call) const;                       ///< that selects the call, ignoring `times`
  bool selects(const Response& response, const sim::Call& call) const;
  sim::Plan answer(uint32_t number, const sim::Call& call) const;
  sim::Plan unanswered(const Search& search) const;
  sim::Outcome outcome(const Entry& entry, const sim::Call& call) const;
  std::string explanation(const Search& search) const;

  std::shared_ptr<const MockFile> file_;
  Unmocked unmocked_ = Unmocked::Fail;
  uint32_t first_response_ = 0;
  std::vector<Entry> entries_;
  std::vector<List> lists_;  // states first, then resources
  std::unordered_map<std::string_view, uint32_t> by_state_;
  size_t first_resource_ = 0;
};

/// The names that a glob of `resources` is tried on: the Resource, and for Lambda the function as the call names it, its bare name and ARN.
std::vector<std::string> resource_names(const sim::Call& call);

}  // namespace sfn::mocks

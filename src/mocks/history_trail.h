// Whose events a history's events are. In: events in the order of ids. Out: for each task call its state, iterations, attempt and outcome.
// A history names the state only where it is entered and left; for the rest, previousEventId leads back to who it was.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "json/value.h"

namespace sfn::mocks {

/// A call as it was recorded.
struct RecordedCall {
  enum class End : uint8_t { None, Succeeded, Failed, TimedOut };  ///< None: cut off, by a failure elsewhere or the end of the file
  std::string state;
  std::vector<uint32_t> iterations;  ///< outermost first
  uint32_t attempt = 0;
  End end = End::None;
  json::Value output, submitted;          ///< undefined if there is none
  json::Value error, cause;               ///< strings, or undefined
  std::optional<int64_t> started, ended;  ///< milliseconds since 1970
  std::optional<int64_t> heartbeat_seconds;
};

class HistoryTrail {
 public:
  /// Takes the next event; false if it is none.
  bool add(const json::Value& event);

  const std::vector<RecordedCall>& calls() const { return calls_; }             ///< in the order of scheduling
  const std::vector<std::string>& path() const { return path_; }                ///< states of the machine itself
  const std::vector<std::string>& distributed() const { return distributed_; }  ///< Maps whose children have histories of their own
  const json::Value& input() const { return input_; }
  const std::string& role_arn() const { return role_arn_; }  ///< of the execution; empty if it is not told
  const json::Value& result() const { return result_; }      ///< {"status", "output"?, "error"?, "cause"?}; undefined: still running
  std::optional<int64_t> start() const { return start_; }
  std::optional<int64_t> last() const { return last_; }
  bool has_data() const { return has_data_; }

 private:
  struct Scope {
    uint32_t owner = UINT32_MAX;  // visit of the Map or Parallel
    std::optional<uint32_t> iteration;
  };
  struct Visit {
    std::string state;
    std::string_view family;  // "Map", "Task" …
    uint32_t scope = 0;
    uint32_t attempts = 0;
    uint32_t call = UINT32_MAX;
    bool closed = false;
  };
  /// What an event belongs to: the visit of a state, or a scope that has just begun.
  struct Place {
    uint32_t visit = UINT32_MAX;
    uint32_t scope = 0;
  };

  Place place_of(uint64_t event) const;
  uint32_t climb(Place from, std::string_view state) const;
  uint32_t climb_to_open(Place from, std::string_view family) const;
  Place entered(Place previous, std::string_view type, const json::Value& details);
  Place exited(Place previous, const json::Value& details) const;
  Place iteration_started(Place previous, const json::Value& details);
  Place container_started(Place previous, std::string_view family);
  void schedule(Place place, const json::Value& details);
  void finish(Place place, RecordedCall::End end, const json::Value& details);
  bool end_execution(std::string_view type, const json::Value& details);
  json::Value data(const json::Value& details, std::string_view key);
  std::vector<uint32_t> iterations_of(uint32_t scope) const;

  std::vector<Scope> scopes_{Scope{}};
  std::vector<Visit> visits_;
  std::unordered_map<uint64_t, Place> places_;
  std::vector<RecordedCall> calls_;
  std::vector<std::string> path_, distributed_;
  std::string role_arn_;
  json::Value input_, result_;
  std::optional<int64_t> start_, last_;
  bool has_data_ = true;
};

}  // namespace sfn::mocks

// One answer of a mock file: who it answers (selectors), what it answers (the outcome) and how often and when (modifiers).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "jsonata/expression.h"
#include "mocks/pattern.h"
#include "sim/oracle.h"

namespace sfn::mocks {

/// Response::times of `"always"`.
inline constexpr uint32_t kAlways = UINT32_MAX;
/// Longest `duration` and heartbeat offset: a century.
inline constexpr double kMaxDurationSeconds = 100.0 * 365.25 * 86'400;

/// `call: 3`, `call: "1-2"`: both ends included.
struct CallRange {
  uint32_t first = 0, last = 0;
  bool contains(uint32_t number) const { return number >= first && number <= last; }
};

struct Return {
  json::Value value;
};
/// A Lambda function's result: wrapped in the envelope of lambda:invoke where the state calls that.
struct FunctionResult {
  json::Value value;
};
struct Throw {
  sim::ErrorOutput output;
};
struct NeverAnswers {};
struct Compute {
  jsonata::Expression expression;
};
struct Echo {};

struct Response {
  json::NodeId node = json::kNoNode;
  std::variant<Return, FunctionResult, Throw, NeverAnswers, Compute, Echo> outcome;

  std::optional<CallRange> call, attempt;
  std::vector<uint32_t> iteration;  ///< innermost Map's index last; empty: any. A shorter list means the innermost ones
  std::optional<Pattern> when;      ///< of the arguments

  uint32_t times = 1;  ///< kAlways: as often as it is asked
  std::optional<sim::Duration> duration;
  std::vector<sim::Duration> heartbeats;
  std::optional<json::Value> submitted;

  bool selects_everything() const { return !call && !attempt && iteration.empty() && !when; }
};

/// The responses for one state or one glob.
struct ResponseList {
  std::string name;
  std::shared_ptr<const json::Document> document;  ///< that `node` and the responses' nodes count in
  json::NodeId node = json::kNoNode;
  std::vector<Response> responses;
};

/// Seconds or ISO 8601; anything else is reported.
std::optional<sim::Duration> read_duration(const Checker& checker, json::NodeId node);

/// Reads `node`, an object (answers every call unless `times` says otherwise) or an array of such (each answers once). Faulty responses are
/// reported and left out. `state`: the Task that it is for, nullptr if that is not known.
std::vector<Response> read_responses(const Checker& checker, json::NodeId node, const asl::State* state);

}  // namespace sfn::mocks

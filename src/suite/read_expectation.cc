#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "mocks/response.h"
#include "suite/expectation.h"

namespace sfn::suite {
namespace {

using mocks::Checker;
using mocks::Pattern;
using mocks::Rule;

constexpr std::array<std::string_view, 14> kKeys{"status",     "output", "error",   "cause",  "variables", "path",   "visited",
                                                 "notVisited", "calls",  "retries", "caught", "duration",  "states", "snapshot"};
constexpr std::array<std::string_view, 4> kStatuses{"SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"};

class ExpectationReader {
 public:
  ExpectationReader(const Checker& checker, const asl::Program& program)
      : checker_(checker), document_(checker.document()), program_(program) {}

  Expectation read(json::NodeId node) {
    out_.node = node;
    if (node == json::kNoNode || !checker_.object(node, "\"expect\"")) return std::move(out_);
    checker_.keys(node, kKeys, "\"expect\"");
    read_status();
    out_.output = pattern(node, "output");
    out_.error = pattern(node, "error");
    out_.cause = pattern(node, "cause");
    out_.variables = pattern(node, "variables");
    read_path();
    read_names("visited", out_.visited);
    read_names("notVisited", out_.not_visited);
    report_contradictions();
    each_state("calls", [&](json::NodeId state) { read_call(state); });
    each_state("retries", [&](json::NodeId state) { out_.retries.push_back({name(state), read(state, Rule::SuiteMatcher)}); });
    each_state("caught", [&](json::NodeId state) { out_.caught.push_back({name(state), read(state, Rule::SuiteMatcher)}); });
    each_state("states", [&](json::NodeId state) { read_state(state); });
    read_duration();
    return std::move(out_);
  }

 private:
  json::NodeId find(std::string_view key) const { return document_.find(out_.node, key); }
  std::string name(json::NodeId node) const { return std::string(document_.key(node)); }
  Pattern read(json::NodeId node, Rule rule) const { return mocks::read_pattern(checker_, node, rule); }

  std::optional<Pattern> pattern(json::NodeId object, std::string_view key) const {
    const json::NodeId node = document_.find(object, key);
    return node == json::kNoNode ? std::nullopt : std::optional(read(node, Rule::SuiteMatcher));
  }

  void read_status() {
    if (find("error") != json::kNoNode || find("cause") != json::kNoNode) out_.status.clear();
    const auto status = checker_.string(out_.node, "status");
    if (!status) return;
    out_.status = std::string(*status), out_.status_node = find("status");
    if (std::find(kStatuses.begin(), kStatuses.end(), *status) != kStatuses.end()) return;
    diag::Finding& finding =
        checker_.report(Rule::SuiteShape, out_.status_node, fmt::format("\"status\" is one of {}", fmt::join(kStatuses, ", ")));
    Checker::suggest(finding, *status, kStatuses);
  }

  /// Whether the definition has the state.
  bool known(json::NodeId at, std::string_view state, bool key) const {
    if (program_.find(state) != nullptr) return true;
    std::vector<std::string_view> names;
    for (const asl::State& other : program_.states) names.push_back(other.name);
    const std::string message = fmt::format("the definition has no state \"{}\"", state);
    diag::Finding& finding =
        key ? checker_.report_name(Rule::SuiteUnknownState, at, message) : checker_.report(Rule::SuiteUnknownState, at, message);
    Checker::suggest(finding, state, names);
    return false;
  }

  void read_names(std::string_view key, std::vector<NamedNode>& names) {
    const json::NodeId node = find(key);
    if (node == json::kNoNode || !checker_.array(node, fmt::format("\"{}\"", key))) return;
    for (const json::NodeId item : document_.children(node)) {
      const auto state = checker_.string_at(item, "a state's name");
      if (state && known(item, *state, false)) names.push_back({std::string(*state), item});
    }
  }

  void read_path() {
    std::vector<NamedNode> names;
    read_names("path", names);
    out_.path_node = find("path");
    if (!document_.is_array(out_.path_node)) return;
    out_.path.emplace();
    for (const NamedNode& named : names) {
      const asl::State* state = program_.find(named.name);
      if (state != nullptr && state->scope != 0) {
        checker_
            .report(Rule::SuiteContradiction, named.node,
                    fmt::format("\"{}\" is inside a Map or Parallel: \"path\" lists the machine's own states", named.name))
            .help = "\"visited\" looks everywhere";
      }
      out_.path->push_back(named.name);
    }
  }

  void report_contradictions() {
    for (const NamedNode& state : out_.not_visited) {
      const auto same = [&](const NamedNode& other) { return other.name == state.name; };
      if (std::any_of(out_.visited.begin(), out_.visited.end(), same)) {
        checker_.report(Rule::SuiteContradiction, state.node, fmt::format("\"{}\" is expected to be visited and not to be", state.name));
      }
    }
  }

  template <class Read>
  void each_state(std::string_view key, Read read_one) {
    const json::NodeId node = find(key);
    if (node == json::kNoNode || !checker_.object(node, fmt::format("\"{}\"", key))) return;
    checker_.no_duplicates(node);
    for (const json::NodeId state : document_.children(node)) {
      if (known(state, document_.key(state), true)) read_one(state);
    }
  }

  void read_call(json::NodeId node) {
    CallExpectation call;
    call.state = {name(node), node};
    if (document_.is_number(node)) {
      call.count = read(node, Rule::SuiteMatcher);
    } else if (checker_.object(node, "the calls of a state")) {
      constexpr std::array<std::string_view, 2> kMembers{"count", "arguments"};
      checker_.keys(node, kMembers, "the calls of a state");
      call.count = pattern(node, "count");
      const json::NodeId arguments = document_.find(node, "arguments");
      if (arguments != json::kNoNode && checker_.array(arguments, "\"arguments\" (one element a call)")) {
        for (const json::NodeId item : document_.children(arguments)) call.arguments.push_back(read(item, Rule::SuiteMatcher));
      }
    }
    out_.calls.push_back(std::move(call));
  }

  void read_state(json::NodeId node) {
    if (!checker_.object(node, "what is expected of a state")) return;
    constexpr std::array<std::string_view, 3> kMembers{"input", "output", "count"};
    checker_.keys(node, kMembers, "what is expected of a state");
    out_.states.push_back({{name(node), node}, pattern(node, "count"), pattern(node, "input"), pattern(node, "output")});
  }

  void read_duration() {
    const json::NodeId node = find("duration");
    if (node == json::kNoNode) return;
    DurationExpectation duration;
    duration.node = node;
    if (!document_.is_object(node)) {
      const auto exact = mocks::read_duration(checker_, node);
      if (exact) duration.min = duration.max = *exact;
    } else {
      constexpr std::array<std::string_view, 2> kMembers{"min", "max"};
      checker_.keys(node, kMembers, "\"duration\"");
      const json::NodeId min = document_.find(node, "min"), max = document_.find(node, "max");
      if (min != json::kNoNode) duration.min = mocks::read_duration(checker_, min).value_or(duration.min);
      if (max != json::kNoNode) duration.max = mocks::read_duration(checker_, max).value_or(duration.max);
      if (duration.min > duration.max) checker_.report(Rule::SuiteContradiction, node, "\"min\" is longer than \"max\"");
    }
    out_.duration = duration;
  }

  const Checker& checker_;
  const json::Document& document_;
  const asl::Program& program_;
  Expectation out_;
};

}  // namespace

Expectation read_expectation(const Checker& checker, json::NodeId node, const asl::Program& program) {
  return ExpectationReader(checker, program).read(node);
}

}  // namespace sfn::suite

#include <fmt/format.h>

#include <algorithm>

#include "json/writer.h"
#include "suite/expectation.h"
#include "text/timestamp.h"

namespace sfn::suite {
namespace {

using mocks::Pattern;

class Comparison {
 public:
  Comparison(const sim::ExecutionResult& result, const Recorder& seen, const json::Document& document, CaseResult& out)
      : result_(result), seen_(seen), document_(document), out_(out) {}

  void run(const Expectation& expected) {
    compare_result(expected);
    if (expected.path && *expected.path != seen_.path()) {
      add("path", expected.path_node, names(*expected.path), names(seen_.path()));
      out_.path = path_diff(*expected.path, seen_.path());
    }
    for (const NamedNode& state : expected.visited) {
      if (seen_.state(state.name) == nullptr) add("visited", state.node, json::quoted(state.name), std::nullopt);
    }
    for (const NamedNode& state : expected.not_visited) {
      const StateRecord* record = seen_.state(state.name);
      if (record != nullptr)
        add("notVisited", state.node, fmt::format("{} never entered", state.name),
            record->entered == 1 ? "entered once" : fmt::format("entered {} times", record->entered));
    }
    for (const CallExpectation& call : expected.calls) compare_calls(call);
    for (const StatePattern& retries : expected.retries)
      match("retries." + retries.state, retries.pattern, number(record(retries.state).retries));
    for (const StatePattern& caught : expected.caught) compare_caught(caught);
    for (const StateExpectation& state : expected.states) compare_state(state);
    if (expected.duration) compare_duration(*expected.duration);
  }

 private:
  static json::Value number(uint64_t value) { return json::Value::integer(static_cast<int64_t>(value)); }
  static json::Value text(const std::optional<std::string>& value) { return value ? json::Value::string(*value) : json::Value(); }

  static std::string names(const std::vector<std::string>& path) {
    json::ArrayBuilder out;
    for (const std::string& name : path) out.push(json::Value::string(name));
    return json::to_json(out.build());
  }

  const StateRecord& record(const std::string& state) const {
    const StateRecord* found = seen_.state(state);
    return found != nullptr ? *found : nothing_;
  }

  void add(std::string what, json::NodeId node, std::string expected, std::optional<std::string> actual, std::string pointer = {}) {
    Difference difference{std::move(what), std::move(pointer), std::move(expected), actual.value_or(""), !actual, {}};
    difference.span = node == json::kNoNode ? out_.span : document_.span(node);
    out_.differences.push_back(std::move(difference));
  }

  void match(const std::string& what, const Pattern& pattern, const json::Value& value) {
    for (mocks::Misfit& misfit : mocks::Matcher().misfits(pattern, value)) {
      add(what, misfit.node, std::move(misfit.expected), misfit.absent ? std::nullopt : std::optional(std::move(misfit.actual)),
          std::move(misfit.pointer));
    }
  }

  void compare_result(const Expectation& expected) {
    const std::string_view status = sim::name_of(result_.status);
    if (!expected.status.empty() && expected.status != status) {
      const json::NodeId node = expected.status_node != json::kNoNode ? expected.status_node : expected.node;
      add("status", node, expected.status, std::string(status));
    }
    if (expected.output) match("output", *expected.output, result_.output.value);
    if (expected.error) match("error", *expected.error, text(result_.error));
    if (expected.cause) match("cause", *expected.cause, text(result_.cause));
    if (expected.variables) match("variables", *expected.variables, result_.variables);
  }

  void compare_calls(const CallExpectation& call) {
    const StateRecord& seen = record(call.state.name);
    const std::string what = "calls." + call.state.name;
    if (call.count) match(what + ".count", *call.count, number(seen.calls.size()));
    for (size_t i = 0; i < call.arguments.size(); ++i) {
      match(fmt::format("{}.arguments[{}]", what, i), call.arguments[i], i < seen.calls.size() ? seen.calls[i] : json::Value());
    }
  }

  void compare_caught(const StatePattern& expected) {
    const std::vector<std::string>& caught = record(expected.state).caught;
    mocks::Matcher matcher;
    const auto fits = [&](const std::string& error) { return matcher.fits(expected.pattern, json::Value::string(error)); };
    if (std::any_of(caught.begin(), caught.end(), fits)) return;
    match("caught." + expected.state, expected.pattern, caught.empty() ? json::Value() : json::Value::string(caught.back()));
  }

  void compare_state(const StateExpectation& expected) {
    const std::string what = "states." + expected.state.name;
    const StateRecord& seen = record(expected.state.name);
    if (expected.count) match(what + ".count", *expected.count, number(seen.entered));
    if (expected.input) match(what + ".input", *expected.input, seen.input);
    if (expected.output) match(what + ".output", *expected.output, seen.output);
  }

  void compare_duration(const DurationExpectation& expected) {
    const sim::Duration took = result_.stop - result_.start;
    if (took >= expected.min && took <= expected.max) return;
    std::string wanted = text::format_duration(expected.min);
    if (expected.max == INT64_MAX)
      wanted = "at least " + wanted;
    else if (expected.max != expected.min)
      wanted += " to " + text::format_duration(expected.max);
    add("duration", expected.node, std::move(wanted), text::format_duration(took));
  }

  const sim::ExecutionResult& result_;
  const Recorder& seen_;
  const json::Document& document_;
  CaseResult& out_;
  StateRecord nothing_;
};

using Names = std::vector<std::string>;

/// Lengths of the longest common subsequences of all ends.
std::vector<uint32_t> common_lengths(const Names& a, const Names& b) {
  const size_t width = b.size() + 1;
  std::vector<uint32_t> table((a.size() + 1) * width);
  for (size_t i = a.size(); i-- > 0;) {
    for (size_t j = b.size(); j-- > 0;) {
      table[i * width + j] =
          a[i] == b[j] ? table[(i + 1) * width + j + 1] + 1 : std::max(table[(i + 1) * width + j], table[i * width + j + 1]);
    }
  }
  return table;
}

void append_middle(std::vector<PathLine>& out, const Names& a, const Names& b) {
  using Kind = PathLine::Kind;
  size_t i = 0, j = 0;
  if (a.size() <= kMaxPathDiff && b.size() <= kMaxPathDiff) {
    const std::vector<uint32_t> table = common_lengths(a, b);
    const size_t width = b.size() + 1;
    while (i < a.size() && j < b.size()) {
      if (a[i] == b[j])
        out.push_back({Kind::Same, a[i]}), ++i, ++j;
      else if (table[(i + 1) * width + j] >= table[i * width + j + 1])
        out.push_back({Kind::Missing, a[i++]});
      else
        out.push_back({Kind::Extra, b[j++]});
    }
  }
  for (; i < a.size(); ++i) out.push_back({Kind::Missing, a[i]});
  for (; j < b.size(); ++j) out.push_back({Kind::Extra, b[j]});
}

}  // namespace

std::vector<PathLine> path_diff(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
  const size_t shorter = std::min(expected.size(), actual.size());
  size_t front = 0, back = 0;
  while (front < shorter && expected[front] == actual[front]) ++front;
  while (back < shorter - front && expected[expected.size() - 1 - back] == actual[actual.size() - 1 - back]) ++back;
  std::vector<PathLine> out;
  for (size_t i = 0; i < front; ++i) out.push_back({PathLine::Kind::Same, expected[i]});
  const auto middle = [&](const Names& names) {
    return Names(names.begin() + static_cast<std::ptrdiff_t>(front), names.end() - static_cast<std::ptrdiff_t>(back));
  };
  append_middle(out, middle(expected), middle(actual));
  for (size_t i = expected.size() - back; i < expected.size(); ++i) out.push_back({PathLine::Kind::Same, expected[i]});
  return out;
}

void compare(const Expectation& expectation, const sim::ExecutionResult& result, const Recorder& seen, const json::Document& document,
             CaseResult& out) {
  Comparison(result, seen, document, out).run(expectation);
}

}  // namespace sfn::suite

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "asl/parse_expression.h"
#include "json/number.h"
#include "json/writer.h"
#include "mocks/call_scope.h"
#include "mocks/response.h"
#include "mocks/variables.h"
#include "text/timestamp.h"

namespace sfn::mocks {
namespace {

constexpr std::array<std::string_view, 6> kOutcomes{"return", "payload", "throw", "timeout", "compute", "echo"};
constexpr std::array<std::string_view, 15> kKeys{"return", "payload",  "throw",      "timeout",   "compute",
                                                 "echo",   "call",     "attempt",    "iteration", "when",
                                                 "times",  "duration", "heartbeats", "submitted", "comment"};

class ResponseReader {
 public:
  ResponseReader(const Checker& checker, const asl::State* state)
      : checker_(checker), document_(checker.document()), task_(state != nullptr ? state->as<asl::Task>() : nullptr) {}

  /// Nothing if the response has no outcome that could be used.
  std::optional<Response> read(json::NodeId node, uint32_t default_times) const {
    if (!checker_.object(node, "a response")) return std::nullopt;
    checker_.keys(node, kKeys, "a response");
    const json::NodeId outcome = find_outcome(node);
    if (outcome == json::kNoNode) return std::nullopt;
    Response out;
    out.node = node;
    out.times = default_times;
    if (!read_outcome(out, outcome)) return std::nullopt;
    read_selectors(out);
    read_modifiers(out);
    (void)checker_.string(node, "comment");
    return out;
  }

 private:
  json::NodeId find_outcome(json::NodeId node) const {
    std::vector<json::NodeId> found;
    for (const std::string_view key : kOutcomes) {
      const json::NodeId member = document_.find(node, key);
      if (member != json::kNoNode) found.push_back(member);
    }
    if (found.size() == 1) return found.front();
    if (found.empty()) {
      checker_.report(Rule::Outcome, node, "a response needs an outcome").help = fmt::format("one of {}", fmt::join(kOutcomes, ", "));
    } else {
      std::sort(found.begin(), found.end());
      checker_.report_name(Rule::Outcome, found[1],
                           fmt::format("a response has one outcome: \"{}\" or \"{}\"", document_.key(found[0]), document_.key(found[1])));
    }
    return json::kNoNode;
  }

  bool read_outcome(Response& out, json::NodeId outcome) const {
    const std::string_view key = document_.key(outcome);
    if (key == "return") return out.outcome = Return{document_.value(outcome)}, true;
    if (key == "payload") return read_payload(out, outcome);
    if (key == "throw") return read_throw(out, outcome);
    if (key == "compute") return read_compute(out, outcome);
    if (document_.kind(outcome) != json::NodeKind::True) {
      checker_.report(Rule::Shape, outcome, fmt::format("\"{}\" is true or absent, not {}", key, checker_.kind_name(outcome)));
      return false;
    }
    if (key == "echo") return out.outcome = Echo{}, true;
    return read_timeout(out, outcome);
  }

  bool read_payload(Response& out, json::NodeId outcome) const {
    out.outcome = FunctionResult{document_.value(outcome)};
    if (task_ == nullptr || task_->resource.kind == asl::Resource::Kind::Unknown) return true;
    const asl::Resource& resource = task_->resource;
    const bool invoke = resource.service == "lambda" && resource.kind != asl::Resource::Kind::AwsSdk;
    if (invoke && resource.pattern == asl::Resource::Pattern::RequestResponse) return true;
    diag::Finding& finding =
        checker_.report_name(Rule::Payload, outcome, fmt::format("the state does not call lambda:invoke but {}", resource.text));
    finding.help = "use \"return\" with the whole result";
    finding.suggestion = "return";
    return false;
  }

  bool read_throw(Response& out, json::NodeId outcome) const {
    if (!checker_.object(outcome, "\"throw\"")) return false;
    constexpr std::array<std::string_view, 2> kMembers{"error", "cause"};
    checker_.keys(outcome, kMembers, "\"throw\"");
    sim::ErrorOutput error;
    if (const auto name = checker_.string(outcome, "error")) error.error = std::string(*name);
    const json::NodeId cause = document_.find(outcome, "cause");
    if (document_.is_string(cause))
      error.cause = std::string(document_.text(cause));
    else if (cause != json::kNoNode)
      error.cause = json::to_json(document_.value(cause));
    out.outcome = Throw{std::move(error)};
    return true;
  }

  bool read_compute(Response& out, json::NodeId outcome) const {
    if (!checker_.string_at(outcome, "\"compute\"")) return false;
    const asl::Expression expression = asl::parse_jsonata_string(document_, outcome);
    if (const jsonata::Expression* parsed = expression.jsonata()) {
      check_variables(checker_, outcome, expression, CallScope::kNames, Rule::Expression);
      return out.outcome = Compute{*parsed}, true;
    }
    if (const text::SyntaxError* error = expression.error()) {
      diag::Finding& finding = checker_.report(Rule::Expression, outcome, fmt::format("JSONata does not parse: {}", error->message));
      const size_t begin = expression.begin + std::min(error->offset, expression.source().size());
      finding.span = document_.inside(outcome, begin, std::min(begin + std::max<size_t>(error->length, 1), expression.text.size()));
    } else {
      checker_.report(Rule::Expression, outcome, "\"compute\" is a JSONata expression in {% %}").help = "a constant result is \"return\"";
    }
    return false;
  }

  bool read_timeout(Response& out, json::NodeId outcome) const {
    out.outcome = NeverAnswers{};
    if (task_ == nullptr || task_->timeout_seconds || task_->heartbeat_seconds) return true;
    checker_.report_name(Rule::TimeoutWithoutLimit, outcome,
                         "the state has neither TimeoutSeconds nor HeartbeatSeconds: it would wait for ever");
    return false;
  }

  void read_selectors(Response& out) const {
    out.call = read_range(out.node, "call");
    out.attempt = read_range(out.node, "attempt");
    read_iteration(out);
    const json::NodeId when = document_.find(out.node, "when");
    if (when != json::kNoNode) out.when = read_pattern(checker_, when, Rule::Expression, CallScope::kNames);
  }

  std::optional<CallRange> read_range(json::NodeId response, std::string_view key) const {
    const json::NodeId node = document_.find(response, key);
    if (node == json::kNoNode) return std::nullopt;
    if (!document_.is_string(node)) {
      const auto number = checker_.whole(node, fmt::format("\"{}\"", key), 0, UINT32_MAX - 1);
      return number ? std::optional(CallRange{*number, *number}) : std::nullopt;
    }
    const auto range = parse_range(document_.text(node));
    if (!range) checker_.report(Rule::Value, node, fmt::format("\"{}\" is a number from 0 or a range such as \"1-2\"", key));
    return range;
  }

  static std::optional<CallRange> parse_range(std::string_view text) {
    CallRange range;
    const char* const end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, range.first);
    if (first.ec != std::errc()) return std::nullopt;
    range.last = range.first;
    if (first.ptr == end) return range;
    if (*first.ptr != '-') return std::nullopt;
    const auto last = std::from_chars(first.ptr + 1, end, range.last);
    if (last.ec != std::errc() || last.ptr != end || range.last < range.first) return std::nullopt;
    return range;
  }

  void read_iteration(Response& out) const {
    const json::NodeId node = document_.find(out.node, "iteration");
    if (node == json::kNoNode) return;
    if (!document_.is_array(node)) return add_iteration(out, node);
    if (document_.node(node).count == 0) checker_.report(Rule::Value, node, "a list of iterations has at least one index");
    for (const json::NodeId index : document_.children(node)) add_iteration(out, index);
  }

  void add_iteration(Response& out, json::NodeId node) const {
    if (const auto index = checker_.whole(node, "\"iteration\"", 0, UINT32_MAX - 1)) out.iteration.push_back(*index);
  }

  void read_modifiers(Response& out) const {
    read_times(out);
    if (const json::NodeId node = document_.find(out.node, "duration"); node != json::kNoNode) out.duration = read_duration(checker_, node);
    read_heartbeats(out);
    const json::NodeId submitted = document_.find(out.node, "submitted");
    if (submitted == json::kNoNode) return;
    out.submitted = document_.value(submitted);
    if (task_ == nullptr || task_->resource.pattern != asl::Resource::Pattern::RequestResponse || task_->resource.placeholder) return;
    checker_.report_name(Rule::Ignored, submitted, "\"submitted\" has no effect: the state does not wait for a job or a callback");
  }

  void read_times(Response& out) const {
    const json::NodeId node = document_.find(out.node, "times");
    if (node == json::kNoNode) return;
    if (!document_.is_string(node)) {
      if (const auto times = checker_.whole(node, "\"times\"", 1, UINT32_MAX - 1)) out.times = *times;
    } else if (document_.text(node) == "always") {
      out.times = kAlways;
    } else {
      checker_.report(Rule::Value, node, "\"times\" is a whole number of at least 1 or \"always\"");
    }
  }

  void read_heartbeats(Response& out) const {
    const json::NodeId node = document_.find(out.node, "heartbeats");
    if (node == json::kNoNode || !checker_.array(node, "\"heartbeats\"")) return;
    for (const json::NodeId item : document_.children(node)) {
      const auto offset = read_duration(checker_, item);
      if (!offset) continue;
      if (!out.heartbeats.empty() && *offset <= out.heartbeats.back()) {
        checker_.report(Rule::Value, item, "heartbeats are offsets from the start of the call and ascend");
      } else {
        out.heartbeats.push_back(*offset);
      }
    }
  }

  const Checker& checker_;
  const json::Document& document_;
  const asl::Task* task_;
};

/// Behind a response that answers every call, nothing is ever asked.
void report_unreachable(const Checker& checker, const std::vector<Response>& responses) {
  const auto last =
      std::find_if(responses.begin(), responses.end(), [](const Response& r) { return r.times == kAlways && r.selects_everything(); });
  if (last == responses.end() || last + 1 == responses.end()) return;
  checker.report(Rule::NeverMatches, (last + 1)->node, "this response is never reached: the one before it answers every call");
}

}  // namespace

std::optional<sim::Duration> read_duration(const Checker& checker, json::NodeId node) {
  const json::Document& document = checker.document();
  if (document.is_number(node)) {
    const double seconds = json::to_double(document.text(node)).value_or(-1);
    if (seconds >= 0 && seconds <= kMaxDurationSeconds) return static_cast<sim::Duration>(std::llround(seconds * 1000));
  } else if (document.is_string(node)) {
    const auto millis = text::parse_duration(document.text(node));
    if (millis && static_cast<double>(*millis) <= kMaxDurationSeconds * 1000) return *millis;
  }
  checker.report(Rule::Value, node, "a duration is seconds (at most a century) or ISO 8601, such as 1.5 or \"PT1M30S\"");
  return std::nullopt;
}

std::vector<Response> read_responses(const Checker& checker, json::NodeId node, const asl::State* state) {
  const json::Document& document = checker.document();
  const ResponseReader reader(checker, state);
  std::vector<Response> out;
  if (document.is_object(node)) {
    if (auto response = reader.read(node, kAlways)) out.push_back(std::move(*response));
  } else if (document.is_array(node)) {
    for (const json::NodeId item : document.children(node)) {
      if (auto response = reader.read(item, 1)) out.push_back(std::move(*response));
    }
    report_unreachable(checker, out);
  } else {
    checker.report(Rule::Shape, node, fmt::format("responses are an object or an array of objects, not {}", checker.kind_name(node)));
  }
  return out;
}

}  // namespace sfn::mocks

#include "mocks/oracle.h"

#include <fmt/format.h>

#include <algorithm>

#include "asl/resource.h"
#include "json/writer.h"
#include "mocks/call_scope.h"
#include "mocks/envelope.h"
#include "mocks/glob.h"

namespace sfn::mocks {
namespace {

/// Bytes of the arguments that a message quotes.
constexpr size_t kQuotedArguments = 300;
/// Responses that a message lists.
constexpr size_t kListedResponses = 8;

const asl::Resource& resource_of(const sim::Call& call) {
  return call.state.as<asl::Task>()->resource;
}

bool invokes_lambda(const asl::Resource& resource) {
  return resource.kind == asl::Resource::Kind::Optimised && resource.service == "lambda" && resource.action == "invoke" &&
         resource.pattern == asl::Resource::Pattern::RequestResponse;
}

bool can_time_out(const sim::Call& call) {
  const asl::Task& task = *call.state.as<asl::Task>();
  return task.timeout_seconds || task.heartbeat_seconds;
}

bool same_iteration(const std::vector<uint32_t>& wanted, std::span<const uint32_t> actual) {
  return wanted.size() <= actual.size() && std::equal(wanted.rbegin(), wanted.rend(), actual.rbegin());
}

/// A handler of both ascending lists at once, in the order of the file.
class Merge {
 public:
  Merge(const std::vector<uint32_t>& left, size_t skip, const std::vector<uint32_t>* right) : left_(left), right_(right), l_(skip) {}

  /// The next number, or kNone.
  uint32_t next() {
    const uint32_t a = l_ < left_.size() ? left_[l_] : asl::kNone;
    const uint32_t b = right_ != nullptr && r_ < right_->size() ? (*right_)[r_] : asl::kNone;
    if (a < b)
      ++l_;
    else
      ++r_;
    return std::min(a, b);
  }

 private:
  const std::vector<uint32_t>& left_;
  const std::vector<uint32_t>* right_;
  size_t l_, r_ = 0;
};

std::string range_text(const CallRange& range) {
  return range.first == range.last ? std::to_string(range.first) : fmt::format("{}-{}", range.first, range.last);
}

/// "used 2 of 2", "for attempt 0": why a response did not answer, as far as it can be told without evaluating.
std::string reason(const Response& response, uint32_t used, const sim::Call& call) {
  if (used >= response.times) return fmt::format("used {} of {} times", used, response.times);
  if (response.call && !response.call->contains(call.number)) return fmt::format("for call {}", range_text(*response.call));
  if (response.attempt && !response.attempt->contains(call.attempt)) return fmt::format("for attempt {}", range_text(*response.attempt));
  if (!same_iteration(response.iteration, call.iterations)) return fmt::format("for iteration {}", fmt::join(response.iteration, "/"));
  return "its \"when\" does not fit the arguments";
}

std::string shortened(std::string text) {
  if (text.size() <= kQuotedArguments) return text;
  size_t end = kQuotedArguments;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
  return text.substr(0, end) + "…";
}

/// What is wrong with a mock's own expression. `member` is where it stands: "compute", "when".
sim::NoAnswer broken(const jsonata::Expression& expression, const sim::Call& call, std::string_view member, std::string_view why) {
  return sim::NoAnswer(fmt::format("{}: {} {{% {} %}} {}", describe(call), member, expression.source(), why));
}

}  // namespace

MockOracle::MockOracle(std::shared_ptr<const MockFile> file, std::optional<Unmocked> unmocked, uint32_t first_response)
    : file_(std::move(file)), first_response_(first_response) {
  unmocked_ = unmocked.value_or(file_->defaults.unmocked.value_or(Unmocked::Fail));
  for (const ResponseList& list : file_->states) {
    by_state_.emplace(list.name, static_cast<uint32_t>(lists_.size()));
    add_list(list);
  }
  first_resource_ = lists_.size();
  for (const ResponseList& list : file_->resources) add_list(list);
}

void MockOracle::add_list(const ResponseList& list) {
  List& added = lists_.emplace_back();
  added.source = &list;
  for (const Response& response : list.responses) {
    const auto number = static_cast<uint32_t>(entries_.size());
    entries_.push_back({&response, static_cast<uint32_t>(lists_.size() - 1)});
    if (response.iteration.empty())
      added.general.push_back(number);
    else
      added.by_iteration[response.iteration.back()].push_back(number);
  }
}

bool MockOracle::selects(const Response& response, const sim::Call& call) const {
  if (response.call && !response.call->contains(call.number)) return false;
  if (response.attempt && !response.attempt->contains(call.attempt)) return false;
  if (!same_iteration(response.iteration, call.iterations)) return false;
  if (!response.when) return true;
  const CallScope scope(call);
  const jsonata::Environment environment = environment_of(call, scope);
  try {
    return Matcher(environment).fits(*response.when, call.arguments);
  } catch (const BrokenPredicate& broken_one) {
    throw broken(*broken_one.predicate.predicate, call, "when", broken_one.why);
  }
}

// The counter behind those of the responses is, for each list, how many general responses at its beginning are used up.
uint32_t MockOracle::find_in(Search& search, uint32_t number) const {
  const List& list = lists_[number];
  search.mocked = true;
  uint32_t& skip = search.counters[entries_.size() + number];
  const auto used_up = [&](uint32_t r) {
    return search.counters[r] >= entries_[r].response->times && entries_[r].response->times != kAlways;
  };
  while (skip < list.general.size() && used_up(list.general[skip])) ++skip;
  Merge merge(list.general, skip, indexed(list, search.call));
  for (uint32_t r = merge.next(); r != asl::kNone; r = merge.next()) {
    if (!used_up(r) && selects(*entries_[r].response, search.call)) return r;
  }
  if (search.last_match == asl::kNone && file_->defaults.repeat_last.value_or(false)) search.last_match = last_in(list, search.call);
  return asl::kNone;
}

const std::vector<uint32_t>* MockOracle::indexed(const List& list, const sim::Call& call) {
  if (call.iterations.empty()) return nullptr;
  const auto found = list.by_iteration.find(call.iterations.back());
  return found == list.by_iteration.end() ? nullptr : &found->second;
}

uint32_t MockOracle::last_in(const List& list, const sim::Call& call) const {
  const auto last = [&](const std::vector<uint32_t>& numbers) {
    const auto found = std::find_if(numbers.rbegin(), numbers.rend(), [&](uint32_t r) { return selects(*entries_[r].response, call); });
    return found == numbers.rend() ? asl::kNone : *found;
  };
  const std::vector<uint32_t>* by_iteration = indexed(list, call);
  const uint32_t general = last(list.general), other = by_iteration != nullptr ? last(*by_iteration) : asl::kNone;
  if (general == asl::kNone || other == asl::kNone) return std::min(general, other);
  return std::max(general, other);
}

uint32_t MockOracle::find(Search& search) const {
  const auto state = by_state_.find(search.call.state.name);
  if (state != by_state_.end()) {
    const uint32_t found = find_in(search, state->second);
    if (found != asl::kNone) return found;
  }
  if (first_resource_ == lists_.size()) return asl::kNone;
  const std::vector<std::string> names = resource_names(search.call);
  for (size_t i = first_resource_; i < lists_.size(); ++i) {
    const auto matches = [&](const std::string& name) { return glob_matches(lists_[i].source->name, name); };
    if (std::none_of(names.begin(), names.end(), matches)) continue;
    const uint32_t found = find_in(search, static_cast<uint32_t>(i));
    if (found != asl::kNone) return found;
  }
  return asl::kNone;
}

bool MockOracle::has_answer(const sim::Call& call, std::span<uint32_t> counters) const {
  Search search{call, counters};
  return find(search) != asl::kNone || search.last_match != asl::kNone;
}

sim::Plan MockOracle::plan(const sim::Call& call, std::span<uint32_t> counters) const {
  Search search{call, counters};
  uint32_t found = find(search);
  if (found == asl::kNone && file_->defaults.repeat_last.value_or(false)) found = search.last_match;
  if (found == asl::kNone) return unanswered(search);
  if (counters[found] != UINT32_MAX) ++counters[found];
  return answer(found, call);
}

sim::Plan MockOracle::answer(uint32_t number, const sim::Call& call) const {
  const Entry& entry = entries_[number];
  sim::Plan plan;
  plan.response = first_response_ + number;
  plan.outcome = outcome(entry, call);
  plan.submitted = entry.response->submitted;
  plan.heartbeats = entry.response->heartbeats;
  plan.takes = entry.response->duration ? entry.response->duration : file_->defaults.duration;
  return plan;
}

sim::Outcome MockOracle::outcome(const Entry& entry, const sim::Call& call) const {
  const auto& outcome = entry.response->outcome;
  if (const auto* constant = std::get_if<Return>(&outcome)) return sim::Datum{constant->value, nullptr};
  if (const auto* error = std::get_if<Throw>(&outcome)) return error->output;
  if (std::holds_alternative<Echo>(outcome)) return sim::Datum{call.arguments, nullptr};
  if (const auto* payload = std::get_if<FunctionResult>(&outcome)) {
    const asl::Resource& resource = resource_of(call);
    if (invokes_lambda(resource)) return sim::Datum{lambda_envelope(payload->value, call), nullptr};
    if (resource.kind == asl::Resource::Kind::LambdaFunction) return sim::Datum{payload->value, nullptr};
    throw sim::NoAnswer(fmt::format("{}: the mock \"{}\" has a \"payload\", but the state does not call lambda:invoke; use \"return\"",
                                    describe(call), lists_[entry.list].source->name));
  }
  if (std::holds_alternative<NeverAnswers>(outcome)) {
    if (can_time_out(call)) return sim::TimesOut{};
    throw sim::NoAnswer(
        fmt::format("{}: the mock never answers, and the state has neither TimeoutSeconds nor HeartbeatSeconds", describe(call)));
  }
  const jsonata::Expression& expression = std::get<Compute>(outcome).expression;
  json::Value value;
  try {
    value = evaluate_for(expression, call);
  } catch (const jsonata::EvaluationError& error) {
    throw broken(expression, call, "compute", fmt::format("failed: {}", error.error().message));
  }
  if (value.is_undefined()) throw broken(expression, call, "compute", "gave nothing");
  if (jsonata::contains_function(value)) throw broken(expression, call, "compute", "gave a function");
  return sim::Datum{std::move(value), nullptr};
}

sim::Plan MockOracle::unanswered(const Search& search) const {
  if (search.mocked || unmocked_ == Unmocked::Fail) throw sim::NoAnswer(explanation(search));
  sim::Plan plan;
  plan.outcome = sim::Datum{unmocked_ == Unmocked::Echo ? search.call.arguments : json::Value::null(), nullptr};
  plan.takes = file_->defaults.duration;
  return plan;
}

std::string MockOracle::explanation(const Search& search) const {
  const sim::Call& call = search.call;
  const auto state = by_state_.find(call.state.name);
  std::string out = fmt::format("no mock answers {}, which calls {}", describe(call), resource_of(call).text);
  if (state == by_state_.end()) {
    out += fmt::format("; {} has none for the state", file_->name.empty() ? "the mock file" : file_->name);
    if (search.mocked) out += ", and the fitting \"resources\" are used up";
  } else {
    const List& list = lists_[state->second];
    const size_t count = list.source->responses.size();
    out += fmt::format("; it has {} response{}", count, count == 1 ? "" : "s");
    size_t listed = 0;
    for (uint32_t r = 0; r < entries_.size() && listed < kListedResponses; ++r) {
      if (entries_[r].list != state->second) continue;
      out += fmt::format("{} [{}] {}", listed == 0 ? ":" : ",", listed, reason(*entries_[r].response, search.counters[r], call));
      ++listed;
    }
    if (count > listed) out += ", …";
  }
  return out + fmt::format("; arguments: {}", shortened(json::to_json(call.arguments)));
}

std::vector<UnusedResponse> MockOracle::unused(std::span<const uint32_t> counters) const {
  std::vector<UnusedResponse> out;
  for (size_t i = 0; i < entries_.size() && i < counters.size(); ++i) {
    if (counters[i] == 0) out.push_back({lists_[entries_[i].list].source, entries_[i].response});
  }
  return out;
}

const Response* MockOracle::response(uint32_t number) const {
  const uint32_t index = number - first_response_;
  return number >= first_response_ && index < entries_.size() ? entries_[index].response : nullptr;
}

const ResponseList* MockOracle::list_of(uint32_t number) const {
  const uint32_t index = number - first_response_;
  return number >= first_response_ && index < entries_.size() ? lists_[entries_[index].list].source : nullptr;
}

std::vector<std::string> resource_names(const sim::Call& call) {
  const asl::Resource& resource = resource_of(call);
  std::vector<std::string> names{std::string(resource.text)};
  const json::Value function = call.arguments.get("FunctionName");
  if (resource.kind == asl::Resource::Kind::LambdaFunction) names.push_back(resource.action);
  if (resource.service != "lambda" || !function.is_string()) return names;
  const std::string name(function.as_string());
  names.push_back(name);
  const auto arn = asl::split_arn(name);
  if (arn && arn->rest.size() > 1) names.emplace_back(arn->rest[1]);
  // A bare name may carry an alias.
  if (!arn) names.push_back(fmt::format("arn:aws:lambda:us-east-1:123456789012:function:{}", name));
  const size_t colon = name.find(':');
  if (!arn && colon != std::string::npos) names.push_back(name.substr(0, colon));
  return names;
}

}  // namespace sfn::mocks

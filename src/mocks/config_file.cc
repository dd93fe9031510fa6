#include "mocks/config_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "json/writer.h"
#include "mocks/call_scope.h"

namespace sfn::mocks {
namespace {

constexpr std::array<std::string_view, 3> kKeys{"StateMachines", "MockedResponses", "$schema"};

std::optional<uint32_t> number_in(std::string_view text) {
  uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// "0", "1-3"
std::optional<CallRange> range_in(std::string_view text) {
  const size_t dash = text.find('-');
  const auto first = number_in(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : number_in(text.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  return CallRange{*first, *last};
}

class ConfigReader {
 public:
  ConfigReader(const std::shared_ptr<const json::Document>& document, const asl::Program* program, diag::Findings& findings)
      : checker_(*document, findings), shared_(document), document_(*document), program_(program) {}

  std::optional<ConfigCase> read(const CaseChoice& choice) {
    if (!checker_.object(json::Document::root(), "a mock configuration")) return std::nullopt;
    checker_.keys(json::Document::root(), kKeys, "a mock configuration");
    read_responses();
    check_cases();
    const json::NodeId machine = choose_machine(choice);
    const json::NodeId test_case = machine == json::kNoNode ? json::kNoNode : choose_case(machine, choice);
    if (test_case == json::kNoNode || !document_.is_object(test_case)) return std::nullopt;
    return build(machine, test_case);
  }

 private:
  void read_responses() {
    const json::NodeId responses = document_.find(json::Document::root(), "MockedResponses");
    if (responses == json::kNoNode || !checker_.object(responses, "\"MockedResponses\"")) return;
    checker_.no_duplicates(responses);
    for (const json::NodeId response : document_.children(responses)) {
      if (!checker_.object(response, "a mocked response")) continue;
      checker_.no_duplicates(response);
      std::vector<NumberedResponse>& list = responses_[document_.key(response)];
      list.clear();
      for (const json::NodeId numbered : document_.children(response)) read_numbered(numbered, list);
      report_overlaps(list);
    }
  }

  void read_numbered(json::NodeId node, std::vector<NumberedResponse>& list) {
    const auto range = range_in(document_.key(node));
    if (!range) {
      checker_.report_name(Rule::Value, node,
                           fmt::format("\"{}\" is not a number of a call, such as \"0\" or \"1-3\"", document_.key(node)));
      return;
    }
    if (!checker_.object(node, "the response to a call")) return;
    constexpr std::array<std::string_view, 2> kOutcomes{"Return", "Throw"};
    checker_.keys(node, kOutcomes, "the response to a call");
    const json::NodeId returned = document_.find(node, "Return"), thrown = document_.find(node, "Throw");
    if ((returned == json::kNoNode) == (thrown == json::kNoNode)) {
      checker_.report(Rule::Outcome, node, "the response to a call is either \"Return\" or \"Throw\"");
    } else if (returned != json::kNoNode) {
      list.push_back({*range, Return{document_.value(returned)}, node});
    } else {
      read_throw(node, thrown, *range, list);
    }
  }

  void read_throw(json::NodeId node, json::NodeId thrown, CallRange range, std::vector<NumberedResponse>& list) {
    if (!checker_.object(thrown, "\"Throw\"")) return;
    constexpr std::array<std::string_view, 2> kMembers{"Error", "Cause"};
    checker_.keys(thrown, kMembers, "\"Throw\"");
    sim::ErrorOutput output;
    if (const auto error = checker_.string(thrown, "Error")) output.error = std::string(*error);
    const json::NodeId cause = document_.find(thrown, "Cause");
    if (document_.is_string(cause))
      output.cause = std::string(document_.text(cause));
    else if (cause != json::kNoNode)
      output.cause = json::to_json(document_.value(cause));
    list.push_back({range, Throw{std::move(output)}, node});
  }

  void report_overlaps(std::vector<NumberedResponse>& list) {
    std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.calls.first < b.calls.first; });
    for (size_t i = 1; i < list.size(); ++i) {
      if (list[i].calls.first > list[i - 1].calls.last) continue;
      checker_.report_name(
          Rule::Value, list[i].node,
          fmt::format("call {} is answered twice: by \"{}\" as well", list[i].calls.first, document_.key(list[i - 1].node)));
    }
  }

  json::NodeId machines() const { return document_.find(json::Document::root(), "StateMachines"); }
  json::NodeId cases_of(json::NodeId machine) const { return document_.find(machine, "TestCases"); }

  std::vector<std::string_view> names(json::NodeId object) const {
    std::vector<std::string_view> out;
    if (!document_.is_object(object)) return out;
    for (const json::NodeId member : document_.children(object)) out.push_back(document_.key(member));
    return out;
  }

  void check_cases() {
    if (machines() == json::kNoNode || !checker_.object(machines(), "\"StateMachines\"")) return;
    constexpr std::array<std::string_view, 1> kMembers{"TestCases"};
    for (const json::NodeId machine : document_.children(machines())) {
      if (!checker_.object(machine, "a state machine")) continue;
      checker_.keys(machine, kMembers, "a state machine");
      const json::NodeId cases = cases_of(machine);
      if (cases == json::kNoNode || !checker_.object(cases, "\"TestCases\"")) continue;
      checker_.no_duplicates(cases);
      for (const json::NodeId test_case : document_.children(cases)) check_case(test_case);
    }
  }

  void check_case(json::NodeId test_case) {
    if (!checker_.object(test_case, "a test case")) return;
    checker_.no_duplicates(test_case);
    const std::vector<std::string_view> known = names(document_.find(json::Document::root(), "MockedResponses"));
    for (const json::NodeId state : document_.children(test_case)) {
      const auto name = checker_.string_at(state, "what answers a state");
      if (!name || responses_.count(*name) != 0) continue;
      Checker::suggest(checker_.report(Rule::UnknownResponse, state, fmt::format("there is no mocked response \"{}\"", *name)), *name,
                       known);
    }
  }

  json::NodeId choose(json::NodeId object, std::string_view wanted, Rule rule, std::string_view what) {
    const json::NodeId found = document_.find(object, wanted);
    if (found != json::kNoNode) return found;
    const std::vector<std::string_view> known = names(object);
    diag::Finding& finding = checker_.report(rule, object == json::kNoNode ? json::Document::root() : object,
                                             fmt::format("there is no {} \"{}\"", what, wanted));
    Checker::suggest(finding, wanted, known);
    finding.help = fmt::format("known: {}", known.empty() ? "none" : fmt::format("{}", fmt::join(known, ", ")));
    return json::kNoNode;
  }

  json::NodeId choose_machine(const CaseChoice& choice) {
    if (!choice.machine.empty()) return choose(machines(), choice.machine, Rule::UnknownMachine, "state machine");
    for (const std::string& candidate : choice.machine_candidates) {
      const json::NodeId found = document_.find(machines(), candidate);
      if (found != json::kNoNode) return found;
    }
    return only_one(machines(), Rule::UnknownMachine, "state machines", choice.machine_option);
  }

  json::NodeId choose_case(json::NodeId machine, const CaseChoice& choice) {
    const json::NodeId cases = cases_of(machine);
    if (choice.name.empty()) return only_one(cases, Rule::UnknownCase, "test cases", choice.case_option);
    return choose(cases, choice.name, Rule::UnknownCase, fmt::format("test case of \"{}\"", document_.key(machine)));
  }

  json::NodeId only_one(json::NodeId object, Rule rule, std::string_view what, std::string_view option) {
    const std::vector<std::string_view> known = names(object);
    if (known.size() == 1) return document_.first_child(object);
    diag::Finding& finding =
        checker_.report(rule, object == json::kNoNode ? json::Document::root() : object,
                        known.empty() ? fmt::format("the configuration has no {}", what)
                                      : fmt::format("there are {} {}: choose one with {}", known.size(), what, option));
    if (!known.empty()) finding.help = fmt::format("known: {}", fmt::join(known, ", "));
    return json::kNoNode;
  }

  ConfigCase build(json::NodeId machine, json::NodeId test_case) {
    ConfigCase out{std::string(document_.key(machine)), std::string(document_.key(test_case)), shared_, {}};
    for (const json::NodeId state : document_.children(test_case)) {
      if (!document_.is_string(state)) continue;
      check_state(state);
      const auto found = responses_.find(document_.text(state));
      if (found == responses_.end()) continue;
      out.states.push_back({std::string(document_.key(state)), std::string(document_.text(state)), state, found->second, 0});
    }
    return out;
  }

  /// Step Functions Local passes over a state that the machine does not have, so it is no error; hardly ever is it meant.
  void check_state(json::NodeId node) {
    if (program_ == nullptr) return;
    const std::string_view name = document_.key(node);
    const asl::State* state = program_->find(name);
    if (state != nullptr && state->type == asl::StateType::Task) return;
    std::vector<std::string_view> tasks;
    for (const asl::State& other : program_->states) {
      if (other.type == asl::StateType::Task) tasks.push_back(other.name);
    }
    diag::Finding& finding = checker_.report_name(Rule::NeverMatches, node, fmt::format("the definition has no Task state \"{}\"", name));
    Checker::suggest(finding, name, tasks);
  }

  Checker checker_;
  std::shared_ptr<const json::Document> shared_;
  const json::Document& document_;
  const asl::Program* program_;
  std::map<std::string_view, std::vector<NumberedResponse>> responses_;
};

bool inside_distributed_map(const asl::Program& program, const asl::State& state) {
  for (asl::ScopeId scope = state.scope; scope != asl::kNone; scope = program.scopes[scope].parent) {
    const asl::StateId owner = program.scopes[scope].owner;
    const asl::Map* map = owner == asl::kNone ? nullptr : program.state(owner).as<asl::Map>();
    if (map != nullptr && map->distributed) return true;
  }
  return false;
}

std::string calls_text(const std::vector<NumberedResponse>& responses) {
  std::string out;
  for (const NumberedResponse& response : responses) {
    if (!out.empty()) out += ", ";
    out += std::to_string(response.calls.first);
    if (response.calls.last != response.calls.first) out += fmt::format("-{}", response.calls.last);
  }
  return out.empty() ? "none" : out;
}

}  // namespace

std::vector<ConfigNames> config_names(const json::Document& document) {
  std::vector<ConfigNames> out;
  const json::NodeId machines = document.find(json::Document::root(), "StateMachines");
  if (!document.is_object(machines)) return out;
  for (const json::NodeId machine : document.children(machines)) {
    ConfigNames& names = out.emplace_back();
    names.machine = std::string(document.key(machine));
    const json::NodeId cases = document.find(machine, "TestCases");
    if (!document.is_object(cases)) continue;
    for (const json::NodeId test_case : document.children(cases)) names.cases.emplace_back(document.key(test_case));
  }
  return out;
}

std::optional<ConfigCase> read_config_case(const std::shared_ptr<const json::Document>& document, const CaseChoice& choice,
                                           const asl::Program* program, diag::Findings& findings) {
  return ConfigReader(document, program, findings).read(choice);
}

MockFile mock_file_of(const ConfigCase& config) {
  MockFile out;
  out.name = config.document->source().name();
  out.counts_per_execution = true;
  for (const MockedResponse& mocked : config.states) {
    ResponseList& list = out.states.emplace_back(ResponseList{mocked.state, config.document, mocked.node, {}});
    for (const NumberedResponse& numbered : mocked.responses) {
      Response& response = list.responses.emplace_back();
      response.node = numbered.node;
      response.call = numbered.calls;
      response.times = kAlways;
      std::visit([&](const auto& outcome) { response.outcome = outcome; }, numbered.outcome);
    }
  }
  return out;
}

ConfigOracle::ConfigOracle(ConfigCase config, Unmocked unmocked) : config_(std::move(config)), unmocked_(unmocked) {
  uint32_t responses = 0;
  for (size_t i = 0; i < config_.states.size(); ++i) {
    by_state_.emplace(config_.states[i].state, i);
    config_.states[i].first_response = responses;
    responses += static_cast<uint32_t>(config_.states[i].responses.size());
  }
}

size_t ConfigOracle::counters() const {
  return config_.states.size();
}

void ConfigOracle::report_unused(const asl::Program& program, std::span<const uint32_t> counters, diag::Findings& findings) const {
  const Checker checker(*config_.document, findings);
  for (size_t i = 0; i < config_.states.size() && i < counters.size(); ++i) {
    const MockedResponse& mocked = config_.states[i];
    const asl::State* state = program.find(mocked.state);
    if (state == nullptr || inside_distributed_map(program, *state)) continue;
    for (const NumberedResponse& response : mocked.responses) {
      if (response.calls.first < counters[i]) continue;
      checker.report_name(Rule::Unused, response.node,
                          fmt::format("no call of \"{}\" reached number {} of \"{}\"", mocked.state, response.calls.first, mocked.name));
    }
  }
}

sim::Plan ConfigOracle::plan(const sim::Call& call, std::span<uint32_t> counters) const {
  sim::Plan plan;
  const auto state = by_state_.find(call.state.name);
  if (state == by_state_.end()) {
    if (unmocked_ == Unmocked::Fail) {
      throw sim::NoAnswer(fmt::format("no mock answers {}: test case \"{}\" of \"{}\" has none for the state", describe(call), config_.name,
                                      config_.machine));
    }
    plan.outcome = sim::Datum{unmocked_ == Unmocked::Echo ? call.arguments : json::Value::null(), nullptr};
    return plan;
  }
  const MockedResponse& mocked = config_.states[state->second];
  const uint32_t number = counters[state->second]++;
  for (const NumberedResponse& response : mocked.responses) {
    if (!response.calls.contains(number)) continue;
    if (const auto* returned = std::get_if<Return>(&response.outcome))
      plan.outcome = sim::Datum{returned->value, nullptr};
    else
      plan.outcome = std::get<Throw>(response.outcome).output;
    plan.response = mocked.first_response + static_cast<uint32_t>(&response - mocked.responses.data());
    return plan;
  }
  throw sim::NoAnswer(fmt::format("no mock answers {}: the mocked response \"{}\" has no number {}; it has {}", describe(call), mocked.name,
                                  number, calls_text(mocked.responses)));
}

}  // namespace sfn::mocks

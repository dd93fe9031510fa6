// What the tests of sim share: a machine from JSON text, an oracle with scripted answers, a sink that keeps a history readable.
#pragma once

#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "json/reader.h"
#include "json/writer.h"
#include "sim/simulator.h"

namespace sfn::test {

inline json::Value value(std::string_view text) {
  auto parsed = json::parse_json(text);
  REQUIRE(parsed);
  return *parsed;
}

inline sim::Datum datum(std::string_view text) {
  return {value(text), nullptr};
}

inline std::shared_ptr<const asl::Program> machine(std::string text) {
  auto source = std::make_shared<const text::SourceFile>("machine.asl.json", std::move(text));
  auto document = json::read_json(source);
  REQUIRE(document);
  return asl::build(std::make_shared<const json::Document>(std::move(*document)));
}

inline sim::Plan returns(std::string_view text, sim::Duration takes = 0) {
  sim::Plan plan;
  plan.outcome = datum(text);
  plan.takes = takes;
  return plan;
}
inline sim::Plan throws(std::string error, sim::Duration takes = 0) {
  sim::Plan plan;
  plan.outcome = sim::ErrorOutput{std::move(error), "because"};
  plan.takes = takes;
  return plan;
}
inline sim::Plan never() {
  sim::Plan plan;
  plan.outcome = sim::TimesOut{};
  return plan;
}
inline sim::Plan pending() {
  sim::Plan plan;
  plan.pending = true;
  return plan;
}

/// Answers the calls of a state in order; the last answer again and again. Counts in the simulation, so copies count on their own.
class Script final : public sim::TaskOracle {
 public:
  void add(std::string state, std::vector<sim::Plan> plans) { plans_[std::move(state)] = std::move(plans); }
  size_t counters() const override { return 1; }
  sim::Plan plan(const sim::Call& call, std::span<uint32_t> counters) const override {
    ++counters[0];
    arguments.push_back(json::to_json(call.arguments));
    const auto at = plans_.find(std::string(call.state.name));
    if (at == plans_.end()) throw sim::NoAnswer("no answer for " + std::string(call.state.name));
    return at->second[std::min<size_t>(call.number, at->second.size() - 1)];
  }
  mutable std::vector<std::string> arguments;

 private:
  std::map<std::string, std::vector<sim::Plan>> plans_;
};

class World final : public sim::Surroundings {
 public:
  std::map<std::string, std::string> objects;
  std::map<std::string, sim::Child> children;
  std::optional<std::string> object(std::string_view uri) const override {
    const auto at = objects.find(std::string(uri));
    return at == objects.end() ? std::nullopt : std::optional(at->second);
  }
  std::vector<std::string> list(std::string_view prefix) const override {
    std::vector<std::string> found;
    for (const auto& [uri, bytes] : objects)
      if (uri.starts_with(prefix)) found.push_back(uri);
    return found;
  }
  std::optional<sim::Child> child(std::string_view arn) const override {
    const auto at = children.find(std::string(arn));
    return at == children.end() ? std::nullopt : std::optional(at->second);
  }
};

/// "3<2 PassStateExited" a line; JSON of every event besides.
class Recorder final : public sim::HistorySink {
 public:
  explicit Recorder(bool children = false) : children_(children) {}
  bool wants_children() const override { return children_; }
  void begin(const sim::ExecutionInfo& info) override { infos.push_back(info); }
  void on(sim::ExecutionId execution, const sim::Event& event) override {
    std::string& line = lines[execution];
    if (!line.empty()) line += " ";
    line += std::to_string(event.id) + "<" + std::to_string(event.previous) + " " + std::string(name_of(event.type));
    times[execution].push_back(event.time);
    json[execution].emplace_back();
    writer_.append(json[execution].back(), event);
  }
  void end(sim::ExecutionId execution, const sim::ExecutionResult& result) override { results[execution] = result; }

  std::map<sim::ExecutionId, std::string> lines;
  std::map<sim::ExecutionId, std::vector<sim::Time>> times;
  std::map<sim::ExecutionId, std::vector<std::string>> json;
  std::map<sim::ExecutionId, sim::ExecutionResult> results;
  std::vector<sim::ExecutionInfo> infos;

 private:
  bool children_;
  sim::EventWriter writer_;
};

inline sim::RunOptions with_input(std::string_view text) {
  sim::RunOptions options;
  options.input = datum(text);
  return options;
}

inline std::string output_of(const sim::ExecutionResult& result) {
  return result.status == sim::Status::Succeeded
             ? sim::text_of(result.output)
             : std::string(name_of(result.status)) + " " + result.error.value_or("") + ": " + result.cause.value_or("");
}

/// Runs a machine without tasks.
inline std::string outcome(std::string text, std::string_view input = "{}") {
  const Script script;
  const World world;
  return output_of(sim::run(*machine(std::move(text)), with_input(input), script, world));
}

/// A machine of one state.
inline std::string one_state(std::string_view state) {
  return R"({"StartAt":"S","States":{"S":)" + std::string(state) + R"(,"N":{"Type":"Succeed"},"C":{"Type":"Pass","End":true}}})";
}

}  // namespace sfn::test

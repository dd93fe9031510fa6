// A mock file and a definition out of literal text, and calls made by hand.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "asl/program.h"
#include "json/reader.h"
#include "json/writer.h"
#include "mocks/world.h"

namespace sfn::mocks {

inline std::shared_ptr<const json::Document> document_of(const std::string& text, const std::string& name = "mocks.json") {
  auto read = json::read_json(std::make_shared<text::SourceFile>(name, text));
  REQUIRE_MESSAGE(read, (read ? "" : read.error().message));
  return std::make_shared<const json::Document>(std::move(*read));
}

inline std::shared_ptr<const asl::Program> program_of(const std::string& text) {
  return asl::build(document_of(text, "machine.asl.json"));
}

inline json::Value value_of(const std::string& text) {
  auto value = json::parse_json(text);
  REQUIRE(value);
  return *value;
}

/// Files in memory.
struct TestFiles : Files {
  std::map<std::string, std::string> texts;
  std::string bytes(const std::string& path) const override {
    const auto found = texts.find(path);
    if (found == texts.end()) throw Unusable("there is no file " + path);
    return found->second;
  }
  std::shared_ptr<const json::Document> document(const std::string& path) const override { return document_of(bytes(path), path); }
  std::shared_ptr<const asl::Program> program(const std::string& path, std::string_view) const override { return program_of(bytes(path)); }
};

/// The findings, each as "rule pointer: message".
inline std::vector<std::string> lines_of(const diag::Findings& findings) {
  std::vector<std::string> out;
  for (const diag::Finding& f : findings.list()) out.push_back(std::string(f.rule) + " " + f.pointer + ": " + f.message);
  return out;
}

/// An oracle with counters as a Simulation keeps them.
struct Answering {
  explicit Answering(const std::string& mocks, const std::string& machine, std::optional<Unmocked> unmocked = {})
      : program(program_of(machine)) {
    WorldOptions options;
    options.program = program.get();
    options.unmocked = unmocked;
    world = read_world(document_of(mocks), options, files, findings);
    REQUIRE_MESSAGE(world, (findings.empty() ? "" : findings.list().front().message));
    counters.resize(world->oracle->counters());
  }

  /// The outcome in one line: JSON, "throw error|cause", "timeout", "no answer: …". Numbers calls by itself.
  std::string operator()(const std::string& state, const std::string& arguments = "{}", uint32_t attempt = 0,
                         std::vector<uint32_t> iterations = {}) {
    const sim::Call call{*program->find(state), value_of(arguments), value_of(arguments), context, numbers[state]++, attempt, iterations};
    try {
      plan = world->oracle->plan(call, counters);
    } catch (const sim::NoAnswer& error) {
      return std::string("no answer: ") + error.what();
    }
    if (const auto* result = std::get_if<sim::Datum>(&plan.outcome)) return json::to_json(result->value);
    if (const auto* error = std::get_if<sim::ErrorOutput>(&plan.outcome))
      return "throw " + error->error.value_or("-") + "|" + error->cause.value_or("-");
    return "timeout";
  }

  TestFiles files;
  diag::Findings findings;
  std::shared_ptr<const asl::Program> program;
  std::unique_ptr<World> world;
  std::vector<uint32_t> counters;
  std::map<std::string, uint32_t> numbers;
  json::Value context = value_of(R"({"Execution": {"Id": "arn:x"}, "State": {"EnteredTime": "2025-01-01T00:00:00.000Z"}})");
  sim::Plan plan;
};

inline const std::string kMachine = R"({
  "StartAt": "Charge",
  "States": {
    "Charge": {"Type": "Task", "Resource": "arn:aws:states:::lambda:invoke", "Parameters": {"FunctionName": "charge", "Payload.$": "$"}, "TimeoutSeconds": 10, "Next": "Direct"},
    "Direct": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:price-book", "Next": "Wait for it"},
    "Wait for it": {"Type": "Task", "Resource": "arn:aws:states:::sqs:sendMessage.waitForTaskToken", "Parameters": {}, "Next": "Each"},
    "Each": {"Type": "Map", "ItemProcessor": {"StartAt": "Work", "States": {"Work": {"Type": "Task", "Resource": "arn:aws:states:::sns:publish", "End": true}}}, "Next": "Done"},
    "Done": {"Type": "Succeed"}
  }
})";

}  // namespace sfn::mocks

// Suites and what they name, in memory.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "asl/program.h"
#include "json/reader.h"
#include "suite/expectation.h"
#include "suite/runner.h"

namespace sfn::suite {

struct MemoryFiles : mocks::Files {
  std::map<std::string, std::string> texts;

  std::string bytes(const std::string& path) const override {
    const auto found = texts.find(path);
    if (found == texts.end()) throw mocks::Unusable("there is no file " + path);
    return found->second;
  }
  std::shared_ptr<const json::Document> document(const std::string& path) const override {
    auto read = json::read_json(std::make_shared<text::SourceFile>(path, bytes(path)));
    if (!read) throw mocks::Unusable(path + ": " + read.error().message);
    return std::make_shared<const json::Document>(std::move(*read));
  }
  std::shared_ptr<const asl::Program> program(const std::string& path, std::string_view) const override {
    return asl::build(document(path));
  }
};

inline const std::string kOrders = R"({
  "StartAt": "Init",
  "States": {
    "Init": {"Type": "Pass", "Parameters": {"id.$": "$.id", "n": 3}, "Next": "Charge"},
    "Charge": {
      "Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:charge", "ResultPath": "$.charge",
      "Retry": [{"ErrorEquals": ["Declined"], "IntervalSeconds": 1, "MaxAttempts": 2}],
      "Catch": [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.error", "Next": "Refund"}],
      "Next": "Large?"
    },
    "Large?": {"Type": "Choice", "Choices": [{"Variable": "$.charge.total", "NumericGreaterThan": 100, "Next": "Ship"}], "Default": "Done"},
    "Refund": {"Type": "Pass", "Result": true, "ResultPath": "$.refunded", "Next": "Done"},
    "Ship": {
      "Type": "Map", "ItemsPath": "$.charge.items", "ResultPath": "$.shipped", "MaxConcurrency": 1, "Next": "Done",
      "ItemProcessor": {"StartAt": "Pack", "States": {"Pack": {"Type": "Task", "Resource": "arn:aws:lambda:us-east-1:123456789012:function:pack", "End": true}}}
    },
    "Done": {"Type": "Succeed"}
  }
})";

/// Runs a suite on kOrders with the given cases (JSON array) and further members (",\"mocks\": …").
struct Ran {
  explicit Ran(const std::string& cases, const std::string& more = "", RunnerOptions options = {}) {
    MemoryFiles files;
    files.texts["orders.asl.json"] = kOrders;
    files.texts["orders.sfntest.json"] = R"({"definition": "orders.asl.json", "cases": )" + cases + more + "}";
    result = run_suite("orders.sfntest.json", files, options);
    texts = files.texts;
  }
  std::map<std::string, std::string> texts;
  SuiteResult result;

  std::vector<std::string> findings() const {
    std::vector<std::string> out;
    for (const diag::Finding& f : result.findings.list()) out.push_back(std::string(f.rule) + " " + f.pointer + ": " + f.message);
    return out;
  }
  /// "what pointer: expected | actual" of the first case.
  std::vector<std::string> differences() const {
    std::vector<std::string> out;
    REQUIRE(!result.cases.empty());
    for (const Difference& d : result.cases[0].differences)
      out.push_back(d.what + " " + d.pointer + ": " + d.expected + " | " + (d.absent ? "nothing" : d.actual));
    return out;
  }
};

}  // namespace sfn::suite

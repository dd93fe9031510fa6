#include "run_fixture.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "json/reader.h"
#include "support/golden.h"

namespace sfn::report {
namespace {

json::Value value_of(const std::string& text) {
  auto value = json::parse_json(text);
  REQUIRE(value);
  return std::move(*value);
}

}  // namespace

ScriptedOracle::ScriptedOracle(const std::string& script) : script_(value_of(script)) {}

sim::Plan ScriptedOracle::plan(const sim::Call& call, std::span<uint32_t> /*counters*/) const {
  sim::Plan plan;
  const json::Value* answers = script_.find(call.state.name);
  if (answers == nullptr) {
    plan.outcome = sim::Datum{call.arguments, nullptr};
    return plan;
  }
  const size_t index = std::min<size_t>(call.number, answers->size() - 1);
  const json::Value& answer = (*answers)[index];
  plan.response = static_cast<uint32_t>(index);
  if (const json::Value* takes = answer.find("takes")) plan.takes = takes->as_int();
  if (const json::Value* thrown = answer.find("throw")) {
    sim::ErrorOutput error;
    if (const json::Value* name = thrown->find("error")) error.error = std::string(name->as_string());
    if (const json::Value* cause = thrown->find("cause")) error.cause = std::string(cause->as_string());
    plan.outcome = error;
  } else {
    plan.outcome = sim::Datum{answer.get("return"), nullptr};
  }
  return plan;
}

std::shared_ptr<const asl::Program> program_of(std::string text) {
  auto document = json::read_json(std::make_shared<text::SourceFile>("machine.asl.json", std::move(text)));
  REQUIRE(document);
  return asl::build(std::make_shared<json::Document>(std::move(*document)));
}

std::shared_ptr<const asl::Program> program_in(const std::string& testdata_path) {
  return program_of(support::read_text(support::testdata(testdata_path)));
}

sim::ExecutionResult listened(const asl::Program& program, const std::string& input, const std::string& script, sim::HistorySink* sink,
                              sim::Probe* probe) {
  const ScriptedOracle oracle(script);
  const NoSurroundings surroundings;
  sim::RunOptions options;
  options.input = {value_of(input), nullptr};
  options.max_events = 1'000'000;
  return sim::run(program, options, oracle, surroundings, sink, probe);
}

std::string reported(const asl::Program& program, const std::string& format, const std::string& input, const std::string& script,
                     RunView view) {
  std::string out;
  const auto report = run_report(format, program, view, [&](std::string_view text) { out += text; });
  report->finish(listened(program, input, script, report->sink(), report->probe()));
  return out;
}

}  // namespace sfn::report

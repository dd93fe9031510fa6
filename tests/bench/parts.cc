// Google Benchmark over the parts that whole commands are made of, where a change inside one of them shows: tests/bench/bench.py times the
// commands. Build the target bench_parts of the preset `release`; `bench_parts --benchmark_filter=jsonata`.
#include <benchmark/benchmark.h>

#include "asl/program.h"
#include "fuzz/fuzz.h"
#include "fuzz/memory_files.h"
#include "json/reader.h"
#include "json/writer.h"
#include "jsonata/evaluate.h"
#include "jsonpath/evaluate.h"
#include "lint/linter.h"
#include "mocks/world.h"
#include "sim/simulator.h"
#include "support/golden.h"

namespace sfn {
namespace {

using benchmark::State;

const std::string& definition() {
  static const std::string text = support::read_text(support::testdata("report/report.asl.json"));
  return text;
}

const std::shared_ptr<const json::Document>& document() {
  static const auto read = fuzz::document_of("report.asl.json", definition());
  return read;
}

// {"items": [{"id": 0, "name": "item 0", "price": 0.5}, …]}
const json::Value& orders() {
  static const json::Value value = [] {
    std::string text = R"({"items":[)";
    for (int i = 0; i < 1000; ++i) {
      text += (i == 0 ? "" : ",");
      text += R"({"id":)" + std::to_string(i) + R"(,"name":"item )" + std::to_string(i) + R"(","price":)" + std::to_string(i) + ".5}";
    }
    return fuzz::value_of(text + "]}");
  }();
  return value;
}

void read_document(State& state) {
  const auto file = fuzz::source("report.asl.json", definition());
  for (auto _ : state) benchmark::DoNotOptimize(json::read_json(file));
  state.SetBytesProcessed(static_cast<int64_t>(state.iterations() * definition().size()));
}
BENCHMARK(read_document);

void build_program(State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(asl::build(document(), json::Document::root()));
}
BENCHMARK(build_program);

void lint_definition(State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(lint::lint({document(), json::Document::root(), nullptr}));
}
BENCHMARK(lint_definition);

void write_json(State& state) {
  for (auto _ : state) benchmark::DoNotOptimize(json::to_json(orders()));
}
BENCHMARK(write_json);

void jsonpath(State& state, const char* text) {
  const auto path = jsonpath::parse(text);
  for (auto _ : state) benchmark::DoNotOptimize(jsonpath::evaluate(*path, orders()));
}
BENCHMARK_CAPTURE(jsonpath, definite, "$.items[500].name");
BENCHMARK_CAPTURE(jsonpath, filter, "$.items[?(@.price > 400)].name");

void jsonata(State& state, const char* text) {
  const auto expression = jsonata::parse(text, jsonata::Profile::StepFunctions);
  jsonata::Environment environment;
  environment.input = &orders();
  for (auto _ : state) benchmark::DoNotOptimize(jsonata::evaluate(*expression, environment));
}
BENCHMARK_CAPTURE(jsonata, path, "items[500].name");
BENCHMARK_CAPTURE(jsonata, predicate, "items[price > 400].name");
BENCHMARK_CAPTURE(jsonata, sum, "$sum(items.price)");
BENCHMARK_CAPTURE(jsonata, map, "items.{'id': id, 'twice': price * 2}");

// A loop of Pass and Choice, a million transitions an iteration at most: how many a second is what the counter says.
void transitions(State& state) {
  const auto loop = fuzz::document_of("loop.asl.json", R"({"StartAt":"Again","States":{
    "Pass":{"Type":"Pass","Next":"Again"},
    "Again":{"Type":"Choice","Choices":[{"Variable":"$.done","IsPresent":true,"Next":"Done"}],"Default":"Pass"},
    "Done":{"Type":"Succeed"}}})");
  const auto program = asl::build(loop, json::Document::root());
  const fuzz::MemoryFiles files("{}", "{}", "{}");
  mocks::WorldOptions world_options;
  world_options.program = program.get();
  const auto world = mocks::empty_world(world_options, files);
  uint64_t events = 0;
  for (auto _ : state) {
    sim::RunOptions options;
    options.max_events = 100'000;
    options.input.value = fuzz::value_of("{}");
    sim::Simulation simulation(*program, std::move(options), *world->oracle, *world->surroundings, nullptr, nullptr);
    simulation.run_until();
    events += 100'000;
  }
  state.counters["transitions"] = benchmark::Counter(static_cast<double>(events) / 2, benchmark::Counter::kIsRate);
}
BENCHMARK(transitions)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sfn

BENCHMARK_MAIN();

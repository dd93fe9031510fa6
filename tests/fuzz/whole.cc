// A definition or template, perhaps with mocks and an input: everything that commands do with it. A definition without an error-level
// finding runs to an end that sfnctl has a name for, and two runs are alike.
#include <fmt/format.h>

#include "cfn/definition.h"
#include "cfn/template.h"
#include "fuzz/memory_files.h"
#include "graph/diff.h"
#include "graph/dot.h"
#include "graph/mermaid.h"
#include "json/derived.h"
#include "json/writer.h"
#include "lint/linter.h"
#include "mocks/scaffold.h"
#include "mocks/world.h"
#include "report/report.h"
#include "report/results.h"
#include "report/run.h"
#include "sim/simulator.h"

namespace sfn::fuzz {
namespace {

constexpr uint64_t kEvents = 300;

struct Case {
  std::shared_ptr<const asl::Program> program;
  const mocks::World* world = nullptr;
  json::Value input;
  bool accepted = false;  // no error-level finding
};

// One run in one format; what ended it, and all that it wrote.
std::string run_once(const Case& test, std::string_view format, bool express) {
  std::string written;
  const auto report = report::run_report(format, *test.program, {false, true}, [&](std::string_view text) { written += text; });
  sim::RunOptions options;
  options.max_events = kEvents;
  options.express = express;
  options.input.value = test.input;
  options.context = test.world->context();
  try {
    sim::Simulation simulation(*test.program, std::move(options), *test.world->oracle, *test.world->surroundings, report->sink(),
                               report->probe());
    simulation.run_until();
    report->finish(simulation.result());
  } catch (const sim::NoAnswer& error) {
    return written + error.what();
  } catch (const sim::Unsupported& error) {
    return written + error.what();
  } catch (const sim::LimitReached& error) {
    return written + error.what();
  }
  return written;
}

void run(const Case& test) {
  const std::string text = run_once(test, "text", false);
  require(run_once(test, "text", false) == text, "two runs write the same bytes");
  (void)run_once(test, "json", true);
}

void draw(const asl::Program& program) {
  const graph::Graph graph = graph::build(program);
  (void)graph::mermaid(graph);
  (void)graph::dot(graph);
  require(graph::diff(program, program).empty(), "a definition does not differ from itself");
  (void)graph::diff_graph(program, program);
}

bool accepted(const std::shared_ptr<const json::Document>& document, json::NodeId root) {
  report::FindingsReport report;
  report.files.push_back({"input", document->source_ptr(), lint::lint({document, root, nullptr})});
  for (const report::FormatInfo& format : report::findings_formats()) (void)report::render(format.name, report);
  return !report.files[0].findings.any_at_least(diag::Severity::Error);
}

void check(const std::shared_ptr<const json::Document>& document, json::NodeId root, const Parts& parts) {
  Case test;
  test.accepted = accepted(document, root);
  test.program = asl::build(document, root);
  draw(*test.program);
  if (!test.accepted) return;
  (void)mocks::scaffold(*test.program);
  const MemoryFiles files("{}", parts[0], parts.or_else(1, "{}"));
  mocks::WorldOptions options;
  options.program = test.program.get();
  options.unmocked = mocks::Unmocked::Echo;
  diag::Findings findings;
  std::unique_ptr<mocks::World> world;
  if (const auto mock_file = document_of("base.mocks.json", parts[1])) world = mocks::read_world(mock_file, options, files, findings);
  if (world == nullptr) world = mocks::empty_world(options, files);
  test.world = world.get();
  test.input = value_of(parts.or_else(2, "{}"));
  run(test);
}

}  // namespace

void whole(std::string_view input) try {
  const Parts parts(input);
  const cfn::Reading reading = cfn::read_definition(source("input", parts[0]), {});
  if (!reading.document) {
    (void)lint::lint({nullptr, 0, &*reading.error});
    return;
  }
  if (!cfn::is_template(*reading.document)) return check(reading.document, json::Document::root(), parts);
  for (const cfn::Machine& machine : cfn::machines(reading.document)) {
    if (machine.document != nullptr && !machine.unsupported) check(machine.document, machine.root, parts);
  }
} catch (const json::DerivedTooLong&) {
  // a template that multiplies
}

}  // namespace sfn::fuzz

// A mock file of any of the shapes, perhaps with a definition and a mock file that it names: reading, converting, running.
#include "asl/program.h"
#include "fuzz/memory_files.h"
#include "json/writer.h"
#include "mocks/convert.h"
#include "mocks/from_history.h"
#include "mocks/world.h"
#include "sim/simulator.h"

namespace sfn::fuzz {
namespace {

constexpr uint64_t kEvents = 300;

void run_with(const asl::Program& program, const mocks::World& world) {
  sim::RunOptions options;
  options.max_events = kEvents;
  options.context = world.context();
  try {
    sim::Simulation simulation(program, std::move(options), *world.oracle, *world.surroundings);
    simulation.run_until();
    diag::Findings unused;
    world.report_unused(simulation.counters(), unused);
  } catch (const sim::NoAnswer&) {
  } catch (const sim::Unsupported&) {
  } catch (const sim::LimitReached&) {
  }
}

void convert(const mocks::World& world) {
  if (world.config_oracle != nullptr) (void)json::to_json(mocks::to_native(world.config_oracle->config()).file);
  if (world.shape == mocks::Shape::MockFile) (void)json::to_json(mocks::to_config(*world.file, "M", "T").file);
}

void read_as_history(const json::Document& document, const asl::Program& program) {
  diag::Findings findings;
  mocks::HistoryOptions options;
  options.program = &program;
  const mocks::FromHistory made = mocks::from_history(document, options, findings);
  if (!made.mocks.is_undefined()) (void)json::to_json(made.mocks);
}

}  // namespace

void mocks(std::string_view input) {
  const Parts parts(input);
  const MemoryFiles files("{}", parts.or_else(1, kMachine), parts.or_else(2, "{}"));
  const auto document = document_of("base.mocks.json", parts[0]);
  if (document == nullptr) return;
  std::shared_ptr<const asl::Program> program;
  try {
    program = files.program("machine.asl.json", "");
  } catch (const mocks::Unusable&) {
    return;
  }
  read_as_history(*document, *program);
  for (const mocks::ConfigNames& names : mocks::config_names(*document))
    require(names.cases.size() <= input.size(), "cases come from the text");
  mocks::WorldOptions options;
  options.program = program.get();
  options.path = "base.mocks.json";
  diag::Findings findings;
  const auto world = mocks::read_world(document, options, files, findings);
  require(world != nullptr || findings.any_at_least(diag::Severity::Error), "mocks that cannot be used are explained");
  if (world == nullptr) return;
  convert(*world);
  run_with(*program, *world);
}

}  // namespace sfn::fuzz

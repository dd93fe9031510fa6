#include "mocks/world.h"

#include <fmt/format.h>

#include "mocks/test_state_mocks.h"
#include "text/path.h"

namespace sfn::mocks {
namespace {

std::unique_ptr<World> config_world(const std::shared_ptr<const json::Document>& document, const WorldOptions& options, const Files& files,
                                    diag::Findings& findings) {
  auto chosen = read_config_case(document, options.choice, options.program, findings);
  if (!chosen || findings.any_at_least(diag::Severity::Error)) return nullptr;
  auto world = empty_world(options, files);
  world->shape = Shape::ConfigFile;
  auto oracle = std::make_unique<ConfigOracle>(std::move(*chosen), options.unmocked.value_or(Unmocked::Fail));
  world->config_oracle = oracle.get();
  world->mock_oracle = nullptr;
  world->oracle = std::move(oracle);
  return world;
}

}  // namespace

Shape shape_of(const json::Document& document) {
  const json::NodeId root = json::Document::root();
  if (document.is_array(root)) return Shape::TestStateMocks;
  const bool config = document.find(root, "StateMachines") != json::kNoNode || document.find(root, "MockedResponses") != json::kNoNode;
  return config ? Shape::ConfigFile : Shape::MockFile;
}

void World::report_unused(std::span<const uint32_t> counters, diag::Findings& findings) const {
  if (config_oracle != nullptr && program != nullptr) config_oracle->report_unused(*program, counters, findings);
  if (mock_oracle == nullptr) return;
  for (const UnusedResponse& unused : mock_oracle->unused(counters)) {
    const Checker checker(*unused.list->document, findings);
    checker.report(Rule::Unused, unused.response->node, fmt::format("no call used this response of \"{}\"", unused.list->name));
  }
}

std::unique_ptr<World> read_world(const std::shared_ptr<const json::Document>& document, const WorldOptions& options, const Files& files,
                                  diag::Findings& findings) {
  const Shape shape = shape_of(*document);
  if (shape == Shape::ConfigFile) return config_world(document, options, files, findings);
  const ReadOptions read{options.program, text::folder_of(options.path), options.allow_outside};
  MockFile file = shape == Shape::TestStateMocks ? read_test_state_mocks(document, read, findings)
                                                 : read_mock_file(document, json::Document::root(), read, findings);
  auto world = make_world(std::move(file), options, files, findings);
  world->shape = shape;
  if (findings.any_at_least(diag::Severity::Error)) return nullptr;
  return world;
}

std::unique_ptr<World> make_world(MockFile file, const WorldOptions& options, const Files& files, diag::Findings& findings) {
  auto world = std::make_unique<World>();
  world->program = options.program;
  world->file = std::make_shared<const MockFile>(std::move(file));
  auto oracle = std::make_unique<MockOracle>(world->file, options.unmocked);
  world->mock_oracle = oracle.get();
  world->surroundings =
      std::make_unique<MockSurroundings>(world->file, files, options.unmocked, oracle->response_count(), options.allow_outside, findings);
  world->oracle = std::move(oracle);
  return world;
}

std::unique_ptr<World> empty_world(const WorldOptions& options, const Files& files) {
  diag::Findings nothing;
  return make_world(MockFile(), options, files, nothing);
}

}  // namespace sfn::mocks

// The door of mocks: everything that a run needs besides definition and input, out of one file. In: a Document in any of the three shapes
// (mock file, MockConfigFile.json, array of TestState mocks). Out: the oracle, the surroundings, the context to merge, and findings.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "mocks/config_file.h"
#include "mocks/files.h"
#include "mocks/mock_file.h"
#include "mocks/oracle.h"
#include "mocks/surroundings.h"

namespace sfn::mocks {

enum class Shape : uint8_t { MockFile, ConfigFile, TestStateMocks };
/// By the members of the root: StateMachines or MockedResponses make a configuration, an array TestState mocks.
Shape shape_of(const json::Document& document);

struct WorldOptions {
  const asl::Program* program = nullptr;  ///< nullptr: names of states are not checked
  std::string path;                       ///< of the mock file, as Files take it: what it names is relative to its folder
  CaseChoice choice;                      ///< of a configuration
  std::optional<Unmocked> unmocked;       ///< wins over the file
  bool allow_outside = false;             ///< files may lie outside of the mock file's folder
};

/// Who answers, and what lies around. Not for two threads: it holds values.
struct World {
  Shape shape = Shape::MockFile;
  const asl::Program* program = nullptr;  ///< that it answers for; nullptr: not known
  std::shared_ptr<const MockFile> file;   ///< not for a configuration: then an empty one
  std::unique_ptr<sim::TaskOracle> oracle;
  const MockOracle* mock_oracle = nullptr;      ///< the same, unless it is a configuration's
  const ConfigOracle* config_oracle = nullptr;  ///< the same, if it is
  std::unique_ptr<MockSurroundings> surroundings;

  const json::Value& context() const { return file->context; }
  /// After the run: a warning for each response that no call used. `counters`: Simulation::counters().
  void report_unused(std::span<const uint32_t> counters, diag::Findings& findings) const;
};

/// Reads `document` and what it names. nullptr if a finding is an error: then nothing can run. `files` must outlive the world.
std::unique_ptr<World> read_world(const std::shared_ptr<const json::Document>& document, const WorldOptions& options, const Files& files,
                                  diag::Findings& findings);

/// The world of a mock file that has been read already (a suite's case laid over its base). Findings about files that it names.
std::unique_ptr<World> make_world(MockFile file, const WorldOptions& options, const Files& files, diag::Findings& findings);

/// A world without a mock file.
std::unique_ptr<World> empty_world(const WorldOptions& options, const Files& files);

}  // namespace sfn::mocks

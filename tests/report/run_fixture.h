// A definition, an oracle that answers from a script, and a run of them through a listener.
#pragma once

#include <memory>
#include <string>

#include "report/listeners.h"
#include "report/run.h"
#include "sim/simulator.h"

namespace sfn::report {

/// Script: `{"State": [{"return": …} or {"throw": {"error": …, "cause": …}}, …]}`, each with `takes` in milliseconds; the last one repeats.
/// A state that is not in it echoes its arguments.
class ScriptedOracle : public sim::TaskOracle {
 public:
  explicit ScriptedOracle(const std::string& script);
  size_t counters() const override { return 0; }
  sim::Plan plan(const sim::Call& call, std::span<uint32_t> counters) const override;

 private:
  json::Value script_;
};

struct NoSurroundings : sim::Surroundings {
  std::optional<std::string> object(std::string_view) const override { return std::nullopt; }
  std::vector<std::string> list(std::string_view) const override { return {}; }
  std::optional<sim::Child> child(std::string_view) const override { return std::nullopt; }
};

std::shared_ptr<const asl::Program> program_of(std::string text);
std::shared_ptr<const asl::Program> program_in(const std::string& testdata_path);

/// What the format writes of a run.
std::string reported(const asl::Program& program, const std::string& format, const std::string& input, const std::string& script,
                     RunView view = {});
sim::ExecutionResult listened(const asl::Program& program, const std::string& input, const std::string& script, sim::HistorySink* sink,
                              sim::Probe* probe);

}  // namespace sfn::report

// A run on its way to the user. In: the two streams of the simulator (history and probe), while it runs, and the result. Out: text in one
// of the formats of formats.def, written as it comes: what is kept does not grow with the transitions already made (json keeps the events'
// text, as its form demands).
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include "asl/program.h"
#include "sim/history.h"
#include "sim/probe.h"

namespace sfn::report {

/// Where text goes, piece by piece.
using Writer = std::function<void(std::string_view)>;

struct RunView {
  bool color = false;
  bool trace = false;  ///< text: data after each step of each state, nothing folded
};

/// Listens to one run. Give sink() and probe() to the simulation, then call finish(), or stop() if the run broke off with an exception.
class RunReport {
 public:
  RunReport() = default;
  RunReport(const RunReport&) = delete;
  RunReport& operator=(const RunReport&) = delete;
  virtual ~RunReport() = default;

  virtual sim::HistorySink* sink() { return nullptr; }
  virtual sim::Probe* probe() { return nullptr; }
  virtual void finish(const sim::ExecutionResult& result) = 0;
  /// Writes what was held back; the formats for programs write nothing, so half a document never looks like a whole one.
  virtual void stop() {}
};

/// `writer` is called during the run. `program` must outlive the report. Throws std::invalid_argument if there is no such format.
std::unique_ptr<RunReport> run_report(std::string_view format, const asl::Program& program, RunView view, Writer writer);

}  // namespace sfn::report

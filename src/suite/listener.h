// Somebody else who hears the run of a case: for pages that show runs. In: what the simulator tells. Out: nothing of the runner's.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "sim/probe.h"

namespace sfn::suite {

class CaseListener {
 public:
  CaseListener() = default;
  CaseListener(const CaseListener&) = delete;
  CaseListener& operator=(const CaseListener&) = delete;
  virtual ~CaseListener() = default;

  /// A probe that passes everything on to `own` too, which outlives the run.
  virtual sim::Probe* probe(sim::Probe& own) = 0;
  virtual sim::HistorySink* sink() = 0;
  /// The run is over; nullptr: it broke off (nobody answered a call, a limit was reached).
  virtual void ended(const sim::ExecutionResult* result) = 0;
};

/// Makes a listener for a case; called in the thread that runs it, with the program that is run there. `case_name`: its place in the suite
/// file, as CaseResult::span has it.
using MakeListener = std::function<std::unique_ptr<CaseListener>(const asl::Program& program, const std::string& definition_path,
                                                                 const std::string& suite_path, text::Span case_name)>;

}  // namespace sfn::suite

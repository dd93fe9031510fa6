// How far a long run has come, on standard error. In: a timer of the machine's clock, which only asks for a line; the simulator answers
// between two events. Out: one line that is written over and taken away at the end; a line of its own each time where standard error is no
// terminal. Nothing of it reaches the result.
#pragma once

#include "cli/command.h"
#include "sim/simulator.h"

namespace sfn::cli {

/// Shown from this long after the start on, and then this often. Milliseconds.
inline constexpr int kProgressAfter = 1'000;
inline constexpr int kProgressEvery = 200;

class Progress {
 public:
  /// On a terminal unless --quiet; elsewhere (a log) only with --verbose. `simulation` reports to it: it must not run on without it.
  Progress(Session& session, sim::Simulation& simulation);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Takes the line away, so that something else can be written there.
  void clear();

  /// The line itself: "1,234,567 transitions, 2,469,134 events, 00:00:03.500 of virtual time".
  static std::string line(const sim::Counts& counts, sim::Duration virtual_time);

 private:
  void show(const sim::Counts& counts, sim::Duration virtual_time);

  Session& session_;
  bool active_ = false, terminal_ = false, shown_ = false;
  uint64_t ticks_ = 0, next_line_ = 0;
};

}  // namespace sfn::cli

// Ctrl-C and `kill`: a long run ends with what it has done so far, a file is written whole or not at all.
#pragma once

#include <csignal>

namespace sfn::cli {

/// From here on SIGINT and SIGTERM stop simulations at their next event (sim::LimitReached). Once: the second signal ends the program as
/// usual, and so does the first one while SignalsEnd lives.
void stop_runs_on_signals();

/// While it lives, a signal ends the program: reading a pipe may wait for ever, and there is no event at which it would stop.
class SignalsEnd {
 public:
  SignalsEnd();
  SignalsEnd(const SignalsEnd&) = delete;
  SignalsEnd& operator=(const SignalsEnd&) = delete;
  ~SignalsEnd();
};

/// While it lives, SIGINT, SIGTERM and SIGHUP wait: between the making of a temporary file and its renaming.
class SignalsHeld {
 public:
  SignalsHeld();
  SignalsHeld(const SignalsHeld&) = delete;
  SignalsHeld& operator=(const SignalsHeld&) = delete;
  ~SignalsHeld();

 private:
  sigset_t before_;
};

}  // namespace sfn::cli

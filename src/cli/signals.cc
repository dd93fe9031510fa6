#include "cli/signals.h"

#include <atomic>

#include "sim/simulator.h"

namespace sfn::cli {
namespace {

std::atomic<int> reading{0};  // in how many threads
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler reads it");

// SA_RESETHAND: raised again, the signal does what it does to any program.
void stop(int signal) {
  sim::Simulation::interrupt();
  if (reading.load() > 0) ::raise(signal);
}

}  // namespace

void stop_runs_on_signals() {
  struct sigaction action {};
  action.sa_handler = stop;
  action.sa_flags = static_cast<int>(SA_RESTART | SA_RESETHAND);
  ::sigaction(SIGINT, &action, nullptr);
  ::sigaction(SIGTERM, &action, nullptr);
}

SignalsEnd::SignalsEnd() {
  ++reading;
}

SignalsEnd::~SignalsEnd() {
  --reading;
}

SignalsHeld::SignalsHeld() {
  sigset_t held;
  ::sigemptyset(&held);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&held, signal);
  ::pthread_sigmask(SIG_BLOCK, &held, &before_);
}

SignalsHeld::~SignalsHeld() {
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace sfn::cli

#include "cli/progress.h"

#include <sys/time.h>

#include <csignal>

#include <fmt/format.h>

#include "report/duration.h"

namespace sfn::cli {
namespace {

constexpr std::string_view kTakeAway = "\r\x1b[K";

void set_timer(int first, int every) {
  const auto time = [](int milliseconds) { return timeval{milliseconds / 1000, (milliseconds % 1000) * 1000}; };
  const itimerval timer{time(every), time(first)};
  setitimer(ITIMER_REAL, &timer, nullptr);
}

/// 1234567 as "1,234,567".
std::string grouped(uint64_t number) {
  std::string text = std::to_string(number);
  for (size_t at = text.size(); at > 3;) text.insert(at -= 3, ",");
  return text;
}

}  // namespace

Progress::Progress(Session& session, sim::Simulation& simulation) : session_(session) {
  terminal_ = session.streams().err().is_terminal();
  active_ = !session.options().quiet && (terminal_ || session.options().verbose);
  if (!active_) return;
  simulation.on_tick([this](const sim::Counts& counts, sim::Duration virtual_time) { show(counts, virtual_time); });
  struct sigaction action {};
  action.sa_handler = [](int) { sim::Simulation::tick(); };
  action.sa_flags = SA_RESTART;
  sigaction(SIGALRM, &action, nullptr);
  set_timer(kProgressAfter, kProgressEvery);
}

Progress::~Progress() {
  if (!active_) return;
  set_timer(0, 0);
  try {
    clear();
  } catch (const std::exception&) {
    // Standard error is gone: nobody looks.
  }
}

std::string Progress::line(const sim::Counts& counts, sim::Duration virtual_time) {
  return fmt::format("{} transitions, {} events, {} of virtual time", grouped(counts.transitions), grouped(counts.events),
                     report::clock_text(virtual_time));
}

void Progress::clear() {
  if (shown_) session_.streams().err().write(kTakeAway);
  shown_ = false;
}

void Progress::show(const sim::Counts& counts, sim::Duration virtual_time) {
  if (terminal_) {
    session_.streams().err().write(fmt::format("{}{}", kTakeAway, line(counts, virtual_time)));
    shown_ = true;
    return;
  }
  if (ticks_++ < next_line_) return;  // in a log each line stays: they become rarer
  next_line_ = 2 * ticks_ + kProgressAfter / kProgressEvery - 2;
  session_.streams().err().write(line(counts, virtual_time) + "\n");
}

}  // namespace sfn::cli

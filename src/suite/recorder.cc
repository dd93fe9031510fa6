#include "suite/recorder.h"

#include <fmt/format.h>

#include "text/timestamp.h"

namespace sfn::suite {
namespace {

uint64_t visit_of(const sim::Place& place) {
  return (uint64_t{place.execution} << 40U) ^ place.entered;
}

std::string path_text(const sim::Place& place) {
  std::string out;
  for (const sim::PathStep& step : place.path) {
    if (!out.empty()) out += '/';
    out += fmt::format("{}[{}]", step.container != nullptr ? step.container->name : std::string_view(), step.index);
  }
  return out;
}

}  // namespace

Recorder::Recorder(const asl::Program& program, CoverageProbe* coverage)
    : Probe(kStates | kRules | kRetries | kCatchers | kEdges | kCalls | (coverage != nullptr ? coverage->wanted() : 0U)),
      program_(program),
      coverage_(coverage) {}

const StateRecord* Recorder::state(std::string_view name) const {
  const auto found = states_.find(name);
  return found == states_.end() || found->second.entered == 0 ? nullptr : &found->second;
}

bool Recorder::ours(const sim::Place& place) const {
  return place.state != nullptr && place.state->id < program_.states.size() && &program_.states[place.state->id] == place.state;
}

void Recorder::note(const sim::Place& place, std::string text) {
  const auto found = by_visit_.find(visit_of(place));
  if (found != by_visit_.end()) transitions_[found->second].notes.push_back(std::move(text));
}

void Recorder::entered(const sim::Place& place, const sim::Datum& input) {
  if (coverage_ != nullptr) coverage_->entered(place, input);
  if (!ours(place)) return;
  if (start_ < 0) start_ = place.time;
  StateRecord& seen = record(place);
  ++seen.entered;
  seen.input = input.value;
  if (place.execution == 0 && place.path.empty()) path_.emplace_back(place.state->name);
  if (transitions_.size() >= kMaxTransitions) return;
  by_visit_[visit_of(place)] = transitions_.size();
  transitions_.push_back({place.time - start_, path_text(place), std::string(place.state->name), asl::name_of(place.state->type), {}});
}

void Recorder::exited(const sim::Place& place, const sim::Datum& output) {
  if (coverage_ != nullptr) coverage_->exited(place, output);
  if (ours(place)) record(place).output = output.value;
}

void Recorder::failed(const sim::Place& place, const sim::event::Failure& failure) {
  if (coverage_ != nullptr) coverage_->failed(place, failure);
  if (!ours(place)) return;
  std::string text = fmt::format("failed: {}", failure.error.value_or("no error name"));
  if (failure.cause && !failure.cause->empty()) text += fmt::format(" ({})", *failure.cause);
  note(place, std::move(text));
}

void Recorder::rule(const sim::Place& place, size_t index, bool matched) {
  if (coverage_ != nullptr) coverage_->rule(place, index, matched);
  if (matched && ours(place)) note(place, fmt::format("rule {}", index));
}

void Recorder::retry(const sim::Place& place, const sim::RetryNotice& notice) {
  if (coverage_ != nullptr) coverage_->retry(place, notice);
  if (!ours(place)) return;
  if (notice.verdict == sim::RetryVerdict::Retry) {
    ++record(place).retries;
    note(place, fmt::format("retrier {}: again after {}", notice.retrier, text::format_duration(notice.delay)));
  } else if (notice.verdict == sim::RetryVerdict::Exhausted) {
    note(place, fmt::format("retrier {} exhausted", notice.retrier));
  }
}

void Recorder::catcher(const sim::Place& place, const sim::CatchNotice& notice) {
  if (coverage_ != nullptr) coverage_->catcher(place, notice);
  if (!ours(place) || notice.verdict != sim::CatchVerdict::Taken) return;
  record(place).caught.emplace_back(notice.error);
  note(place, fmt::format("catcher {} took {}", notice.catcher, notice.error));
}

void Recorder::edge(const sim::Place& place, const sim::EdgeNotice& notice) {
  if (coverage_ != nullptr) coverage_->edge(place, notice);
  if (ours(place) && notice.kind == sim::EdgeNotice::Kind::Default) note(place, "default");
}

void Recorder::call(const sim::Place& place, const sim::CallNotice& notice) {
  if (ours(place)) record(place).calls.push_back(notice.call.arguments);
}

void Recorder::child_started(const sim::Place& place, uint32_t index, const sim::Datum& input) {
  if (coverage_ != nullptr) coverage_->child_started(place, index, input);
}

}  // namespace sfn::suite

// For people: a line a transition with the time, the state, its type and what happened, then the result.
#include <algorithm>

#include <fmt/format.h>

#include "graph/condition.h"
#include "json/writer.h"
#include "report/data_lines.h"
#include "report/duration.h"
#include "report/escape.h"
#include "report/formats/run.h"
#include "report/formats/run/summary.h"
#include "report/formats/run/words.h"
#include "report/trace.h"
#include "report/trail.h"
#include "text/suggest.h"
#include "text/utf8.h"

namespace sfn::report::formats {
namespace {

using sim::Place;

constexpr size_t kMaxNameColumns = 36;
// Columns that hold the names of all states with their indentation, as far as that is reasonable.
size_t name_columns(const asl::Program& program) {
  size_t widest = 0;
  for (const asl::State& state : program.states) {
    size_t depth = 0;
    for (asl::ScopeId scope = state.scope; program.scopes[scope].parent != asl::kNone; scope = program.scopes[scope].parent) ++depth;
    widest = std::max(widest, text::display_width(state.name) + depth * 6);
  }
  return std::min(widest, kMaxNameColumns);
}

std::string padded(std::string text, size_t columns) {
  const size_t width = text::display_width(text);
  if (width < columns) text.append(columns - width, ' ');
  return text;
}

class RunText final : public RunReport, private sim::Probe {
 public:
  RunText(const asl::Program& program, RunView view, Writer writer)
      : Probe(kStates | kData | kRules | kRetries | kCatchers | kEdges | kCalls | kAssign | kChildren | kExecutions),
        view_(view),
        style_(view.color),
        writer_(std::move(writer)),
        columns_(name_columns(program)) {}

  sim::Probe* probe() override { return this; }
  void finish(const sim::ExecutionResult& result) override {
    stop();
    writer_(run_summary(result, style_));
  }
  void stop() override;

 private:
  void entered(const Place& at, const sim::Datum& input) override;
  void exited(const Place& at, const sim::Datum& output) override;
  void failed(const Place& at, const sim::event::Failure& failure) override;
  void data(const Place& at, sim::Stage stage, const sim::Datum& datum) override;
  void operand(const Place& at, std::string_view path, const json::Value* found) override;
  void rule(const Place& at, size_t index, bool matched) override;
  void retry(const Place& at, const sim::RetryNotice& notice) override;
  void catcher(const Place& at, const sim::CatchNotice& notice) override;
  void edge(const Place& at, const sim::EdgeNotice& notice) override;
  void call(const Place& at, const sim::CallNotice& notice) override;
  void call_ended(const Place& at, const sim::CallEndNotice& notice) override;
  void assigned(const Place& at, const json::Value& object) override;
  void child_started(const Place& at, uint32_t index, const sim::Datum& input) override;
  void child_ended(const Place& at, uint32_t index, ChildEnd end) override;
  void execution_started(const Place& at, const sim::ExecutionInfo& info, const sim::Datum& input) override;
  void execution_ended(const Place& at, const sim::ExecutionResult& result) override;

  std::string line(Stream& stream, sim::Time time, std::string_view what, Paint paint);
  void add(Stream& stream, sim::Time time, uint64_t kind, std::string_view what, Paint paint);
  void add_block(Stream& parent, Stream& child, uint64_t kind);
  void tell_failure(Stream& stream, sim::Time time);
  void tell_cut_off(sim::Time time);
  void close_child(Stream& parent, Stream& child, uint32_t index, bool iteration);
  void close_group(Stream& stream, sim::Time time);
  std::string exit_text(const Visit& visit, sim::Time time) const;
  std::string trace_margin(const Stream& stream) const { return std::string(clock_text(0).size() + 4 + stream.margin(), ' '); }
  void write_out() {
    const std::string text = trail_.root().text();
    if (!text.empty()) writer_(text);
  }

  RunView view_;
  Style style_;
  Writer writer_;
  size_t columns_;
  Trail trail_;
  sim::Time start_ = 0;
  std::map<sim::ExecutionId, const asl::State*> nested_;  // executions that startExecution tasks run
};

std::string RunText::line(Stream& stream, sim::Time time, std::string_view what, Paint paint) {
  const Visit& visit = stream.visit;
  const std::string name = stream.take_margin() + terminal_safe(visit.state->name);
  std::string out = style_(Paint::Faint, clock_text(time - start_));
  out += "  " + padded(name, columns_) + "  ";
  out += fmt::format("{:<8}  ", asl::name_of(visit.state->type));
  style_.append(out, paint, what);
  return out + "\n";
}

void RunText::add(Stream& stream, sim::Time time, uint64_t kind, std::string_view what, Paint paint) {
  Visit& visit = stream.visit;
  TrailLine made;
  made.kind = mixed_kind(mixed_kind(kind, visit.state->name), visit.kind);
  made.text = line(stream, time, what, paint) + std::move(visit.trace);
  visit.trace.clear();
  made.lead = style_(Paint::Faint, clock_text(time - start_)) + "  " + std::string(stream.margin(), ' ');
  stream.add(std::move(made), !view_.trace);
  if (stream.parent() == nullptr) write_out();
}

void RunText::add_block(Stream& parent, Stream& child, uint64_t kind) {
  parent.add({kind, child.text(), std::string(clock_text(0).size() + 2 + parent.margin(), ' ')}, !view_.trace);
  if (parent.parent() == nullptr) write_out();
}

void RunText::entered(const Place& at, const sim::Datum& /*input*/) {
  Stream& stream = trail_.at(at.path);
  stream.visit = Visit();
  stream.visit.state = at.state;
  stream.visit.entered = at.time;
}

void RunText::data(const Place& at, sim::Stage stage, const sim::Datum& datum) {
  Stream& stream = trail_.at(at.path);
  if (stage == sim::Stage::AfterItemsPath || stage == sim::Stage::AfterItemBatcher) stream.visit.group.total = datum.value.size();
  if (!view_.trace || stream.visit.state == nullptr) return;
  if (stage == sim::Stage::Input && !stream.last_output.is_undefined() && stream.last_output == datum.value) {
    add_trace_line(stream.visit, sim::name_of(stage), style_(Paint::Faint, "the output of the state before") + "\n", trace_margin(stream),
                   style_);
    stream.visit.input = stream.visit.base = datum;
  } else {
    add_trace(stream.visit, stage, datum, trace_margin(stream), style_);
  }
  if (stage == sim::Stage::Output) stream.last_output = datum.value;
}

void RunText::call(const Place& at, const sim::CallNotice& notice) {
  Visit& visit = trail_.at(at.path).visit;
  if (!view_.trace || notice.plan.response == asl::kNone) return;
  add_trace_line(visit, "answered by", fmt::format("response {} of the mocks\n", notice.plan.response), trace_margin(trail_.at(at.path)),
                 style_);
}

void RunText::call_ended(const Place& at, const sim::CallEndNotice& notice) {
  if (!notice.unanswered_for) return;
  trail_.at(at.path).visit.unanswered =
      fmt::format(" (no {} within {})", notice.no_heartbeat ? "heartbeat" : "answer", duration_text(*notice.unanswered_for));
}

void RunText::operand(const Place& at, std::string_view path, const json::Value* found) {
  Visit& visit = trail_.at(at.path).visit;
  const std::string reading = reading_text(path, found);
  add_reading(visit.reading, reading);
  add_reading(visit.readings, reading);
}

void RunText::rule(const Place& at, size_t index, bool matched) {
  Visit& visit = trail_.at(at.path).visit;
  const auto* choice = at.state->as<asl::Choice>();
  if (choice == nullptr || index >= choice->choices.size()) return;
  const std::string condition = terminal_safe(graph::condition_text(choice->choices[index].condition));
  if (matched) visit.what = fmt::format("rule {} of {}: {} ", index + 1, choice->choices.size(), condition);
  const std::string because = visit.reading.empty() ? std::string() : fmt::format(" ({})", visit.reading);
  visit.reading.clear();
  if (!matched && index + 1 == choice->choices.size() && !visit.readings.empty()) visit.unanswered = fmt::format(" ({})", visit.readings);
  if (view_.trace)
    add_trace_line(visit, fmt::format("rule {}", index + 1),
                   fmt::format("{}: {}{}\n", matched ? "holds" : "does not hold", condition, because), trace_margin(trail_.at(at.path)),
                   style_);
}

void RunText::failed(const Place& at, const sim::event::Failure& failure) {
  Visit& visit = trail_.at(at.path).visit;
  visit.failure = failure;
  visit.verdicts.clear();
}

void RunText::retry(const Place& at, const sim::RetryNotice& notice) {
  Stream& stream = trail_.at(at.path);
  Visit& visit = stream.visit;
  const asl::Retrier& retrier = at.state->retry[notice.retrier];
  if (notice.verdict != sim::RetryVerdict::Retry) {
    visit.verdicts += verdict_text(notice, retrier);
    return;
  }
  close_group(stream, at.time);
  const std::string text =
      fmt::format("✗ {}{}{}, retry {} of {} in {} by {}", failure_text(notice.error, visit.failure ? visit.failure->cause : std::nullopt),
                  visit.unanswered, visit.verdicts, notice.retries_done + 1, retrier.max_attempts, duration_text(notice.delay),
                  retrier_text(notice.retrier, retrier));
  visit.kind = mixed_kind(notice.retrier, std::min<uint64_t>(notice.retries_done, 10));
  add(stream, at.time, mixed_kind(1, notice.error), text, Paint::Warning);
  const sim::Datum input = visit.input;
  const uint32_t retries = visit.retries + 1;
  visit = Visit();
  visit.state = at.state;
  visit.entered = at.time;
  visit.retries = retries;
  visit.input = input;
}

void RunText::catcher(const Place& at, const sim::CatchNotice& notice) {
  trail_.at(at.path).visit.verdicts += verdict_text(notice, at.state->catchers[notice.catcher]);
}

void RunText::edge(const Place& at, const sim::EdgeNotice& notice) {
  Visit& visit = trail_.at(at.path).visit;
  visit.caught = notice.kind == sim::EdgeNotice::Kind::Catch;
  visit.kind = mixed_kind(mixed_kind(visit.kind, static_cast<uint64_t>(notice.kind)), notice.index);
  if (notice.kind == sim::EdgeNotice::Kind::Default) visit.what = fmt::format("no rule holds{}, Default ", visit.unanswered);
  visit.what += notice.target == nullptr ? "end" : fmt::format("→ {}", terminal_safe(notice.target->name));
}

void RunText::assigned(const Place& at, const json::Value& object) {
  Stream& stream = trail_.at(at.path);
  for (const json::Member& member : object.members()) {
    stream.visit.assigned += fmt::format("{}{}", stream.visit.assigned.empty() ? "sets " : ", ", terminal_safe(member.key.view()));
  }
  const std::string margin = trace_margin(stream);
  if (view_.trace) add_trace_line(stream.visit, "assigns", data_text(object, margin + std::string(20, ' ')), margin, style_);
}

std::string RunText::exit_text(const Visit& visit, sim::Time time) const {
  std::string aside;
  const auto say = [&](const std::string& text) { aside += (aside.empty() ? "" : ", ") + text; };
  if (time > visit.entered)
    say(fmt::format("{} {}", visit.state->type == asl::StateType::Wait ? "waited" : "took", duration_text(time - visit.entered)));
  if (visit.retries > 0) say(fmt::format("try {}", visit.retries + 1));
  if (!visit.assigned.empty()) say(visit.assigned);
  std::string out;
  if (visit.caught && visit.failure)
    out = fmt::format("✗ {}{}{}", failure_text(visit.failure->error.value_or(""), visit.failure->cause), visit.unanswered, visit.verdicts);
  out += visit.what.empty() ? "end" : visit.what;
  if (visit.opened && !visit.caught && visit.group.total)
    out = fmt::format("{} of {} done{}{}", visit.group.ended, *visit.group.total, out.starts_with("→") ? " " : ", ", out);
  if (visit.group.total == 0U && visit.state->type == asl::StateType::Map && !visit.caught) out = "no items, " + out;
  return aside.empty() ? out : fmt::format("{}  ({})", out, aside);
}

void RunText::exited(const Place& at, const sim::Datum& /*output*/) {
  Stream& stream = trail_.at(at.path);
  close_group(stream, at.time);
  add(stream, at.time, 2, exit_text(stream.visit, at.time), stream.visit.caught ? Paint::Warning : Paint::Plain);
  stream.visit = Visit();
}

/// A failure that nobody caught in its state.
void RunText::tell_failure(Stream& stream, sim::Time time) {
  Visit& visit = stream.visit;
  if (visit.state == nullptr || !visit.failure) return;
  close_group(stream, time);
  const std::string error = visit.failure->error.value_or("");
  add(stream, time, mixed_kind(3, error),
      fmt::format("✗ {}{}{}", failure_text(error, visit.failure->cause), visit.unanswered, visit.verdicts), Paint::Error);
  visit = Visit();
}

void RunText::child_started(const Place& at, uint32_t index, const sim::Datum& /*input*/) {
  Stream& stream = trail_.at(at.path);
  Visit& visit = stream.visit;
  if (visit.opened || index != 0) return;
  visit.opened = true;
  const auto* parallel = at.state->as<asl::Parallel>();
  const auto* map = at.state->as<asl::Map>();
  if (parallel != nullptr) visit.group.total = parallel->branches.size();
  const uint64_t count = visit.group.total.value_or(0);
  const std::string_view noun = parallel != nullptr ? "branch" : map != nullptr && map->distributed ? "child execution" : "iteration";
  add(stream, at.time, 4, fmt::format("{} {}{}", count, noun, count == 1 ? "" : parallel != nullptr ? "es" : "s"), Paint::Plain);
}

void RunText::child_ended(const Place& at, uint32_t index, ChildEnd end) {
  Stream& parent = trail_.at(at.path);
  Stream* child = trail_.find(at.path, at.state, index);
  if (end == ChildEnd::Succeeded) ++parent.visit.group.ended;
  if (child == nullptr) return;  // never entered a state
  if (end == ChildEnd::Failed) tell_failure(*child, at.time);
  for (Stream* inner : trail_.below(at.path, at.state, index)) {  // what ran inside a child that was aborted
    inner->close();
    add_block(*inner->parent(), *inner, inner->shape());
  }
  if (end == ChildEnd::Aborted && child->visit.state != nullptr) add(*child, at.time, 5, "aborted", Paint::Faint);
  close_child(parent, *child, index, at.state->type == asl::StateType::Map);
  trail_.remove(at.path, at.state, index);
}

void RunText::close_child(Stream& parent, Stream& child, uint32_t index, bool iteration) {
  child.close();
  const uint64_t shape = child.shape();
  if (!iteration || view_.trace) return add_block(parent, child, shape);
  IterationGroup& group = parent.visit.group;
  auto kind = std::find_if(group.kinds.begin(), group.kinds.end(), [&](const auto& k) { return k.shape == shape; });
  if (kind == group.kinds.end()) {
    if (group.kinds.size() == kMaxIterationKinds) {
      ++group.other;
      return;
    }
    kind = group.kinds.insert(kind, {shape, index, 0, 0});
  }
  if (kind->shown == kShownRounds) {
    ++kind->folded;
    return;
  }
  ++kind->shown;
  add_block(parent, child, shape);
}

/// What was not shown of the iterations, told before the container's own next line.
void RunText::close_group(Stream& stream, sim::Time time) {
  IterationGroup& group = stream.visit.group;
  const auto say = [&](uint64_t count, const std::string& like) {
    if (count == 0) return;
    const std::string lead = style_(Paint::Faint, clock_text(time - start_)) + "  " + std::string(stream.margin() + 2, ' ');
    stream.add({mixed_kind(6, like), fmt::format("{}… {} more iteration{} {}\n", lead, count, count == 1 ? "" : "s", like), lead},
               !view_.trace);
  };
  for (const IterationGroup::Kind& kind : group.kinds)
    say(kind.folded, group.kinds.size() == 1 ? "like this" : fmt::format("like [{}]", kind.first));
  say(group.other, "of other kinds");
  group.kinds.clear();
  group.other = 0;
}

/// What still ran when the execution was ended from outside: TimeoutSeconds, a limit of the service.
void RunText::tell_cut_off(sim::Time time) {
  std::vector<Stream*> running = trail_.open();
  running.push_back(&trail_.root());
  for (Stream* stream : running) {
    if (stream->visit.state == nullptr) continue;
    close_group(*stream, time);
    add(*stream, time, 8, stream->visit.opened ? "cut off" : fmt::format("cut off after {}", duration_text(time - stream->visit.entered)),
        Paint::Error);
    stream->visit = Visit();
    if (stream->parent() == nullptr) continue;
    stream->close();
    add_block(*stream->parent(), *stream, stream->shape());
  }
}

void RunText::execution_started(const Place& at, const sim::ExecutionInfo& info, const sim::Datum& /*input*/) {
  if (info.kind == sim::ExecutionInfo::Kind::Root) start_ = at.time;
  if (info.kind != sim::ExecutionInfo::Kind::Nested || at.path.empty()) return;
  nested_[info.id] = info.parent_state;
  Stream& parent = trail_.at(at.path.first(at.path.size() - 1));
  if (parent.visit.state == nullptr) return;
  add(parent, at.time, 7, fmt::format("starts {}", terminal_safe(info.state_machine_arn)), Paint::Plain);
}

void RunText::execution_ended(const Place& at, const sim::ExecutionResult& /*result*/) {
  if (at.execution == 0) {
    tell_failure(trail_.root(), at.time);
    return tell_cut_off(at.time);
  }
  if (nested_.erase(at.execution) == 0 || at.path.empty()) return;
  const auto above = at.path.first(at.path.size() - 1);
  const sim::PathStep& step = at.path.back();
  Stream* child = trail_.find(above, step.container, step.index);
  if (child == nullptr) return;
  tell_failure(*child, at.time);
  close_child(trail_.at(above), *child, step.index, false);
  trail_.remove(above, step.container, step.index);
}

/// The run broke off: what is open is shown as far as it came.
void RunText::stop() {
  for (Stream* stream : trail_.open()) {
    stream->close();
    add_block(*stream->parent(), *stream, stream->shape());
  }
  trail_.root().close();
  write_out();
}

}  // namespace

std::unique_ptr<RunReport> run_text(const asl::Program& program, RunView view, Writer writer) {
  return std::make_unique<RunText>(program, view, std::move(writer));
}

}  // namespace sfn::report::formats

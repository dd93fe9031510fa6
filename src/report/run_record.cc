#include "report/run_record.h"

#include <fmt/format.h>

#include "graph/condition.h"
#include "json/writer.h"
#include "report/duration.h"
#include "report/escape.h"

namespace sfn::report {
namespace {

constexpr size_t kNoteLength = 300;
constexpr size_t kMaxDataOfStep = 80;
constexpr size_t kMaxNotesOfStep = 200;

uint64_t visit_key(const sim::Place& at) {
  return (static_cast<uint64_t>(at.execution) << 40U) ^ at.entered;
}

std::string failure_text(std::string_view error, std::string_view cause) {
  const std::string name(error.empty() ? "no error name" : error);
  return cause.empty() ? name : fmt::format("{}: {}", name, graph::short_text(cause, kNoteLength));
}

void add_note(RunRecord::Step& step, const char* kind, std::string text) {
  if (step.notes.size() < kMaxNotesOfStep) step.notes.emplace_back(kind, std::move(text));
}

}  // namespace

size_t page_size(std::string_view text) {
  size_t size = text.size() + 3;
  for (const char c : text) {
    if (c == '"' || c == '\\') ++size;
    if (c == '<' || c == '>' || c == '&' || static_cast<unsigned char>(c) < 0x20) size += 5;
  }
  return size;
}

RunRecorder::RunRecorder(const asl::Program& program)
    : Probe(kStates | kData | kRules | kRetries | kCatchers | kEdges | kCalls | kAssign | kChildren), program_(program), graph_(program) {
  record_.program_states = program.states.size();
}

void RunRecorder::start_with(const json::Value& variables) {
  if (variables.is_object() && variables.size() > 0) record_.first_variables = text_index(json::to_json(variables));
}

uint32_t RunRecorder::state_index(const asl::State& state) {
  if (state.id < program_.states.size() && &program_.states[state.id] == &state) return state.id;
  const auto next = static_cast<uint32_t>(record_.program_states + record_.others.size());
  const auto [at, is_new] = others_.emplace(&state, next);
  if (is_new) record_.others.push_back({std::string(state.name), state.type});
  return at->second;
}

uint32_t RunRecorder::scope_index(std::span<const sim::PathStep> path, sim::ExecutionId execution) {
  Path key;
  for (const sim::PathStep& step : path) key.emplace_back(step.container, step.index);
  if (const auto found = scopes_.find(key); found != scopes_.end()) return found->second;
  const uint32_t parent = path.empty() ? 0 : scope_index(path.first(path.size() - 1), execution);
  const auto made = static_cast<uint32_t>(record_.scopes.size());
  record_.scopes.push_back({parent, path.empty() || executions_[parent] != execution});
  executions_.push_back(execution);
  scopes_.emplace(std::move(key), made);
  return made;
}

// The same Map or branch may run again later: its variables are new then.
void RunRecorder::child_started(const sim::Place& at, uint32_t index, const sim::Datum& /*input*/) {
  Path key;
  for (const sim::PathStep& step : at.path) key.emplace_back(step.container, step.index);
  key.emplace_back(at.state, index);
  scopes_.erase(key);
}

bool RunRecorder::is_inside(uint32_t scope, uint32_t outer) const {
  while (scope > outer) scope = record_.scopes[scope].parent;  // a scope has a higher number than what is around it
  return scope == outer;
}

// What was running in a branch that is stopped, because another one failed, is never left.
void RunRecorder::child_ended(const sim::Place& at, uint32_t index, ChildEnd end) {
  if (end != ChildEnd::Aborted) return;
  Path key;
  for (const sim::PathStep& step : at.path) key.emplace_back(step.container, step.index);
  key.emplace_back(at.state, index);
  const auto scope = scopes_.find(key);
  if (scope == scopes_.end()) return;
  for (auto& [visit, number] : open_) {
    Step& step = record_.steps[number];
    if (step.outcome != Step::Outcome::Open || !is_inside(step.scope, scope->second)) continue;
    leave(at, step);
    step.outcome = Step::Outcome::Aborted;
  }
}

uint32_t RunRecorder::text_index(std::string text) {
  if (const auto found = text_numbers_.find(text); found != text_numbers_.end()) return found->second;
  if (text_bytes_ + page_size(text) > kMaxPageData) {
    ++record_.dropped_texts;
    text = json::quoted(fmt::format("not kept in this page: {} bytes", text.size()));
  }
  const auto [at, is_new] = text_numbers_.emplace(text, static_cast<uint32_t>(record_.texts.size()));
  if (is_new) {
    text_bytes_ += page_size(text);
    record_.texts.push_back(std::move(text));
  }
  return at->second;
}

RunRecord::Step* RunRecorder::step(const sim::Place& at) {
  const auto found = open_.find(visit_key(at));
  return found == open_.end() ? nullptr : &record_.steps[found->second];
}

sim::Time RunRecorder::since_start(const sim::Place& at) {
  if (start_ < 0) start_ = at.time;
  return at.time - start_;
}

void RunRecorder::add_data(Step& step, std::string title, std::string text) {
  if (step.data.size() >= kMaxDataOfStep) return;
  const uint32_t number = text_index(std::move(text));
  if (!step.data.empty() && step.data.back().second == number) {  // a stage that changed nothing
    std::string& titles = step.data.back().first;
    if (!titles.ends_with(title)) titles += ", " + title;
    return;
  }
  step.data.emplace_back(std::move(title), number);
}

void RunRecorder::entered(const sim::Place& at, const sim::Datum& input) {
  static_cast<sim::Probe&>(graph_).entered(at, input);
  const sim::Time now = since_start(at);
  if (record_.steps.size() >= kMaxPageSteps) {
    ++record_.dropped_steps;
    return;
  }
  open_[visit_key(at)] = record_.steps.size();
  Step made;
  made.state = state_index(*at.state);
  made.depth = at.path.size();
  made.scope = scope_index(at.path, at.execution);
  if (!at.path.empty()) made.place = fmt::format("[{}] ", at.path.back().index);
  made.start = made.end = now;
  record_.steps.push_back(std::move(made));
}

void RunRecorder::leave(const sim::Place& at, Step& step) {
  step.end = since_start(at);
  step.done = static_cast<uint32_t>(record_.steps.size());
}

void RunRecorder::exited(const sim::Place& at, const sim::Datum& /*output*/) {
  Step* visit = step(at);
  if (visit == nullptr) return;
  leave(at, *visit);
  if (visit->outcome != Step::Outcome::Caught) visit->outcome = Step::Outcome::Good;
  open_.erase(visit_key(at));
}

void RunRecorder::failed(const sim::Place& at, const sim::event::Failure& failure) {
  static_cast<sim::Probe&>(graph_).failed(at, failure);
  Step* visit = step(at);
  if (visit == nullptr) return;
  leave(at, *visit);
  visit->outcome = Step::Outcome::Failed;
  visit->what = "✗ " + failure.error.value_or("");
  add_note(*visit, "bad",
           fmt::format("{} ✗ {}", clock_text(visit->end), failure_text(failure.error.value_or(""), failure.cause.value_or(""))));
}

void RunRecorder::data(const sim::Place& at, sim::Stage stage, const sim::Datum& datum) {
  Step* visit = step(at);
  if (visit != nullptr) add_data(*visit, std::string(sim::name_of(stage)), sim::text_of(datum));
}

void RunRecorder::rule(const sim::Place& at, size_t index, bool matched) {
  Step* visit = step(at);
  const auto* choice = at.state->as<asl::Choice>();
  if (visit == nullptr || choice == nullptr || index >= choice->choices.size()) return;
  add_note(*visit, matched ? "good" : "soft",
           fmt::format("rule {} {}: {}", index + 1, matched ? "✓ holds" : "does not hold",
                       graph::condition_text(choice->choices[index].condition, kNoteLength)));
}

void RunRecorder::retry(const sim::Place& at, const sim::RetryNotice& notice) {
  static_cast<sim::Probe&>(graph_).retry(at, notice);
  Step* visit = step(at);
  if (visit == nullptr) return;
  const std::string who =
      fmt::format("Retry[{}] ({})", notice.retrier, graph::error_names_text(at.state->retry[notice.retrier].error_equals));
  switch (notice.verdict) {
    case sim::RetryVerdict::NoMatch: return add_note(*visit, "soft", who + " does not name the error");
    case sim::RetryVerdict::NotRetriable: return add_note(*visit, "soft", who + " cannot name this error");
    case sim::RetryVerdict::Exhausted: return add_note(*visit, "soft", fmt::format("{} is used up", who));
    case sim::RetryVerdict::Retry: break;
  }
  add_note(*visit, "warn", fmt::format("↻ retry {} in {} by {}", notice.retries_done + 1, duration_text(notice.delay), who));
  const sim::Time now = since_start(at);
  visit->spans.push_back({RunRecord::Span::Kind::Pause, now, now + notice.delay});
  visit->outcome = Step::Outcome::Open;
}

void RunRecorder::catcher(const sim::Place& at, const sim::CatchNotice& notice) {
  Step* visit = step(at);
  if (visit == nullptr) return;
  const std::string who =
      fmt::format("Catch[{}] ({})", notice.catcher, graph::error_names_text(at.state->catchers[notice.catcher].error_equals));
  const bool taken = notice.verdict == sim::CatchVerdict::Taken;
  if (taken) visit->outcome = Step::Outcome::Caught;
  add_note(*visit, taken ? "warn" : "soft", who + (taken ? " takes it" : " does not take it"));
}

void RunRecorder::edge(const sim::Place& at, const sim::EdgeNotice& notice) {
  static_cast<sim::Probe&>(graph_).edge(at, notice);
  Step* visit = step(at);
  if (visit != nullptr) visit->what = notice.target == nullptr ? "end" : fmt::format("→ {}", notice.target->name);
}

void RunRecorder::call(const sim::Place& at, const sim::CallNotice& notice) {
  const auto found = open_.find(visit_key(at));
  if (found == open_.end() || record_.calls.size() >= kMaxPageCalls) {
    ++record_.dropped_calls;
    return;
  }
  RunRecord::Call made;
  made.step = found->second;
  made.number = notice.call.number;
  made.attempt = notice.call.attempt;
  made.start = since_start(at);
  made.arguments = text_index(json::to_json(notice.call.arguments));
  calls_[{made.step, made.number}] = record_.calls.size();
  record_.calls.push_back(std::move(made));
}

void RunRecorder::call_ended(const sim::Place& at, const sim::CallEndNotice& notice) {
  const auto found = open_.find(visit_key(at));
  if (found == open_.end()) return;
  const sim::Time now = since_start(at);
  const bool good = notice.result != nullptr;
  Step& visit = record_.steps[found->second];
  visit.spans.push_back({good ? RunRecord::Span::Kind::Answered : RunRecord::Span::Kind::Failed, now - (at.time - notice.started), now});
  const auto call = calls_.find({found->second, notice.number});
  if (call == calls_.end()) return;
  RunRecord::Call& row = record_.calls[call->second];
  row.end = now;
  row.error = notice.error;
  row.answer = good               ? text_index(sim::text_of(*notice.result))
               : notice.has_cause ? text_index(json::quoted(utf8_safe(notice.cause)))
                                  : kNoText;
}

void RunRecorder::assigned(const sim::Place& at, const json::Value& object) {
  Step* visit = step(at);
  if (visit == nullptr) return;
  std::string text = json::to_json(object);
  visit->assigned = text_index(text);
  add_data(*visit, "assigned variables", std::move(text));
}

void RunRecorder::on(sim::ExecutionId execution, const sim::Event& event) {
  if (execution != 0) return;
  if (start_ < 0) start_ = event.time;
  if (record_.events.size() >= kMaxPageEvents) return;
  RunRecord::EventRow row{event.id, event.previous, event.time - start_, event.type, -1, kNoText};
  if (event.state != nullptr) row.state = state_index(*event.state);
  if (detail_bytes_ < kMaxPageDetails) {
    std::string text;
    writer_.append(text, event);
    detail_bytes_ += page_size(text);
    if (detail_bytes_ <= kMaxPageDetails) {
      row.details = static_cast<uint32_t>(record_.texts.size());  // each is another one
      record_.texts.push_back(std::move(text));
    }
  }
  record_.events.push_back(row);
}

void RunRecorder::count_on_graph() {
  graph::Graph graph = graph::build(program_);
  graph_.lay_over(graph);
  for (graph::NodeId id = 0; id < graph.nodes.size(); ++id) {
    const graph::Node& node = graph.nodes[id];
    if (node.entered > 0) record_.nodes.push_back({id, node.entered, node.failed, node.retried, node.caught});
  }
  for (const graph::Edge& edge : graph.edges) record_.edges.push_back(edge.taken);
}

RunRecord RunRecorder::finish(const sim::ExecutionResult& result) {
  record_.status = result.status;
  record_.error = result.error.value_or("");
  record_.cause = result.cause.value_or("");
  record_.duration = result.stop - result.start;
  record_.counts = result.counts;
  if (!result.output.value.is_undefined()) record_.output = text_index(sim::text_of(result.output));
  if (result.variables.is_object() && result.variables.size() > 0) record_.variables = text_index(json::to_json(result.variables));
  count_on_graph();
  return std::move(record_);
}

RunRecord RunRecorder::stop() {
  count_on_graph();
  record_.counts.transitions = record_.steps.size() + record_.dropped_steps;
  record_.counts.events = record_.events.size();
  record_.counts.calls = record_.calls.size();
  if (!record_.steps.empty()) record_.duration = record_.steps.back().end;
  return std::move(record_);
}

}  // namespace sfn::report

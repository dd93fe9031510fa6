#include "report/run_page.h"

#include <fmt/format.h>

#include "graph/condition.h"
#include "json/writer.h"
#include "report/csp.h"
#include "report/duration.h"
#include "report/escape.h"
#include "report/page/assets.h"

namespace sfn::report {
namespace {

constexpr size_t kNoteLength = 300;
constexpr size_t kMaxDataOfStep = 80;

constexpr const char* kPage = R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {script_hash}; style-src {style_hash}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}: {status}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{title}</h1>
<span class="status {status_class}">{status_sign} {status}</span>
<span class="soft">{duration} of virtual time, {transitions} transitions, {events} events, {calls} calls, {retries} retries</span>
{problem}{dropped}</header>
<main>
<section id="steps" aria-label="Steps">
<div class="tools"><button id="back" aria-label="step back">◀</button><button id="next" aria-label="step forward">▶</button>
<button id="fault" aria-label="next step with an error">next ✗</button>
<input id="search" type="search" placeholder="search states and data ( / )" aria-label="search states and data"><span id="count" class="soft"></span></div>
<div id="list" role="listbox" tabindex="0" aria-label="steps of the run, arrow keys move"><div id="rows" role="presentation"></div></div>
</section>
<section id="picture" aria-label="Picture">{picture}
<details id="definition"><summary>definition</summary><pre id="source"></pre></details>
<details id="events"><summary>events</summary><pre id="eventlist"></pre></details>
<div id="result"></div></section>
<section id="detail" aria-label="The step"></section>
</main>
<div id="live" class="hidden" aria-live="polite"></div>
<noscript><p>This page shows its data by script.</p></noscript>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
)html";

uint64_t visit_key(const sim::Place& at) {
  return (static_cast<uint64_t>(at.execution) << 40U) ^ at.entered;
}

// JSON inside <script>: nothing in it may look like the end of the element.
std::string script_safe(std::string_view json) {
  std::string out;
  out.reserve(json.size() + 64);
  for (const char c : json) {
    if (c == '<')
      out += "\\u003c";
    else if (c == '>')
      out += "\\u003e";
    else if (c == '&')
      out += "\\u0026";
    else
      out += c;
  }
  return out;
}

std::string json_text(std::string_view text) {
  return json::quoted(utf8_safe(text));
}

// dot writes an XML file; HTML wants the element alone.
std::string_view svg_element(std::string_view svg) {
  const size_t begin = svg.find("<svg");
  return begin == std::string_view::npos ? std::string_view() : svg.substr(begin);
}

std::string failure_text(std::string_view error, std::string_view cause) {
  const std::string name(error.empty() ? "no error name" : error);
  return cause.empty() ? name : fmt::format("{}: {}", name, graph::short_text(cause, kNoteLength));
}

}  // namespace

RunPage::RunPage(const asl::Program& program)
    : Probe(kStates | kData | kRules | kRetries | kCatchers | kEdges | kCalls | kAssign), program_(program) {
  for (const asl::State& state : program.states) state_index(state);
}

uint32_t RunPage::state_index(const asl::State& state) {
  const auto [at, is_new] = state_numbers_.emplace(&state, static_cast<uint32_t>(states_.size()));
  if (is_new) states_.push_back(&state);
  return at->second;
}

uint32_t RunPage::value_index(std::string text) {
  if (const auto found = value_numbers_.find(text); found != value_numbers_.end()) return found->second;
  if (value_bytes_ + text.size() > kMaxPageData) text = json_text(fmt::format("not kept in this page: {} bytes", text.size()));
  const auto [at, is_new] = value_numbers_.emplace(text, static_cast<uint32_t>(values_.size()));
  if (is_new) {
    value_bytes_ += text.size();
    values_.push_back(std::move(text));
  }
  return at->second;
}

RunPage::Step* RunPage::step(const sim::Place& at) {
  const auto found = open_.find(visit_key(at));
  return found == open_.end() ? nullptr : &steps_[found->second];
}

void RunPage::add_data(Step& step, std::string title, std::string text) {
  if (step.data.size() >= kMaxDataOfStep) return;
  const uint32_t value = value_index(std::move(text));
  if (!step.data.empty() && step.data.back().second == value) {
    step.data.back().first += ", " + title;  // a step that changed nothing
    return;
  }
  step.data.emplace_back(std::move(title), value);
}

void RunPage::entered(const sim::Place& at, const sim::Datum& /*input*/) {
  if (steps_.size() >= kMaxPageSteps) {
    ++dropped_steps_;
    return;
  }
  open_[visit_key(at)] = steps_.size();
  Step made;
  made.state = state_index(*at.state);
  made.depth = at.path.size();
  if (!at.path.empty()) made.place = fmt::format("[{}] ", at.path.back().index);
  made.start = at.time;
  steps_.push_back(std::move(made));
}

void RunPage::exited(const sim::Place& at, const sim::Datum& /*output*/) {
  Step* visit = step(at);
  if (visit == nullptr) return;
  visit->end = at.time;
  visit->failed = false;
  open_.erase(visit_key(at));
}

void RunPage::failed(const sim::Place& at, const sim::event::Failure& failure) {
  Step* visit = step(at);
  if (visit == nullptr) return;
  visit->end = at.time;
  visit->failed = true;
  visit->what = "✗ " + failure.error.value_or("");
  visit->notes.emplace_back("bad", fmt::format("{} ✗ {}", clock_text(at.time - steps_.front().start),
                                               failure_text(failure.error.value_or(""), failure.cause.value_or(""))));
}

void RunPage::data(const sim::Place& at, sim::Stage stage, const sim::Datum& datum) {
  Step* visit = step(at);
  if (visit != nullptr) add_data(*visit, std::string(sim::name_of(stage)), sim::text_of(datum));
}

void RunPage::rule(const sim::Place& at, size_t index, bool matched) {
  Step* visit = step(at);
  const auto* choice = at.state->as<asl::Choice>();
  if (visit == nullptr || choice == nullptr || index >= choice->choices.size()) return;
  visit->notes.emplace_back(matched ? "good" : "soft", fmt::format("rule {} {}: {}", index + 1, matched ? "holds" : "does not hold",
                                                                   graph::condition_text(choice->choices[index].condition, kNoteLength)));
}

void RunPage::retry(const sim::Place& at, const sim::RetryNotice& notice) {
  Step* visit = step(at);
  if (visit == nullptr) return;
  const std::string who =
      fmt::format("Retry[{}] ({})", notice.retrier, graph::error_names_text(at.state->retry[notice.retrier].error_equals));
  switch (notice.verdict) {
    case sim::RetryVerdict::NoMatch: visit->notes.emplace_back("soft", who + " does not name the error"); return;
    case sim::RetryVerdict::NotRetriable: visit->notes.emplace_back("soft", who + " cannot name this error"); return;
    case sim::RetryVerdict::Exhausted: visit->notes.emplace_back("soft", fmt::format("{} is used up", who)); return;
    case sim::RetryVerdict::Retry: break;
  }
  visit->notes.emplace_back("warn", fmt::format("↻ retry {} in {} by {}", notice.retries_done + 1, duration_text(notice.delay), who));
  visit->failed = false;
}

void RunPage::catcher(const sim::Place& at, const sim::CatchNotice& notice) {
  Step* visit = step(at);
  if (visit == nullptr) return;
  const std::string who =
      fmt::format("Catch[{}] ({})", notice.catcher, graph::error_names_text(at.state->catchers[notice.catcher].error_equals));
  const bool taken = notice.verdict == sim::CatchVerdict::Taken;
  if (taken) visit->caught = true;
  visit->notes.emplace_back(taken ? "warn" : "soft", who + (taken ? " takes it" : " does not take it"));
}

void RunPage::edge(const sim::Place& at, const sim::EdgeNotice& notice) {
  Step* visit = step(at);
  if (visit != nullptr) visit->what = notice.target == nullptr ? "end" : fmt::format("→ {}", notice.target->name);
}

void RunPage::call_ended(const sim::Place& at, const sim::CallEndNotice& notice) {
  Step* visit = step(at);
  if (visit == nullptr) return;
  const std::string how = notice.result != nullptr ? "answered" : fmt::format("failed with {}", notice.error);
  visit->notes.emplace_back("soft", fmt::format("call {} (attempt {}) {} after {}", notice.number, notice.attempt + 1, how,
                                                duration_text(at.time - notice.started)));
}

void RunPage::assigned(const sim::Place& at, const json::Value& object) {
  Step* visit = step(at);
  if (visit != nullptr) add_data(*visit, "assigned variables", json::to_json(object));
}

void RunPage::on(sim::ExecutionId execution, const sim::Event& event) {
  if (execution != 0 || events_.size() >= kMaxPageEvents) return;
  events_.push_back(
      {event.id, event.previous, event.time, event.type, event.state == nullptr ? -1 : static_cast<int64_t>(state_index(*event.state))});
}

void RunPage::append_states(std::string& out) const {
  const text::SourceFile& source = program_.document->source();
  for (const asl::State* state : states_) {
    const bool own = state->id < program_.states.size() && &program_.states[state->id] == state;
    uint32_t first = 1, last = 0;
    if (own) {
      const text::Location place = source.outermost(program_.document->span(state->node));
      first = place.file->position(place.span.begin).line;
      last = place.file->position(place.span.end).line;
    }
    out += fmt::format("{}{{\"name\":{},\"type\":\"{}\",\"first\":{},\"last\":{}}}", state == states_.front() ? "" : ",",
                       json_text(state->name), asl::name_of(state->type), first, last);
  }
}

void RunPage::append_steps(std::string& out, sim::Time start) const {
  for (size_t i = 0; i < steps_.size(); ++i) {
    const Step& step = steps_[i];
    out += fmt::format("{}{{\"state\":{},\"depth\":{},\"place\":{},\"start\":{},", i == 0 ? "" : ",\n", step.state, step.depth,
                       json_text(step.place), step.start - start);
    if (step.end >= 0) out += fmt::format("\"end\":{},", step.end - start);
    out += fmt::format("\"failed\":{},\"caught\":{},\"what\":{},\"notes\":[", step.failed, step.caught, json_text(step.what));
    for (size_t n = 0; n < step.notes.size(); ++n) {
      out += fmt::format("{}[\"{}\",{}]", n == 0 ? "" : ",", step.notes[n].first, json_text(step.notes[n].second));
    }
    out += "],\"data\":[";
    for (size_t n = 0; n < step.data.size(); ++n) {
      out += fmt::format("{}[{},{}]", n == 0 ? "" : ",", json_text(step.data[n].first), step.data[n].second);
    }
    out += "]}";
  }
}

std::string RunPage::data_json(const sim::ExecutionResult& result) const {
  const text::SourceFile& source = program_.document->source();
  const text::Location whole = source.outermost({0, 0});
  std::string out = fmt::format("{{\"duration\":{},\"source\":{},\"variables\":{},\"output\":{},\"states\":[", result.stop - result.start,
                                json_text(whole.file->bytes()), result.variables.is_object() ? json::to_json(result.variables) : "{}",
                                result.output.value.is_undefined() ? "null" : json_text(sim::text_of(result.output)));
  append_states(out);
  out += "],\n\"values\":[";
  for (size_t i = 0; i < values_.size(); ++i) out += (i == 0 ? "" : ",\n") + json_text(values_[i]);
  out += "],\n\"steps\":[";
  append_steps(out, result.start);
  out += "],\n\"eventTypes\":[";
#define SFN_EVENT(type, details, payload) out += "\"" #type "\",";
#include "sim/events.def"
  out += "\"\"],\n\"events\":[";
  for (size_t i = 0; i < events_.size(); ++i) {
    const EventRow& row = events_[i];
    out += fmt::format("{}[{},{},{},{},{}]", i == 0 ? "" : ",", row.id, row.previous, row.time - result.start, static_cast<int>(row.type),
                       row.state);
  }
  return out + "]}";
}

std::string RunPage::html(const sim::ExecutionResult& result, const PageInfo& info) const {
  const bool good = result.status == sim::Status::Succeeded;
  std::string problem;
  if (!good) {
    problem =
        fmt::format("<span class=\"bad\">{}</span>\n", html_escaped(failure_text(result.error.value_or(""), result.cause.value_or(""))));
  }
  std::string dropped;
  if (dropped_steps_ > 0) dropped = fmt::format("<span class=\"warn\">{} later steps are not in this page</span>\n", dropped_steps_);
  const std::string_view picture = svg_element(info.svg);
  return fmt::format(fmt::runtime(kPage), fmt::arg("script_hash", csp_hash(page::script())),
                     fmt::arg("style_hash", csp_hash(page::style_sheet())), fmt::arg("title", html_escaped(info.title)),
                     fmt::arg("status", sim::name_of(result.status)), fmt::arg("style", page::style_sheet()),
                     fmt::arg("status_class", good ? "good" : "bad"), fmt::arg("status_sign", good ? "✓" : "✗"),
                     fmt::arg("duration", duration_text(result.stop - result.start)), fmt::arg("transitions", result.counts.transitions),
                     fmt::arg("events", result.counts.events), fmt::arg("calls", result.counts.calls),
                     fmt::arg("retries", result.counts.retries), fmt::arg("problem", problem), fmt::arg("dropped", dropped),
                     fmt::arg("picture", picture), fmt::arg("data", script_safe(data_json(result))), fmt::arg("script", page::script()));
}

}  // namespace sfn::report

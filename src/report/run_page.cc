#include "report/run_page.h"

#include <fmt/format.h>

#include "graph/theme.h"
#include "json/writer.h"
#include "report/csp.h"
#include "report/duration.h"
#include "report/escape.h"
#include "report/formats/results.h"
#include "report/page/assets.h"

namespace sfn::report {
namespace {

constexpr const char* kPage = R"html(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src {script_hash}; style-src {style_hash}; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{title}</title>
<style>{style}</style>
</head>
<body>
<header><h1>{heading}</h1><label id="choice" hidden>case <select id="run"></select></label>
<span id="status" class="status"></span><span id="summary" class="soft"></span><span id="problem" class="bad"></span><span id="dropped" class="warn"></span></header>
<noscript><p>This page shows its data by script.</p></noscript>
<main>
<section id="steps" aria-label="Steps">
<div class="tools"><button id="back" type="button" aria-label="step back" title="step back (↑)">▲</button><button id="next" type="button" aria-label="step forward" title="step forward (↓)">▼</button><button id="fault" type="button" title="next step with an error (e)">next ✗</button>
<input id="search" type="search" placeholder="search states and data ( / )" aria-label="search states and data" autocomplete="off"><span id="count" class="soft" role="status"></span></div>
<div class="axis" aria-hidden="true"><span id="axis0"></span><span id="axis1"></span><span id="axis2"></span></div>
<div id="list" class="list" role="listbox" tabindex="0" aria-label="steps of the run, arrow keys move"></div>
</section>
<section id="more" aria-label="The run">
<div id="tabs" role="tablist" aria-label="views of the run">
<button type="button" role="tab" id="tab-graph" aria-controls="graph">graph</button>
<button type="button" role="tab" id="tab-definition" aria-controls="definition">definition</button>
<button type="button" role="tab" id="tab-calls" aria-controls="calls">calls</button>
<button type="button" role="tab" id="tab-events" aria-controls="events">events</button>
<button type="button" role="tab" id="tab-result" aria-controls="result">result</button>
</div>
<div class="panel" role="tabpanel" id="graph" aria-labelledby="tab-graph" tabindex="0">{pictures}<p id="nopicture" class="soft" hidden>No picture: Graphviz' dot was not installed where this page was made.</p></div>
<div class="panel" role="tabpanel" id="definition" aria-labelledby="tab-definition" tabindex="0" hidden><pre id="source"></pre></div>
<div class="panel" role="tabpanel" id="calls" aria-labelledby="tab-calls" hidden><div id="calllist" class="list" role="listbox" tabindex="0" aria-label="task calls, a click shows the step"></div></div>
<div class="panel" role="tabpanel" id="events" aria-labelledby="tab-events" hidden><div id="eventlist" class="list" role="listbox" tabindex="0" aria-label="events of the history"></div><div id="event"></div></div>
<div class="panel" role="tabpanel" id="result" aria-labelledby="tab-result" tabindex="0" hidden></div>
</section>
<section id="detail" aria-label="The step" tabindex="0"></section>
</main>
<div id="live" class="hidden" aria-live="polite"></div>
<script type="application/json" id="data">{data}</script>
<script>{script}</script>
</body>
</html>
)html";

// JSON inside <script>: nothing in it may look like the end of the element.
std::string script_safe(std::string_view json) {
  std::string out;
  out.reserve(json.size() + json.size() / 16);
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

/// A list of `size` entries with commas between them.
template <class F>
void append_list(std::string& out, size_t size, F append) {
  out += '[';
  for (size_t i = 0; i < size; ++i) {
    if (i > 0) out += ',';
    append(i);
  }
  out += ']';
}

/// Strings of all runs together, each once.
class Texts {
 public:
  int64_t number_of(const RunRecord& record, uint32_t text) { return text == kNoText ? -1 : number_of(record.texts[text]); }
  int64_t number_of(const std::string& bytes) {
    const auto [at, is_new] = numbers_.emplace(bytes, texts_.size());
    if (is_new) {
      size_ += page_size(bytes);
      const bool fits = size_ <= kMaxPageData + kMaxPageDetails;
      texts_.push_back(fits ? bytes : json::quoted(fmt::format("not kept in this page: {} bytes", bytes.size())));
    }
    return static_cast<int64_t>(at->second);
  }
  void append(std::string& out) const {
    append_list(out, texts_.size(), [&](size_t i) { out += json_text(texts_[i]); });
  }

 private:
  std::unordered_map<std::string, size_t> numbers_;
  std::vector<std::string> texts_;
  size_t size_ = 0;
};

/// Short words of the page's own: never cut.
class Words {
 public:
  size_t number_of(const std::string& word) {
    const auto [at, is_new] = numbers_.emplace(word, words_.size());
    if (is_new) words_.push_back(word);
    return at->second;
  }
  void append(std::string& out) const {
    append_list(out, words_.size(), [&](size_t i) { out += json_text(words_[i]); });
  }

 private:
  std::unordered_map<std::string, size_t> numbers_;
  std::vector<std::string> words_;
};

/// One run as JSON; script/page names the places of the lists the same way.
class RunWriter {
 public:
  RunWriter(std::string& out, Texts& texts, Words& words, const PageRun& run)
      : out_(out), texts_(texts), words_(words), run_(run), record_(run.record) {}

  void write() {
    write_head();
    out_ += ",\"others\":";
    append_list(out_, record_.others.size(), [&](size_t i) {
      out_ += fmt::format("[{},\"{}\"]", json_text(record_.others[i].name), asl::name_of(record_.others[i].type));
    });
    out_ += ",\"scopes\":";
    append_list(out_, record_.scopes.size(),
                [&](size_t i) { out_ += fmt::format("[{},{}]", record_.scopes[i].parent, record_.scopes[i].fresh ? 1 : 0); });
    out_ += ",\n\"steps\":";
    append_list(out_, record_.steps.size(), [&](size_t i) { write(record_.steps[i]); });
    out_ += ",\n\"calls\":";
    append_list(out_, record_.calls.size(), [&](size_t i) { write(record_.calls[i]); });
    out_ += ",\n\"events\":";
    append_list(out_, record_.events.size(), [&](size_t i) {
      const RunRecord::EventRow& row = record_.events[i];
      out_ += fmt::format("[{},{},{},{},{},{}]", row.id, row.previous, row.time, static_cast<int>(row.type), row.state, text(row.details));
    });
    out_ += ",\n\"nodes\":";
    append_list(out_, record_.nodes.size(), [&](size_t i) {
      const RunRecord::NodeCounts& node = record_.nodes[i];
      out_ += fmt::format("[{},{},{},{},{}]", node.node, node.entered, node.failed, node.retried, node.caught);
    });
    out_ += ",\"edges\":";
    append_list(out_, record_.edges.size(), [&](size_t i) { out_ += fmt::format("{}", record_.edges[i]); });
    out_ += '}';
  }

 private:
  int64_t text(uint32_t number) { return texts_.number_of(record_, number); }

  void write_head() {
    const bool good = run_.outcome.empty() ? record_.status == sim::Status::Succeeded : run_.outcome == "passed";
    std::string problem = record_.error;
    if (!record_.cause.empty()) problem += (problem.empty() ? "" : ": ") + record_.cause;
    out_ += fmt::format(
        "{{\"title\":{},\"definition\":{},\"good\":{},\"status\":{},\"outcome\":{},\"problem\":{},\"summary\":{},\"dropped\":{},",
        json_text(run_.title), run_.definition, good, json_text(sim::name_of(record_.status)), json_text(run_.outcome), json_text(problem),
        json_text(summary()), json_text(dropped()));
    out_ += fmt::format("\"duration\":{},\"output\":{},\"variables\":{},\"first\":{},\"problems\":", record_.duration, text(record_.output),
                        text(record_.variables), text(record_.first_variables));
    append_list(out_, run_.problems.size(), [&](size_t i) { out_ += json_text(run_.problems[i]); });
  }

  static std::string counted(uint64_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
  }

  std::string summary() const {
    return fmt::format("{} of virtual time, {}, {}, {}, {}", duration_text(record_.duration),
                       counted(record_.counts.transitions, "transition", "transitions"), counted(record_.counts.events, "event", "events"),
                       counted(record_.counts.calls, "call", "calls"), counted(record_.counts.retries, "retry", "retries"));
  }

  std::string dropped() const {
    std::string out;
    const auto say = [&](const std::string& what) { out += (out.empty() ? "Not in this page: " : ", ") + what; };
    if (record_.dropped_steps > 0) say(counted(record_.dropped_steps, "later step", "later steps"));
    if (record_.counts.events > record_.events.size())
      say(counted(record_.counts.events - record_.events.size(), "event (later or of a child execution)",
                  "events (later ones, and those of child executions)"));
    if (record_.dropped_calls > 0) say(counted(record_.dropped_calls, "later call", "later calls"));
    if (record_.dropped_texts > 0) say(counted(record_.dropped_texts, "payload", "payloads"));
    return out;
  }

  void write(const RunRecord::Step& step) {
    const bool open = step.done == UINT32_MAX;
    out_ += fmt::format("\n[{},{},{},{},{},{},{},{},", step.state, step.depth, words_.number_of(step.place), step.start,
                        open ? -1 : step.end, static_cast<int>(step.outcome), step.scope, open ? -1 : static_cast<int64_t>(step.done));
    out_ += fmt::format("{},{},", words_.number_of(step.what), text(step.assigned));
    append_list(out_, step.notes.size(), [&](size_t i) {
      out_ += fmt::format("{},{}", words_.number_of(step.notes[i].first), words_.number_of(step.notes[i].second));
    });
    out_ += ',';
    append_list(out_, step.data.size(),
                [&](size_t i) { out_ += fmt::format("{},{}", words_.number_of(step.data[i].first), text(step.data[i].second)); });
    out_ += ',';
    append_list(out_, step.spans.size(), [&](size_t i) {
      out_ += fmt::format("{},{},{}", static_cast<int>(step.spans[i].kind), step.spans[i].start, step.spans[i].end);
    });
    out_ += ']';
  }

  void write(const RunRecord::Call& call) {
    out_ += fmt::format("[{},{},{},{},{},{},{},{}]", call.step, call.number, call.attempt, call.start, call.end, json_text(call.error),
                        text(call.arguments), text(call.answer));
  }

  std::string& out_;
  Texts& texts_;
  Words& words_;
  const PageRun& run_;
  const RunRecord& record_;
};

void append_definition(std::string& out, const PageDefinition& definition) {
  out += fmt::format("{{\"path\":{},\"source\":{},\"states\":", json_text(definition.path), json_text(definition.source));
  append_list(out, definition.states.size(), [&](size_t i) {
    const PageDefinition::State& state = definition.states[i];
    out += fmt::format("[{},\"{}\",{},{}]", json_text(state.name), asl::name_of(state.type), state.first, state.last);
  });
  out += '}';
}

std::string data_json(const Page& page) {
  Texts texts;
  Words words;
  std::string out = "{\"definitions\":";
  append_list(out, page.definitions.size(), [&](size_t i) { append_definition(out, page.definitions[i]); });
  out += ",\n\"runs\":";
  append_list(out, page.runs.size(), [&](size_t i) { RunWriter(out, texts, words, page.runs[i]).write(); });
  out += ",\n\"texts\":";
  texts.append(out);
  out += ",\n\"words\":";
  words.append(out);
  out += ",\n\"eventTypes\":[";
#define SFN_EVENT(type, details, payload) out += "\"" #type "\",";
#include "sim/events.def"
  return out + "\"\"]}";
}

const std::string& style() {
  static const std::string text = std::string(page::style_sheet()) + graph::style_rules(graph::Theme::Light, "#graph ") +
                                  "@media (prefers-color-scheme:dark){" + graph::style_rules(graph::Theme::Dark, "#graph ") + "}\n";
  return text;
}

std::string title_of(const Page& page) {
  if (page.runs.size() != 1 || !page.runs[0].outcome.empty()) return page.title;
  return fmt::format("{}: {}", page.title, sim::name_of(page.runs[0].record.status));
}

}  // namespace

std::string prefix_of(size_t definition) {
  return fmt::format("p{}-", definition);
}

PageDefinition page_definition(const asl::Program& program, std::string path) {
  const text::SourceFile& source = program.document->source();
  PageDefinition out;
  out.path = std::move(path);
  out.source = source.outermost({0, 0}).file->bytes();
  for (const asl::State& state : program.states) {
    const text::Location place = source.outermost(program.document->span(state.node));
    out.states.push_back(
        {std::string(state.name), state.type, place.file->position(place.span.begin).line, place.file->position(place.span.end).line});
  }
  return out;
}

std::vector<std::string> problems_of(const suite::CaseResult& result) {
  std::vector<std::string> out;
  if (!result.message.empty()) out.push_back(result.message);
  for (const suite::Difference& difference : result.differences) out.push_back(formats::difference_text(difference));
  return out;
}

std::string page_html(const Page& page) {
  std::string pictures;
  for (size_t i = 0; i < page.definitions.size(); ++i) {
    if (!page.definitions[i].svg.empty())
      pictures += fmt::format("<div class=\"picture\" id=\"{}\" hidden>{}</div>\n", prefix_of(i), page.definitions[i].svg);
  }
  return fmt::format(fmt::runtime(kPage), fmt::arg("script_hash", csp_hash(page::script())), fmt::arg("style_hash", csp_hash(style())),
                     fmt::arg("title", html_escaped(title_of(page))), fmt::arg("heading", html_escaped(page.title)),
                     fmt::arg("style", style()), fmt::arg("pictures", pictures), fmt::arg("data", script_safe(data_json(page))),
                     fmt::arg("script", page::script()));
}

}  // namespace sfn::report

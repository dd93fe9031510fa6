// sfnctl run: one execution on a virtual clock.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "cli/command.h"
#include "cli/definitions.h"
#include "cli/graphs.h"
#include "cli/mock_files.h"
#include "cli/progress.h"
#include "cli/rules.h"
#include "cli/signals.h"
#include "cli/sources.h"
#include "cli/version.h"
#include "lint/linter.h"
#include "report/listeners.h"
#include "report/report.h"
#include "report/run.h"
#include "report/run_graph.h"
#include "report/run_page.h"
#include "sim/simulator.h"
#include "suite/coverage.h"
#include "text/timestamp.h"

namespace sfn::cli {
namespace {

/// What is written besides the result: a picture, a page, coverage, each with its listener.
struct Extras {
  std::optional<report::RunGraph> graph;
  std::optional<report::RunRecorder> page;
  std::optional<suite::CoverageProbe> coverage;
};

class Run : public Command {
 public:
  void declare(Arguments& arguments) override;
  std::vector<std::string> formats() const override { return {"text", "json", "events", "output"}; }
  std::string_view description() const override {
    return "Dry-runs one execution of a state machine. Tasks are answered by a mock file (its JSON Schema is schemas/mocks.schema.json), "
           "time is virtual, and the "
           "same\n"
           "input gives the same bytes. Exit code 0: SUCCEEDED, 1: FAILED, TIMED_OUT or ABORTED, 2: it cannot be run, 3: something it "
           "needs is\n"
           "not supported.";
  }
  std::string_view examples() const override {
    return "  sfnctl run orders.asl.json --input in.json --mocks orders.mocks.json\n"
           "  sfnctl run orders.asl.json -i in.json -m orders.mocks.json --to Charge --trace\n"
           "  sfnctl run orders.asl.json -i in.json -m orders.mocks.json --format json | jq .events[].type\n"
           "  sfnctl run template.yaml --state-machine Orders --mocks MockConfigFile.json --case HappyPath -i in.json";
  }
  int run(Session& session) override;

 private:
  sim::RunOptions options(Session& session, const Definition& definition, const mocks::World& world) const;
  void input(Session& session, sim::RunOptions& options) const;
  sim::Time start_time() const;
  Definition named_definition(Session& session, const LoadOptions& load) const;
  void validate(Session& session, const Definition& definition) const;
  std::unique_ptr<mocks::World> world(Session& session, const asl::Program& program, const DiskFiles& files) const;
  sim::ExecutionResult execute(Session& session, const asl::Program& program, sim::RunOptions options, const mocks::World& world) const;
  void write_extras(Session& session, const asl::Program& program, const sim::ExecutionResult& result, Extras& extras) const;
  void write_page(Session& session, const asl::Program& program, const graph::Graph& graph, report::RunRecord record) const;
  void write_coverage(Session& session, const graph::Graph& with_run, const suite::CoverageProbe& probe) const;

  std::string definition_, unmocked_, type_;
  std::optional<std::string> input_, input_json_, mocks_, case_, state_machine_, name_, start_time_, seed_, vars_, context_, from_, to_,
      max_events_;
  std::optional<std::string> graph_, page_, coverage_, coverage_output_;
  bool async_ = false, trace_ = false, no_validate_ = false, allow_outside_ = false;
  SubstitutionOptions substitution_options_;
  mutable std::shared_ptr<const text::SourceFile> mock_source_;
};

void Run::declare(Arguments& arguments) {
  arguments.positional("DEFINITION", definition_, "a definition or a template").kind = ValueKind::Definition;
  arguments.option("--input,-i", "FILE", input_, "the execution's input as JSON or YAML; - for standard input (default {})").kind =
      ValueKind::File;
  arguments.option("--input-json", "TEXT", input_json_, "the input itself");
  arguments.option("--mocks,-m", "FILE", mocks_, "what the tasks answer").kind = ValueKind::File;
  arguments.option("--case", "NAME", case_, "the test case of a MockConfigFile.json").kind = ValueKind::Case;
  arguments.option("--state-machine", "NAME", state_machine_, "the machine of a template, or of a MockConfigFile.json");
  arguments.option("--type", "TYPE", type_, "default: the template's type, else standard").choices = {"standard", "express"};
  arguments.flag("--async", async_, "express: as StartExecution, not StartSyncExecution");
  arguments.option("--name", "NAME", name_, "the execution's name");
  arguments.option("--start-time", "TIME", start_time_, "RFC 3339, or now (default 2025-01-01T00:00:00.000Z)");
  arguments.option("--seed", "N", seed_, "for random numbers, ids and jitter (default 1)");
  arguments.option("--vars", "FILE", vars_, "variables at the start").kind = ValueKind::File;
  arguments.option("--context", "FILE", context_, "merged into the context object").kind = ValueKind::File;
  arguments.option("--from", "STATE", from_, "start at this state").kind = ValueKind::State;
  arguments.option("--to", "STATE", to_, "stop behind this state").kind = ValueKind::State;
  arguments.option("--unmocked", "WHAT", unmocked_, "what a task without a mock does (default fail)").choices = {"fail", "echo", "null"};
  arguments.option("--max-events", "N", max_events_, "events before the history is full (default 25000 for standard; 0 = no limit)");
  arguments.output("--graph", "FILE", graph_, "also draw the run on the graph (.svg, .png, .dot, else Mermaid)");
  arguments.output("--report", "FILE.html", page_, "also write the run as one self-contained page");
  arguments.option("--coverage", "FORMAT", coverage_, "also report which parts of the definition were run, on standard error").choices = {
      "text", "json", "lcov", "html"};
  arguments.output("--coverage-output", "FILE", coverage_output_, "where the coverage goes");
  arguments.flag("--trace", trace_, "the data after each step of each state");
  arguments.flag("--no-validate", no_validate_, "run even a definition that AWS would refuse");
  arguments.flag("--allow-outside", allow_outside_, "mock files may name files outside of their folder");
  substitution_options_.declare(arguments);
}

uint64_t number_option(const std::string& text, std::string_view option) {
  uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) throw ToolError(fmt::format("{}: \"{}\" is not a number", option, text));
  return number;
}

sim::Time Run::start_time() const {
  if (!start_time_) return sim::kDefaultStart;
  if (*start_time_ == "now") {
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  }
  const auto instant = text::parse_timestamp(*start_time_, text::TimestampForm::OffsetDateTime);
  if (!instant) throw ToolError(fmt::format("--start-time: \"{}\" is not a time like 2025-01-01T00:00:00Z", *start_time_));
  return instant->milliseconds();
}

void Run::input(Session& session, sim::RunOptions& options) const {
  if (input_ && input_json_) throw ToolError("give one of --input and --input-json");
  if (!input_ && !input_json_) return;
  const auto source = input_ ? session.open(*input_) : std::make_shared<const text::SourceFile>("--input-json", *input_json_);
  options.input.value = read_data(source);
  const std::string_view text = without_bom(source->bytes());
  const size_t end = text.find_last_not_of(" \t\r\n");
  if (text.size() > sim::kMaxPayloadBytes)
    session.warn(fmt::format("note: the input has {} bytes; AWS refuses to start an execution with more than {}", text.size(),
                             sim::kMaxPayloadBytes));
  if (!is_yaml_data(*source)) options.input.text = std::make_shared<const std::string>(text.substr(0, end + 1));
}

json::Value object_file(Session& session, const std::optional<std::string>& path, std::string_view option) {
  return path ? read_object(session.open(*path), option) : json::Value();
}

json::Value merged(json::Value base, const json::Value& over) {
  if (!base.is_object() || !over.is_object()) return over.is_undefined() ? base : over;
  for (const auto& [key, value] : over.members()) base.set(key, merged(base.get(key), value));
  return base;
}

sim::RunOptions Run::options(Session& session, const Definition& definition, const mocks::World& world) const {
  sim::RunOptions options;
  options.express =
      type_.empty() ? definition.express.value_or(session.config().type.value_or("standard") == "express") : type_ == "express";
  options.express_async = async_;
  if (async_ && !options.express) throw ToolError("--async goes with --type express");
  options.name = name_.value_or("");
  options.start_time = start_time();
  if (seed_) options.seed = number_option(*seed_, "--seed");
  input(session, options);
  options.variables = object_file(session, vars_, "--vars");
  options.context = merged(world.context(), object_file(session, context_, "--context"));
  options.from_state = from_.value_or("");
  options.to_state = to_.value_or("");
  if (max_events_) options.max_events = number_option(*max_events_, "--max-events");
  if (session.config().region) options.region = *session.config().region;
  if (session.config().account) options.account = *session.config().account;
  if (!definition.logical_id.empty()) options.state_machine_name = definition.logical_id;
  return options;
}

void Run::validate(Session& session, const Definition& definition) const {
  if (no_validate_) return;
  lint::Options options;
  const bool express = type_.empty() ? definition.express.value_or(false) : type_ == "express";
  options.type = express ? lint::MachineType::Express : lint::MachineType::Standard;
  report::FindingsReport report;
  report.files.push_back(
      {definition.path, definition.document->source_ptr(), lint::lint({definition.document, definition.root, nullptr}, options)});
  std::erase_if(report.files[0].findings.list(), [](const diag::Finding& finding) { return finding.severity != diag::Severity::Error; });
  if (report.files[0].findings.empty()) return;
  report.rules = rule_infos();
  report.summary = false;
  report.version = kVersion;
  session.streams().err().write(report::render("text", report));
  throw ToolError("AWS would refuse this definition; --no-validate runs it all the same");
}

std::string stem_of(const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  return name.substr(0, name.find('.'));
}

std::unique_ptr<mocks::World> Run::world(Session& session, const asl::Program& program, const DiskFiles& files) const {
  mocks::WorldOptions options;
  options.program = &program;
  if (!unmocked_.empty()) options.unmocked = mocks::unmocked_named(unmocked_);
  options.allow_outside = allow_outside_;
  if (case_ && !mocks_) throw ToolError("--case chooses a test case of --mocks MockConfigFile.json");
  if (!mocks_) return mocks::empty_world(options, files);
  options.path = *mocks_;
  options.choice = {state_machine_.value_or(""), {stem_of(definition_)}, case_.value_or("")};
  mock_source_ = session.open(*mocks_);
  diag::Findings findings;
  auto world = mocks::read_world(read_data_document(mock_source_), options, files, findings);
  print_findings(session, *mock_source_, findings);
  if (!world) throw ToolError(fmt::format("{} cannot be used", *mocks_));
  if (case_ && world->shape != mocks::Shape::ConfigFile) {
    throw ToolError(fmt::format("--case chooses a test case of a MockConfigFile.json, and {} is none", *mocks_));
  }
  return world;
}

void Run::write_page(Session& session, const asl::Program& program, const graph::Graph& graph, report::RunRecord record) const {
  report::Page page;
  page.title = definition_;
  page.definitions.push_back(report::page_definition(program, definition_));
  page.definitions[0].svg = page_picture(graph, report::prefix_of(0));
  if (page.definitions[0].svg.empty()) session.warn("note: without Graphviz' dot the report has no picture");
  page.runs.emplace_back();
  page.runs[0].record = std::move(record);
  write_file(*page_, report::page_html(page));
}

void Run::write_coverage(Session& session, const graph::Graph& with_run, const suite::CoverageProbe& probe) const {
  suite::Results results;
  results.coverage.push_back(probe.coverage());
  report::ResultsReport coverage{results};
  if (*coverage_ == "html") coverage.pictures.emplace(definition_, page_picture(with_run, report::prefix_of(0)));
  const std::string text = report::render_coverage(*coverage_, coverage);
  if (coverage_output_)
    write_file(*coverage_output_, text);
  else
    session.streams().err().write(text);
}

void Run::write_extras(Session& session, const asl::Program& program, const sim::ExecutionResult& result, Extras& extras) const {
  graph::Graph plain = graph::build(program);
  plain.title = definition_.substr(definition_.rfind('/') + 1);
  graph::Graph with_run = plain;
  if (extras.graph) extras.graph->lay_over(with_run);
  if (graph_) write_file(*graph_, picture(with_run, picture_format(*graph_)));
  if (extras.page) write_page(session, program, plain, extras.page->finish(result));
  if (extras.coverage) write_coverage(session, with_run, *extras.coverage);
}

sim::ExecutionResult Run::execute(Session& session, const asl::Program& program, sim::RunOptions options, const mocks::World& world) const {
  std::optional<Progress> progress;
  const auto write = [&](std::string_view text) {
    if (progress) progress->clear();
    session.out().write(text);
    if (session.out().reader_is_gone()) throw ClosedPipe();  // an execution may go on for ever
  };
  const auto report = report::run_report(session.options().format, program, {session.colors(), trace_}, write);
  Extras extras;
  if (graph_ || coverage_) extras.graph.emplace(program);
  if (page_) extras.page.emplace(program).start_with(options.variables);
  if (coverage_) extras.coverage.emplace(program, definition_);
  report::ProbeGroup probes({report->probe(), extras.graph ? &*extras.graph : nullptr, extras.page ? extras.page->probe() : nullptr,
                             extras.coverage ? &*extras.coverage : nullptr});
  report::SinkGroup sinks({report->sink(), extras.page ? extras.page->sink() : nullptr});
  const bool plain = !graph_ && !page_ && !coverage_;
  stop_runs_on_signals();
  try {
    sim::Simulation simulation(program, std::move(options), *world.oracle, *world.surroundings, plain ? report->sink() : &sinks,
                               plain ? report->probe() : &probes);
    progress.emplace(session, simulation);
    simulation.run_until();
    progress.reset();
    report->finish(simulation.result());
    write_extras(session, program, simulation.result(), extras);
    diag::Findings unused;
    world.report_unused(simulation.counters(), unused);
    if (mock_source_) print_findings(session, *mock_source_, unused);
    return simulation.result();
  } catch (const std::invalid_argument& error) {
    throw ToolError(error.what());
  } catch (const std::exception&) {
    report->stop();
    throw;
  }
}

// With --case, --state-machine may name the machine of the MockConfigFile.json instead of one of the template.
Definition Run::named_definition(Session& session, const LoadOptions& load) const {
  const auto source = session.open(definition_);
  if (!case_ || !state_machine_) return load_definition(source, load, state_machine_);
  const std::vector<Definition> all = load_definitions(source, load);
  const bool of_template = std::any_of(all.begin(), all.end(), [&](const Definition& one) { return one.logical_id == *state_machine_; });
  return load_definition(source, load, of_template ? state_machine_ : std::nullopt);
}

int Run::run(Session& session) {
  if (coverage_output_ && !coverage_) throw ToolError("--coverage-output needs --coverage FORMAT");
  const LoadOptions load{substitution_options_.read(session), "<stdin>", allow_outside_};
  const Definition definition = named_definition(session, load);
  validate(session, definition);
  const auto program = asl::build(definition.document, definition.root);
  DiskFiles files(load.substitutions, mocks_ ? std::vector{*mocks_} : std::vector<std::string>(), allow_outside_);
  if (no_validate_) files.run_any();
  const auto surrounding = world(session, *program, files);
  const auto told = [&](const sim::Unsupported& error) {
    const json::Document& document = error.definition ? *error.definition : *definition.document;
    const text::Span span = error.node == json::kNoNode ? text::Span{} : document.span(error.node);
    return place(document.source(), span) + ": " + error.what();
  };
  try {
    const sim::ExecutionResult result = execute(session, *program, options(session, definition, *surrounding), *surrounding);
    return result.status == sim::Status::Succeeded || result.stopped_after != nullptr ? kExitOk : kExitFindings;
  } catch (const sim::NotRunnable& error) {
    throw ToolError(told(error));
  } catch (const sim::Unsupported& error) {
    throw UnsupportedError(told(error));
  }
}

}  // namespace

std::unique_ptr<Command> make_run() {
  return std::make_unique<Run>();
}

}  // namespace sfn::cli

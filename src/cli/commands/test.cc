// sfnctl test: test suites and coverage.
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <charconv>
#include <map>

#include "cli/command.h"
#include "cli/definitions.h"
#include "cli/graphs.h"
#include "cli/mock_files.h"
#include "cli/rules.h"
#include "cli/signals.h"
#include "lint/linter.h"
#include "report/report.h"
#include "report/suite_runs.h"
#include "suite/runner.h"
#include "text/path.h"

namespace sfn::cli {
namespace {

constexpr unsigned kMaxJobs = 64;

class Test : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positionals("PATH", paths_, "suites, or folders searched for *.sfntest.json, *.sfntest.yaml, *.sfntest.yml (default: .)")
        .kind = ValueKind::File;
    arguments.option("--filter", "TEXT", filter_, "only cases whose name holds this text").kind = ValueKind::Case;
    arguments.option("--jobs,-j", "N", jobs_, "cases that run at the same time (default: one)");
    arguments.option("--coverage", "FORMAT", coverage_, "also report which parts of the definitions were run").choices = {"text", "json",
                                                                                                                          "lcov", "html"};
    arguments.output("--coverage-output", "FILE", coverage_output_,
                     "where to (default: standard output, instead of the results unless text)");
    arguments.output("--report", "FILE.html", page_, "also write the runs of all cases as one self-contained page");
    arguments.option("--unmocked", "WHAT", unmocked_, "what a task without a mock does").choices = {"fail", "echo", "null"};
    arguments.flag("--update", update_, "write snapshots instead of comparing with them");
    arguments.flag("--watch", watch_, "run again whenever a file below the folder changes");
    arguments.flag("--no-validate", no_validate_, "run even definitions that AWS would refuse");
    arguments.flag("--allow-outside", allow_outside_, "suites and mocks may name files outside of their folder");
    substitution_options_.declare(arguments);
  }
  std::vector<std::string> formats() const override {
    std::vector<std::string> names;
    for (const report::FormatInfo& format : report::suite_formats()) names.emplace_back(format.name);
    return names;
  }
  std::string_view description() const override {
    return "Runs test suites of state machines (their JSON Schema is schemas/suite.schema.json) and reports coverage. Exit code 1: a test "
           "failed or a threshold was "
           "missed.";
  }
  std::string_view examples() const override {
    return "  sfnctl test\n"
           "  sfnctl test orders.sfntest.json --filter declined --coverage text\n"
           "  sfnctl test --format junit -o results.xml\n"
           "  sfnctl test --coverage lcov --coverage-output coverage.info";
  }
  int run(Session& session) override;

 private:
  std::vector<std::string> suites() const;
  suite::RunnerOptions options() const;
  int once(Session& session, const std::vector<std::string>& paths);
  void write_coverage(Session& session, const report::ResultsReport& report) const;
  void write_page(Session& session, const suite::Results& results, report::SuiteRuns& runs) const;
  void write_snapshots(Session& session, const DiskFiles& files, const suite::Results& results) const;
  [[noreturn]] void watch(Session& session);

  std::vector<std::string> paths_;
  std::string filter_, unmocked_;
  std::optional<std::string> jobs_, coverage_, coverage_output_, page_;
  bool update_ = false, watch_ = false, no_validate_ = false, allow_outside_ = false;
  SubstitutionOptions substitution_options_;
};

bool is_suite(const std::string& path) {
  return ends_with_any(path, {".sfntest.json", ".sfntest.yaml", ".sfntest.yml"});
}

std::vector<std::string> Test::suites() const {
  std::vector<std::string> found;
  const std::vector<std::string> here = {"."};
  for (const std::string& named : paths_.empty() ? here : paths_) {
    for (const std::string& path : expand_or_keep(named)) {
      if (is_glob(path)) throw ToolError("no file matches " + path);
      if (!is_folder(path)) {
        found.push_back(path);
        continue;
      }
      for (std::string& file : files_below(path)) {
        if (is_suite(file)) found.push_back(std::move(file));
      }
    }
  }
  // Nothing tested is never a success: a misspelt path must not turn a pipeline green.
  if (found.empty()) throw ToolError("no test suite (*.sfntest.json, *.sfntest.yaml) found");
  return found;
}

diag::FileReport checked(const asl::Program& program) {
  diag::FileReport report;
  report.source = program.document->source_ptr();
  report.path = report.source->name();
  report.findings = lint::lint({program.document, program.root, nullptr}, {});
  return report;
}

suite::RunnerOptions Test::options() const {
  suite::RunnerOptions options;
  options.filter = filter_;
  options.update = update_;
  options.allow_outside = allow_outside_;
  if (!unmocked_.empty()) options.unmocked = mocks::unmocked_named(unmocked_);
  if (!no_validate_) options.validate = checked;
  if (jobs_) {
    const auto [end, error] = std::from_chars(jobs_->data(), jobs_->data() + jobs_->size(), options.jobs);
    if (error != std::errc() || end != jobs_->data() + jobs_->size() || options.jobs == 0 || options.jobs > kMaxJobs) {
      throw ToolError(fmt::format("--jobs: \"{}\" is not a number between 1 and {}", *jobs_, kMaxJobs));
    }
  }
  return options;
}

void Test::write_coverage(Session& session, const report::ResultsReport& report) const {
  if (!coverage_) return;
  const std::string text = report::render_coverage(*coverage_, report);
  if (coverage_output_) return write_file(*coverage_output_, text);
  session.out().write(text);
}

void Test::write_page(Session& session, const suite::Results& results, report::SuiteRuns& runs) const {
  const report::Page page = runs.page(results, page_picture);
  if (page.definitions[0].svg.empty() && !page.runs.empty()) session.warn("note: without Graphviz' dot the report has no pictures");
  write_file(*page_, report::page_html(page));
}

void Test::write_snapshots(Session& session, const DiskFiles& files, const suite::Results& results) const {
  for (const suite::SuiteResult& result : results.suites) {
    if (!result.snapshot_text) continue;
    files.check_written(result.snapshot_path);  // a link there may lead out of the folder
    write_file(result.snapshot_path, *result.snapshot_text);
    session.warn("wrote " + result.snapshot_path);
  }
}

int Test::once(Session& session, const std::vector<std::string>& paths) {
  DiskFiles files(substitution_options_.read(session), paths, allow_outside_);
  if (no_validate_) files.run_any();
  suite::RunnerOptions options = this->options();
  report::SuiteRuns runs(page_.has_value());
  const bool with_pictures = coverage_ && *coverage_ == "html";
  if (page_ || with_pictures) options.listen = runs.listener();
  const suite::Results results = suite::run_suites(paths, files, options);
  if (!filter_.empty() && results.cases() == 0 && results.passed()) throw ToolError(fmt::format("no case's name holds \"{}\"", filter_));
  report::ResultsReport report{results, session.colors(), session.options().verbose, session.options().quiet};
  if (with_pictures) report.pictures = runs.pictures(page_picture);
  const bool only_coverage = coverage_ && *coverage_ != "text" && !coverage_output_;  // one document on standard output
  if (!only_coverage) session.out().write(report::render(session.options().format, report));
  write_coverage(session, report);
  if (page_) write_page(session, results, runs);
  if (update_) write_snapshots(session, files, results);
  return results.exit_code();
}

// Times and sizes of everything below the watched folders.
std::map<std::string, std::pair<int64_t, int64_t>> state_of(const std::vector<std::string>& folders) {
  std::map<std::string, std::pair<int64_t, int64_t>> seen;
  for (const std::string& folder : folders) {
    for (const std::string& file : files_below(is_folder(folder) ? folder : text::folder_of(folder))) {
      struct stat info {};
      if (::stat(file.c_str(), &info) == 0) seen[file] = {info.st_mtim.tv_sec * 1000 + info.st_mtim.tv_nsec / 1000000, info.st_size};
    }
  }
  return seen;
}

void Test::watch(Session& session) {
  const std::vector<std::string> folders = paths_.empty() ? std::vector<std::string>{"."} : paths_;
  for (;;) {
    const auto before = state_of(folders);
    try {
      once(session, suites());
    } catch (const ToolError& error) {
      session.warn(std::string("sfnctl: ") + error.what());  // a file that is being written now
    }
    session.out().flush();
    session.warn("watching for changes; Ctrl-C ends");
    if (session.streams().out().reader_is_gone() || session.streams().err().reader_is_gone()) throw ClosedPipe();
    while (state_of(folders) == before) ::usleep(300'000);
  }
}

int Test::run(Session& session) {
  if (coverage_output_ && !coverage_) throw ToolError("--coverage-output needs --coverage FORMAT");
  if (watch_) watch(session);
  stop_runs_on_signals();
  return once(session, suites());
}

}  // namespace

std::unique_ptr<Command> make_test() {
  return std::make_unique<Test>();
}

}  // namespace sfn::cli

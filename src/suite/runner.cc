#include "suite/runner.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>

#include "suite/case_run.h"

namespace sfn::suite {
namespace {

class SuiteRunner {
 public:
  SuiteRunner(const std::string& path, const mocks::Files& files, const RunnerOptions& options)
      : path_(path),
        files_(files),
        options_(options),
        case_options_{options.unmocked, options.allow_outside, options.update, &options.listen} {}

  SuiteResult run() {
    out_.path = path_;
    const auto suite = load();
    if (!suite || !may_run(*suite)) return std::move(out_);
    out_.thresholds = suite->thresholds;
    choose(*suite);
    runs_.resize(chosen_.size());
    run_all(*suite);
    collect(*suite);
    return std::move(out_);
  }

 private:
  std::unique_ptr<Suite> load() {
    try {
      out_.source = files_.document(path_)->source_ptr();
      auto suite = read_suite(path_, files_, {options_.allow_outside}, out_.findings, out_.other_files);
      if (!suite && !out_.findings.any_at_least(diag::Severity::Error)) fail("the base mocks have errors");
      if (suite) out_.source = suite->document->source_ptr(), snapshots_ = Snapshots::read(snapshot_path_of(path_), files_);
      return suite;
    } catch (const mocks::Unusable& error) {
      if (error.source) out_.source = error.source;
      fail(error.source ? error.reason : error.what(), error.span);
      return nullptr;
    }
  }

  /// A finding about the suite as a whole.
  void fail(std::string message, text::Span span = {}) {
    diag::Finding finding;
    finding.span = span;
    finding.rule = info(mocks::Rule::File).name;
    finding.message = std::move(message);
    out_.findings.add(std::move(finding));
  }

  bool may_run(const Suite& suite) {
    if (!options_.validate) return true;
    diag::FileReport report = options_.validate(*suite.program);
    const size_t errors = report.findings.count(diag::Severity::Error);
    if (errors == 0) return true;
    report.path = suite.definition_path;
    out_.other_files.push_back(std::move(report));
    const json::NodeId node = suite.document->find(json::Document::root(), "definition");
    mocks::Checker(*suite.document, out_.findings)
        .report(mocks::Rule::File, node, fmt::format("the definition has {} error{}", errors, errors == 1 ? "" : "s"));
    return false;
  }

  void choose(const Suite& suite) {
    for (size_t i = 0; i < suite.cases.size(); ++i) {
      if (suite.cases[i].name.find(options_.filter) != std::string::npos) chosen_.push_back(i);
    }
  }

  void run_all(const Suite& suite) {
    const size_t most = chosen_.size() / kCasesPerThread;
    const size_t threads = std::clamp<size_t>(options_.jobs, 1, std::max<size_t>(most, 1));
    coverages_.resize(threads);
    errors_.resize(threads);
    std::vector<std::thread> others;
    for (size_t i = 1; i < threads; ++i) others.emplace_back([this, i] { run_elsewhere(i); });
    run_some(suite, 0);
    for (std::thread& thread : others) thread.join();
    for (const std::exception_ptr& error : errors_) {
      if (error) std::rethrow_exception(error);
    }
  }

  void run_elsewhere(size_t worker) {
    try {
      diag::Findings findings;
      std::vector<diag::FileReport> files;
      const auto suite = read_suite(path_, files_, {options_.allow_outside}, findings, files);
      if (suite) run_some(*suite, worker);
    } catch (...) {
      errors_[worker] = std::current_exception();
    }
    json::release_thread_caches();
  }

  void run_some(const Suite& suite, size_t worker) {
    try {
      CoverageProbe coverage(*suite.program, suite.definition_path);
      for (size_t at = next_++; at < chosen_.size(); at = next_++) {
        runs_[at] = run_case(suite, suite.cases[chosen_[at]], files_, case_options_, snapshots_, coverage);
      }
      coverages_[worker] = coverage.coverage();
    } catch (...) {
      errors_[worker] = std::current_exception();
    }
  }

  void collect(const Suite& suite) {
    std::set<ResponseId> used;
    Snapshots snapshots = options_.filter.empty() ? Snapshots() : snapshots_;
    for (CaseRun& run : runs_) {
      used.merge(run.used);
      const std::string* old = snapshots_.find(run.result.name);
      if (run.snapshot)
        snapshots.set(run.result.name, std::move(*run.snapshot));
      else if (old != nullptr && run.result.outcome == Outcome::Skipped)
        snapshots.set(run.result.name, *old);
      out_.cases.push_back(std::move(run.result));
    }
    if (options_.update && !(snapshots == snapshots_)) out_.snapshot_text = snapshots.text(), out_.snapshot_path = snapshot_path_of(path_);
    for (Coverage& coverage : coverages_) {
      if (!out_.coverage)
        out_.coverage = std::move(coverage);
      else
        out_.coverage->merge(coverage);
    }
    if (!options_.filter.empty()) return;
    out_.shortfalls = shortfalls(*out_.coverage, suite.thresholds);
    if (out_.count(Outcome::Passed) == out_.cases.size()) report_unused(suite, used);
  }

  /// Over all cases together: a response of the base that one case uses is used. Only said when all passed: a failure has other reasons.
  void report_unused(const Suite& suite, std::set<ResponseId>& used) {
    for (const SuiteCase& test : suite.cases) {
      for (const auto* lists : {&test.mocks.states, &test.mocks.resources}) {
        for (const mocks::ResponseList& list : *lists) report_unused(suite, list, used);
      }
    }
  }

  void report_unused(const Suite& suite, const mocks::ResponseList& list, std::set<ResponseId>& used) {
    for (const mocks::Response& response : list.responses) {
      if (!used.emplace(list.document->source().name(), response.node).second) continue;  // used, or said already
      diag::Findings& findings = list.document == suite.document ? out_.findings : other_findings(*list.document);
      mocks::Checker(*list.document, findings)
          .report(mocks::Rule::Unused, response.node, fmt::format("no case used this response of \"{}\"", list.name));
    }
  }

  diag::Findings& other_findings(const json::Document& document) {
    for (diag::FileReport& report : out_.other_files) {
      if (report.source && report.source->name() == document.source().name()) return report.findings;
    }
    out_.other_files.push_back({document.source().name(), document.source_ptr(), {}});
    return out_.other_files.back().findings;
  }

  const std::string& path_;
  const mocks::Files& files_;
  const RunnerOptions& options_;
  CaseOptions case_options_;
  SuiteResult out_;
  Snapshots snapshots_;
  std::vector<size_t> chosen_;
  std::vector<CaseRun> runs_;  // one a chosen case
  std::atomic<size_t> next_{0};
  std::vector<Coverage> coverages_;
  std::vector<std::exception_ptr> errors_;
};

}  // namespace

SuiteResult run_suite(const std::string& path, const mocks::Files& files, const RunnerOptions& options) {
  return SuiteRunner(path, files, options).run();
}

Results run_suites(const std::vector<std::string>& paths, const mocks::Files& files, const RunnerOptions& options) {
  Results out;
  for (const std::string& path : paths) {
    SuiteResult result = run_suite(path, files, options);
    if (result.coverage) {
      const auto added = [&](Coverage& known) { return known.merge(*result.coverage); };
      if (std::none_of(out.coverage.begin(), out.coverage.end(), added)) out.coverage.push_back(*result.coverage);
    }
    out.suites.push_back(std::move(result));
  }
  return out;
}

}  // namespace sfn::suite

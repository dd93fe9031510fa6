#include "report/suite_runs.h"

#include <fmt/format.h>

#include "report/listeners.h"

namespace sfn::report {

/// Hears one case, and hands its record over at the end.
class SuiteListener final : public suite::CaseListener {
 public:
  SuiteListener(SuiteRuns& runs, const asl::Program& program, size_t definition, SuiteRuns::CaseKey key)
      : runs_(runs), recorder_(program), definition_(definition), key_(std::move(key)) {}

  sim::Probe* probe(sim::Probe& own) override {
    group_ = std::make_unique<ProbeGroup>(std::vector<sim::Probe*>{&own, recorder_.probe()});
    return group_.get();
  }
  sim::HistorySink* sink() override { return recorder_.sink(); }
  void ended(const sim::ExecutionResult* result) override {
    runs_.add(key_, definition_, result == nullptr ? recorder_.stop() : recorder_.finish(*result));
  }

 private:
  SuiteRuns& runs_;
  RunRecorder recorder_;
  size_t definition_;
  SuiteRuns::CaseKey key_;
  std::unique_ptr<ProbeGroup> group_;
};

suite::MakeListener SuiteRuns::listener() {
  return [this](const asl::Program& program, const std::string& definition_path, const std::string& suite_path, text::Span case_name) {
    const size_t definition = definition_number(program, definition_path);
    const std::lock_guard lock(mutex_);
    definition_of_suite_.emplace(suite_path, definition);
    return std::make_unique<SuiteListener>(*this, program, definition, CaseKey(suite_path, case_name.begin));
  };
}

size_t SuiteRuns::definition_number(const asl::Program& program, const std::string& path) {
  const std::lock_guard lock(mutex_);
  for (size_t i = 0; i < definitions_.size(); ++i) {
    if (definitions_[i].page.path == path && definitions_[i].page.states.size() == program.states.size()) return i;
  }
  definitions_.push_back({page_definition(program, path), graph::build(program)});
  definitions_.back().graph.title = path;
  definitions_.back().graph.has_run = true;
  return definitions_.size() - 1;
}

void SuiteRuns::add(const CaseKey& key, size_t definition, RunRecord record) {
  const std::lock_guard lock(mutex_);
  graph::Graph& graph = definitions_[definition].graph;
  for (const RunRecord::NodeCounts& counts : record.nodes) {
    graph::Node& node = graph.nodes[counts.node];
    node.entered += counts.entered;
    node.failed += counts.failed;
    node.retried += counts.retried;
    node.caught += counts.caught;
  }
  for (size_t i = 0; i < record.edges.size() && i < graph.edges.size(); ++i) graph.edges[i].taken += record.edges[i];
  if (keeps_records_) records_[key] = {definition, std::move(record)};
}

std::map<std::string, std::string> SuiteRuns::pictures(const Draw& draw) const {
  std::map<std::string, std::string> out;
  for (size_t i = 0; i < definitions_.size(); ++i) out.emplace(definitions_[i].page.path, draw(definitions_[i].graph, prefix_of(i)));
  return out;
}

Page SuiteRuns::page(const suite::Results& results, const Draw& draw) {
  Page page;
  page.title = fmt::format("{} of {} test cases passed", results.count(suite::Outcome::Passed), results.cases());
  for (size_t i = 0; i < definitions_.size(); ++i) {
    graph::Graph plain = definitions_[i].graph;
    plain.has_run = false;  // which states a case came through is shown by the page itself
    definitions_[i].page.svg = draw(plain, prefix_of(i));
    page.definitions.push_back(definitions_[i].page);
  }
  if (page.definitions.empty()) page.definitions.emplace_back();
  for (const suite::SuiteResult& suite : results.suites) {
    for (const suite::CaseResult& result : suite.cases) {
      PageRun run;
      run.title = results.suites.size() == 1 ? result.name : fmt::format("{}: {}", suite.path, result.name);
      run.outcome = std::string(suite::name_of(result.outcome));
      run.problems = problems_of(result);
      if (const auto found = definition_of_suite_.find(suite.path); found != definition_of_suite_.end()) run.definition = found->second;
      if (const auto found = records_.find({suite.path, result.span.begin}); found != records_.end()) {
        run.definition = found->second.definition;
        run.record = std::move(found->second.record);
      }
      page.runs.push_back(std::move(run));
    }
  }
  return page;
}

}  // namespace sfn::report

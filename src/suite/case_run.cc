#include "suite/case_run.h"

#include <fmt/format.h>

#include "json/reader.h"
#include "json/writer.h"
#include "mocks/world.h"
#include "sim/simulator.h"

namespace sfn::suite {
namespace {

json::Value merged_context(const json::Value& base, const json::Value& own) {
  if (!base.is_object() || !own.is_object()) return own.is_undefined() ? base : own;
  json::Value out = base;
  for (const json::Member member : own.members()) out.set(member.key, merged_context(base.get(member.key), member.value));
  return out;
}

/// "orders.asl.json:14:5: …": where in the definition something is that sfnctl does not support.
std::string place_of(const Suite& suite, const sim::Unsupported& error) {
  if (error.node == json::kNoNode) return error.what();
  const json::Document& document = error.definition ? *error.definition : *suite.program->document;
  const text::Location at = document.source().outermost(document.span(error.node));
  const text::SourceFile& file = at.file ? *at.file : document.source();
  const text::Position position = file.position(at.file ? at.span.begin : document.span(error.node).begin);
  const std::string& path = &document == suite.program->document.get() ? suite.definition_path : document.source().name();
  return fmt::format("{}:{}:{}: {}", path, position.line, position.column, error.what());
}

class CaseRunner {
 public:
  CaseRunner(const Suite& suite, const SuiteCase& test, const mocks::Files& files, const CaseOptions& options, const Snapshots& snapshots)
      : suite_(suite), test_(test), files_(files), options_(options), snapshots_(snapshots) {
    out_.result.name = test.name;
    out_.result.span = suite.document->span(test.name_node);
  }

  CaseRun run(CoverageProbe& coverage) {
    if (test_.skipped) return stop(Outcome::Skipped, test_.skip_reason);
    const auto world = make_world();
    if (!world) return std::move(out_);
    Recorder recorder(*suite_.program, &coverage);
    try {
      execute(*world, recorder);
    } catch (const sim::NoAnswer& error) {
      stop(Outcome::Error, error.what());
    } catch (const sim::NotRunnable& error) {
      stop(Outcome::Error, place_of(suite_, error));
    } catch (const sim::Unsupported& error) {
      stop(Outcome::Unsupported, place_of(suite_, error));
    } catch (const sim::LimitReached& error) {
      stop(Outcome::Error, error.what());
    } catch (const json::HeightExceeded& error) {
      stop(Outcome::Error, error.what());
    }
    if (listener_ && !ended_) listener_->ended(nullptr);
    if (out_.result.outcome != Outcome::Passed) out_.result.transitions = recorder.transitions();
    return std::move(out_);
  }

 private:
  CaseRun stop(Outcome outcome, std::string message) {
    out_.result.outcome = outcome;
    out_.result.message = std::move(message);
    return out_;
  }

  std::unique_ptr<mocks::World> make_world() {
    mocks::WorldOptions options;
    options.program = suite_.program.get();
    options.path = suite_.mocks_path;
    options.unmocked = options_.unmocked;
    options.allow_outside = options_.allow_outside;
    diag::Findings findings;
    auto world = mocks::make_world(test_.mocks, options, files_, findings);
    if (!findings.any_at_least(diag::Severity::Error)) return world;
    stop(Outcome::Error, findings.list().front().message);
    return nullptr;
  }

  void execute(const mocks::World& world, Recorder& recorder) {
    sim::RunOptions options = test_.options;
    options.context = merged_context(world.context(), options.context);
    if (options_.listen != nullptr && *options_.listen)
      listener_ = (*options_.listen)(*suite_.program, suite_.definition_path, suite_.path, out_.result.span);
    sim::Simulation simulation(*suite_.program, std::move(options), *world.oracle, *world.surroundings,
                               listener_ ? listener_->sink() : nullptr, listener_ ? listener_->probe(recorder) : &recorder);
    try {
      simulation.run_until();
    } catch (...) {
      note_used(world, simulation.counters());
      throw;
    }
    note_used(world, simulation.counters());
    take(simulation.result());
    if (listener_) listener_->ended(&simulation.result());
    ended_ = true;
    compare(test_.expect, simulation.result(), recorder, *suite_.document, out_.result);
    if (test_.snapshot) compare_snapshot(snapshot_of(simulation.result(), recorder));
    if (!out_.result.differences.empty()) out_.result.outcome = Outcome::Failed;
  }

  void note_used(const mocks::World& world, std::span<const uint32_t> counters) {
    for (uint32_t i = 0; i < world.mock_oracle->response_count() && i < counters.size(); ++i) {
      if (counters[i] == 0) continue;
      out_.used.emplace(world.mock_oracle->list_of(i)->document->source().name(), world.mock_oracle->response(i)->node);
    }
  }

  void take(const sim::ExecutionResult& result) {
    out_.result.status = std::string(sim::name_of(result.status));
    if (!result.output.value.is_undefined()) out_.result.output = sim::text_of(result.output);
    out_.result.error = result.error;
    out_.result.cause = result.cause;
    out_.result.duration_millis = result.stop - result.start;
  }

  void compare_snapshot(const json::Value& actual) {
    out_.snapshot = json::to_json(actual);
    const std::string* stored = snapshots_.find(test_.name);
    if (options_.update) {
      out_.result.snapshot_written = stored == nullptr || *stored != *out_.snapshot;
      return;
    }
    if (stored == nullptr) {
      out_.result.differences.push_back({"snapshot", "", "a stored snapshot (write it with --update)", "", true, out_.result.span});
      return;
    }
    mocks::Pattern pattern;
    pattern.kind = mocks::Pattern::Kind::Exact;
    pattern.value = *json::parse_json(*stored);
    for (mocks::Misfit& misfit : mocks::Matcher().misfits(pattern, actual)) {
      out_.result.differences.push_back(
          {"snapshot", std::move(misfit.pointer), std::move(misfit.expected), std::move(misfit.actual), misfit.absent, out_.result.span});
    }
  }

  const Suite& suite_;
  const SuiteCase& test_;
  const mocks::Files& files_;
  const CaseOptions& options_;
  const Snapshots& snapshots_;
  std::unique_ptr<CaseListener> listener_;
  bool ended_ = false;
  CaseRun out_;
};

}  // namespace

CaseRun run_case(const Suite& suite, const SuiteCase& test, const mocks::Files& files, const CaseOptions& options,
                 const Snapshots& snapshots, CoverageProbe& coverage) {
  return CaseRunner(suite, test, files, options, snapshots).run(coverage);
}

}  // namespace sfn::suite

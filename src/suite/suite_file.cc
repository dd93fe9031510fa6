#include "suite/suite_file.h"

#include <fmt/format.h>

#include <array>
#include <set>

#include "mocks/test_state_mocks.h"
#include "mocks/world.h"
#include "text/path.h"
#include "text/timestamp.h"

namespace sfn::suite {
namespace {

using mocks::Checker;
using mocks::Rule;

constexpr std::array<std::string_view, 9> kSuiteKeys{"$schema", "version", "definition", "stateMachine", "mocks",
                                                     "type",    "cases",   "coverage",   "comment"};
constexpr std::array<std::string_view, 16> kCaseKeys{"name",     "comment", "input", "inputFile",     "mocks", "expect",
                                                     "snapshot", "skip",    "type",  "executionName", "vars",  "context",
                                                     "from",     "to",      "seed",  "startTime"};
constexpr std::array<std::string_view, 2> kTypes{"standard", "express"};

/// "mocks.json#HappyPath" is a file and a test case in it; without one the case is empty.
std::pair<std::string, std::string> split_case(const std::string& named) {
  for (const std::string_view ending : {".json#", ".yaml#", ".yml#"}) {
    const size_t at = named.find(ending);
    if (at == std::string::npos) continue;
    const size_t hash = at + ending.size() - 1;
    return {named.substr(0, hash), named.substr(hash + 1)};
  }
  return {named, ""};
}

class SuiteReader {
 public:
  SuiteReader(const std::string& path, const mocks::Files& files, const SuiteOptions& options, diag::Findings& findings,
              std::vector<diag::FileReport>& others)
      : files_(files),
        options_(options),
        others_(others),
        suite_(std::make_unique<Suite>()),
        document_(*load(path)),
        checker_(document_, findings, {Rule::SuiteShape, Rule::SuiteUnknownKey}),
        findings_(findings) {}

  std::unique_ptr<Suite> read() {
    const json::NodeId root = json::Document::root();
    if (!checker_.object(root, "a test suite")) return nullptr;
    checker_.keys(root, kSuiteKeys, "a test suite");
    (void)checker_.string(root, "$schema");
    (void)checker_.string(root, "comment");
    read_version();
    if (!read_definition()) return nullptr;
    read_base();
    defaults_.express = read_type(root).value_or(false);
    read_thresholds();
    read_cases();
    if (findings_.any_at_least(diag::Severity::Error) || broken_) return nullptr;
    return std::move(suite_);
  }

 private:
  const json::Document* load(const std::string& path) {
    suite_->path = path;
    suite_->document = files_.document(path);
    return suite_->document.get();
  }

  /// A path that stands at `node`, as seen from the working directory; one that leads out of the suite's folder is reported.
  std::optional<std::string> path_at(json::NodeId node, std::string_view path) const {
    if (options_.allow_outside || mocks::stays_inside(path)) return text::join_path(text::folder_of(suite_->path), path);
    checker_.report(Rule::File, node, fmt::format("\"{}\" lies outside of the folder of this file", path)).help =
        "--allow-outside permits it";
    return std::nullopt;
  }

  void read_version() {
    const json::NodeId node = document_.find(json::Document::root(), "version");
    if (node == json::kNoNode || (document_.is_number(node) && document_.text(node) == "1")) return;
    checker_.report(Rule::Version, node, "the only version of test suites is 1");
  }

  bool read_definition() {
    const json::NodeId root = json::Document::root();
    const auto path = checker_.string(root, "definition");
    if (!path) {
      if (document_.find(root, "definition") == json::kNoNode)
        checker_.report(Rule::SuiteShape, root, "a test suite needs a \"definition\"");
      return false;
    }
    const auto definition = path_at(document_.find(root, "definition"), *path);
    if (!definition) return false;
    suite_->definition_path = *definition;
    state_machine_ = std::string(checker_.string(root, "stateMachine").value_or(""));
    try {
      suite_->program = files_.program(suite_->definition_path, state_machine_);
      return true;
    } catch (const mocks::Unusable& error) {
      checker_.report(Rule::File, document_.find(root, "definition"), error.what());
      return false;
    }
  }

  mocks::ReadOptions read_options(const std::string& path) const {
    return {suite_->program.get(), text::folder_of(path), options_.allow_outside};
  }

  void read_base() {
    suite_->mocks_path = suite_->path;
    const json::NodeId node = document_.find(json::Document::root(), "mocks");
    if (node != json::kNoNode) base_ = read_mocks(node, &suite_->mocks_path);
  }

  /// A mock file in place, or the path of one. `path` gets what files that it names are relative to.
  mocks::MockFile read_mocks(json::NodeId node, std::string* path) {
    if (document_.is_object(node)) return read_mock_file(suite_->document, node, read_options(suite_->path), findings_);
    const auto file = checker_.string_at(node, "\"mocks\" (a mock file, or its path)");
    if (!file) return {};
    const auto joined = path_at(node, *file);
    if (!joined) return {};
    if (path != nullptr) *path = split_case(*joined).first;
    try {
      return read_other(*joined);
    } catch (const mocks::Unusable& error) {
      checker_.report(Rule::File, node, error.what());
      return {};
    }
  }

  /// In any of the three shapes. A MockConfigFile's case is told behind its path as Step Functions Local does it: "mocks.json#HappyPath".
  mocks::MockFile read_other(const std::string& named) {
    const auto [path, test_case] = split_case(named);
    const auto document = files_.document(path);
    diag::FileReport report{path, document->source_ptr(), {}};
    mocks::MockFile file = read_shape(document, path, test_case, report.findings);
    broken_ = broken_ || report.findings.any_at_least(diag::Severity::Error);
    if (!report.findings.empty()) others_.push_back(std::move(report));
    return file;
  }

  mocks::MockFile read_shape(const std::shared_ptr<const json::Document>& document, const std::string& path, const std::string& test_case,
                             diag::Findings& findings) const {
    switch (mocks::shape_of(*document)) {
      case mocks::Shape::MockFile:
        if (!test_case.empty()) throw mocks::Unusable(fmt::format("{} is no MockConfigFile: it has no case \"{}\"", path, test_case));
        return read_mock_file(document, json::Document::root(), read_options(path), findings);
      case mocks::Shape::TestStateMocks: return read_test_state_mocks(document, read_options(path), findings);
      case mocks::Shape::ConfigFile: break;
    }
    const std::string stem = suite_->definition_path.substr(suite_->definition_path.rfind('/') + 1);
    const mocks::CaseChoice choice{"", {state_machine_, stem.substr(0, stem.find('.'))}, test_case, "stateMachine", path + "#CASE"};
    const auto chosen = mocks::read_config_case(document, choice, suite_->program.get(), findings);
    return chosen ? mock_file_of(*chosen) : mocks::MockFile();
  }

  std::optional<bool> read_type(json::NodeId object) {
    const auto type = checker_.string(object, "type");
    if (!type) return std::nullopt;
    if (*type == "standard" || *type == "express") return *type == "express";
    Checker::suggest(checker_.report(Rule::SuiteShape, document_.find(object, "type"), "\"type\" is standard or express"), *type, kTypes);
    return std::nullopt;
  }

  void read_thresholds() {
    const json::NodeId node = document_.find(json::Document::root(), "coverage");
    if (node == json::kNoNode || !checker_.object(node, "\"coverage\"")) return;
    std::vector<std::string_view> known;
    for (size_t i = 0; i < kCategories; ++i) known.push_back(name_of(static_cast<Category>(i)));
    checker_.keys(node, known, "\"coverage\"");
    for (size_t i = 0; i < kCategories; ++i) {
      const auto percent = checker_.number(node, known[i]);
      if (!percent) continue;
      if (*percent >= 0 && *percent <= 100)
        suite_->thresholds[i] = *percent;
      else
        checker_.report(Rule::SuiteShape, document_.find(node, known[i]), "a threshold is a percentage from 0 to 100");
    }
  }

  void read_cases() {
    const json::NodeId node = document_.find(json::Document::root(), "cases");
    if (node == json::kNoNode) {
      checker_.report(Rule::SuiteShape, json::Document::root(), "a test suite needs \"cases\"");
    } else if (checker_.array(node, "\"cases\"")) {
      for (const json::NodeId item : document_.children(node)) read_case(item);
    }
  }

  void read_case(json::NodeId node) {
    if (!checker_.object(node, "a case")) return;
    checker_.keys(node, kCaseKeys, "a case");
    SuiteCase out;
    out.node = node;
    if (!read_name(node, out)) return;
    read_input(node, out);
    read_run_options(node, out);
    const json::NodeId own = document_.find(node, "mocks");
    out.mocks = own == json::kNoNode ? base_ : laid_over(base_, read_mocks(own, nullptr));
    const json::NodeId expect = document_.find(node, "expect");
    out.expect = read_expectation(checker_, expect, *suite_->program);
    out.snapshot = checker_.boolean(node, "snapshot").value_or(false) ||
                   (document_.is_object(expect) && checker_.boolean(expect, "snapshot").value_or(false));
    read_skip(node, out);
    (void)checker_.string(node, "comment");
    suite_->cases.push_back(std::move(out));
  }

  bool read_name(json::NodeId node, SuiteCase& out) {
    const auto name = checker_.string(node, "name");
    out.name_node = document_.find(node, "name");
    if (out.name_node == json::kNoNode || (name && name->empty())) checker_.report(Rule::SuiteShape, node, "a case needs a \"name\"");
    if (!name || name->empty()) return false;
    out.name = std::string(*name);
    if (names_.insert(out.name).second) return true;
    checker_.report(Rule::SuiteDuplicateName, out.name_node, fmt::format("another case is named \"{}\"", out.name));
    return false;
  }

  void read_input(json::NodeId node, SuiteCase& out) {
    const json::NodeId input = document_.find(node, "input");
    out.options.input.value = input == json::kNoNode ? json::Value::empty_object() : document_.value(input);
    const auto file = checker_.string(node, "inputFile");
    if (!file) return;
    const json::NodeId file_node = document_.find(node, "inputFile");
    if (input != json::kNoNode)
      checker_.report_name(Rule::SuiteContradiction, file_node, "a case has \"input\" or \"inputFile\", not both");
    const auto path = path_at(file_node, *file);
    if (!path) return;
    try {
      const auto document = files_.document(*path);
      out.options.input.value = document->value(json::Document::root());
    } catch (const mocks::Unusable& error) {
      checker_.report(Rule::File, file_node, error.what());
    }
  }

  void read_run_options(json::NodeId node, SuiteCase& out) {
    out.options.express = read_type(node).value_or(defaults_.express);
    out.options.name = std::string(checker_.string(node, "executionName").value_or(""));
    out.options.variables = object(node, "vars");
    out.options.context = object(node, "context");
    out.options.from_state = machine_state(node, "from");
    out.options.to_state = machine_state(node, "to");
    const json::NodeId seed = document_.find(node, "seed");
    if (seed != json::kNoNode) out.options.seed = checker_.whole(seed, "\"seed\"", 0, UINT32_MAX).value_or(1);
    const auto start = checker_.string(node, "startTime");
    if (!start) return;
    const auto instant = text::parse_timestamp(*start, text::TimestampForm::Rfc3339);
    if (instant)
      out.options.start_time = instant->milliseconds();
    else
      checker_.report(Rule::SuiteShape, document_.find(node, "startTime"), "\"startTime\" is an RFC 3339 timestamp");
  }

  json::Value object(json::NodeId node, std::string_view key) {
    const json::NodeId member = document_.find(node, key);
    if (member == json::kNoNode || !checker_.object(member, fmt::format("\"{}\"", key))) return {};
    return document_.value(member);
  }

  /// A state of the machine itself, where a run may start or stop.
  std::string machine_state(json::NodeId node, std::string_view key) {
    const auto name = checker_.string(node, key);
    if (!name) return {};
    const auto& states = suite_->program->machine().by_name;
    if (states.count(*name) != 0) return std::string(*name);
    std::vector<std::string_view> known;
    for (const auto& [state, id] : states) known.push_back(state);
    Checker::suggest(
        checker_.report(Rule::SuiteUnknownState, document_.find(node, key), fmt::format("the machine has no state \"{}\"", *name)), *name,
        known);
    return {};
  }

  void read_skip(json::NodeId node, SuiteCase& out) {
    const json::NodeId skip = document_.find(node, "skip");
    if (skip == json::kNoNode) return;
    out.skipped = document_.is_string(skip) || document_.kind(skip) == json::NodeKind::True;
    if (document_.is_string(skip))
      out.skip_reason = std::string(document_.text(skip));
    else if (!document_.is_boolean(skip))
      checker_.report(Rule::SuiteShape, skip, "\"skip\" is true, false or a reason");
  }

  const mocks::Files& files_;
  const SuiteOptions& options_;
  std::vector<diag::FileReport>& others_;
  std::unique_ptr<Suite> suite_;
  const json::Document& document_;
  Checker checker_;
  diag::Findings& findings_;
  mocks::MockFile base_;
  sim::RunOptions defaults_;
  std::set<std::string> names_;
  std::string state_machine_;
  bool broken_ = false;
};

}  // namespace

std::unique_ptr<Suite> read_suite(const std::string& path, const mocks::Files& files, const SuiteOptions& options, diag::Findings& findings,
                                  std::vector<diag::FileReport>& others) {
  return SuiteReader(path, files, options, findings, others).read();
}

}  // namespace sfn::suite

// sfnctl validate: the linter over files, folders, templates and standard input.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <thread>
#include <unordered_set>

#include "cli/command.h"
#include "cli/definitions.h"
#include "cli/filter.h"
#include "cli/rules.h"
#include "cli/sources.h"
#include "cli/version.h"
#include "lint/linter.h"
#include "lint/rule.h"
#include "report/report.h"
#include "schema/validate.h"

namespace sfn::cli {
namespace {

constexpr size_t kMaxJobs = 64;

/// Why a file, or one machine of a template, could not be checked; the others are.
struct Problem {
  std::string message;
  int exit_code = kExitUsage;
};

struct Checked {
  std::vector<diag::FileReport> reports;
  std::vector<Problem> problems;
  std::vector<std::string> empty;  ///< templates without a state machine
};

class Validate : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positionals("PATH", paths_, "files, folders (searched for *.asl.json, *.asl.yaml, *.asl.yml and templates) or - (default: .)")
        .kind = ValueKind::Definition;
    arguments.option("--type", "TYPE", type_, "what the definition is for (default: the template's type, else standard)").choices = {
        "standard", "express"};
    arguments.option("--fail-on", "LEVEL", fail_on_, "lowest severity that makes the exit code 1").choices = {"error", "warning", "info",
                                                                                                              "never"};
    arguments.list("--select", "RULE,…", select_, "only these rules").kind = ValueKind::Rule;
    arguments.list("--ignore", "RULE,…", ignore_, "not these rules").kind = ValueKind::Rule;
    arguments.list("--severity", "RULE=LEVEL", severities_, "another severity for a rule: error, warning, info, off").kind =
        ValueKind::Rule;
    arguments.option("--schema", "FILE", schema_, "a JSON Schema of your own that definitions must satisfy besides").kind = ValueKind::File;
    arguments.option("--baseline", "FILE", baseline_, "report only what this earlier --format json report does not hold").kind =
        ValueKind::File;
    arguments.option("--stdin-filename", "NAME", stdin_name_, "what standard input is called in the report");
    arguments.option("--jobs,-j", "N", jobs_, "files checked at the same time (default: one)");
    arguments.flag("--allow-outside", allow_outside_, "follow a template's DefinitionUri out of the template's folder");
    substitution_options_.declare(arguments);
  }
  std::vector<std::string> formats() const override {
    std::vector<std::string> names;
    for (const report::FormatInfo& format : report::findings_formats()) names.emplace_back(format.name);
    return names;
  }
  std::string_view description() const override {
    return "Checks state machine definitions: JSON and YAML, and machines inside CloudFormation and SAM templates. An error is what AWS "
           "refuses,\n"
           "a warning what AWS accepts but is or will be a bug. sfnctl explain RULE tells more about a finding.";
  }
  std::string_view examples() const override {
    return "  sfnctl validate orders.asl.json                 one file\n"
           "  sfnctl validate                                 everything below this folder\n"
           "  sfnctl validate --format sarif -o out.sarif .   for code scanning\n"
           "  sfnctl validate - < orders.asl.json             standard input\n"
           "  sfnctl validate --fail-on warning --ignore unused-variable .";
  }
  int run(Session& session) override;

 private:
  lint::Options lint_options(Session& session) const;
  std::vector<std::string> files(Session& session) const;
  std::optional<schema::Schema> house_schema() const;
  void check_file(Session& session, const std::string& path, const lint::Options& options, Checked& out) const;
  diag::FileReport check(const Definition& definition, lint::Options options) const;
  Checked check_all(Session& session, const std::vector<std::string>& paths) const;
  size_t jobs() const;
  void hide_known(Session& session, std::vector<diag::FileReport>& files) const;

  std::vector<std::string> paths_, select_, ignore_, severities_;
  std::optional<std::string> type_, schema_, baseline_, jobs_, fail_on_;
  std::string stdin_name_ = "<stdin>";
  bool allow_outside_ = false;
  SubstitutionOptions substitution_options_;
  GivenSubstitutions substitutions_;
  lint::Options options_;
  std::string house_path_;
  std::optional<std::string> house_text_;
};

std::vector<std::string> split_commas(const std::vector<std::string>& lists) {
  std::vector<std::string> words;
  for (const std::string& list : lists) {
    for (size_t at = 0; at <= list.size();) {
      const size_t comma = std::min(list.find(',', at), list.size());
      if (comma > at) words.push_back(list.substr(at, comma - at));
      at = comma + 1;
    }
  }
  return words;
}

diag::Severity severity_of(const std::string& level, const std::string& where) {
  const auto severity = diag::severity_named(level);
  if (!severity) throw ToolError(fmt::format("{}: \"{}\" is not one of error, warning, info, off", where, level));
  return *severity;
}

lint::Options Validate::lint_options(Session& session) const {
  lint::Options options;
  const std::string type = type_.value_or(session.config().type.value_or("standard"));
  options.type = type == "express" ? lint::MachineType::Express : lint::MachineType::Standard;
  options.select = split_commas(select_);
  options.ignore = split_commas(ignore_);
  for (const auto& [rule, level] : session.config().rules) options.severities[rule] = severity_of(level, session.config().path);
  for (const std::string& pair : split_commas(severities_)) {
    const size_t equals = pair.find('=');
    if (equals == std::string::npos) throw ToolError(fmt::format("--severity: \"{}\" is not RULE=LEVEL", pair));
    options.severities[pair.substr(0, equals)] = severity_of(pair.substr(equals + 1), "--severity");
  }
  for (const std::string& name : lint::unknown_rules(options)) throw ToolError(unknown_rule(name));
  for (const Ignore& entry : session.config().ignore) {
    if (!entry.rule.empty() && lint::find_rule(entry.rule) == nullptr)
      throw ToolError(session.config().path + ": " + unknown_rule(entry.rule));
  }
  return options;
}

bool holds_machine(const std::string& path) {
  if (!ends_with_any(path, {".json", ".yaml", ".yml", ".template"})) return false;
  const std::string bytes = glance_at(path);
  return bytes.find("AWS::StepFunctions::StateMachine") != std::string::npos ||
         bytes.find("AWS::Serverless::StateMachine") != std::string::npos;
}

std::vector<std::string> Validate::files(Session& session) const {
  std::vector<std::string> found;
  const std::vector<std::string> here = {"."};
  for (const std::string& named : paths_.empty() ? here : paths_) {
    for (const std::string& path : named == "-" ? std::vector<std::string>{named} : expand_or_keep(named)) {
      if (path == "-" || !is_folder(path)) {
        found.push_back(path);
        continue;
      }
      const size_t before = found.size();
      for (std::string& file : files_below(path)) {
        if (ends_with_any(file, {".asl.json", ".asl.yaml", ".asl.yml"}) || holds_machine(file)) found.push_back(std::move(file));
      }
      if (found.size() == before) session.warn("sfnctl: no definition found below " + path);
    }
  }
  std::unordered_set<std::string> seen;
  std::erase_if(found, [&](const std::string& path) { return !seen.insert(path).second; });
  return found;
}

// --schema. Made anew by each worker: what it holds is not for two threads.
std::optional<schema::Schema> Validate::house_schema() const {
  if (!house_text_) return std::nullopt;
  try {
    return schema::Schema(*house_text_);
  } catch (const schema::SchemaError& error) {
    throw ToolError(house_path_ + " is no JSON Schema: " + error.what());
  } catch (const schema::Unsupported& error) {
    throw UnsupportedError(fmt::format("{}{}: {}", house_path_, error.pointer, error.what()));
  }
}

diag::FileReport Validate::check(const Definition& definition, lint::Options options) const {
  diag::FileReport report;
  report.path = definition.path;
  if (definition.express && !type_) options.type = *definition.express ? lint::MachineType::Express : lint::MachineType::Standard;
  const lint::Input input{definition.document, definition.root, definition.error ? &*definition.error : nullptr};
  report.findings = lint::lint(input, options);
  if (!report.findings.empty()) report.source = definition.error ? definition.error_source : definition.document->source_ptr();
  return report;
}

void Validate::check_file(Session& session, const std::string& path, const lint::Options& options, Checked& out) const {
  try {
    if (is_glob(path)) throw ToolError("no file matches " + path);
    const LoadOptions load{substitutions_, stdin_name_, allow_outside_};
    const std::vector<Definition> definitions = load_definitions(session.open(path, stdin_name_), load);
    if (definitions.empty()) out.empty.push_back(path);
    for (const Definition& definition : definitions) {
      if (definition.unreadable) {
        out.problems.push_back({*definition.unreadable, kExitUsage});
      } else if (definition.unsupported) {
        const std::string where = place(*definition.source, definition.unsupported->span);
        out.problems.push_back({where + ": " + definition.unsupported->message, kExitUnsupported});
      } else {
        out.reports.push_back(check(definition, options));
      }
    }
  } catch (const ToolError& error) {
    out.problems.push_back({error.what(), kExitUsage});
  }
}

size_t Validate::jobs() const {
  if (!jobs_) return 1;
  size_t number = 0;
  const auto [end, error] = std::from_chars(jobs_->data(), jobs_->data() + jobs_->size(), number);
  if (error != std::errc() || end != jobs_->data() + jobs_->size() || number == 0 || number > kMaxJobs) {
    throw ToolError(fmt::format("--jobs: \"{}\" is not a number between 1 and {}", *jobs_, kMaxJobs));
  }
  return number;
}

// Each worker reads and checks whole files of its own: values never cross a thread, reports hold text only.
Checked Validate::check_all(Session& session, const std::vector<std::string>& paths) const {
  std::vector<Checked> results(paths.size());
  std::vector<std::exception_ptr> bugs(paths.size());
  std::atomic<size_t> next{0};
  const auto work = [&] {
    const std::optional<schema::Schema> house = house_schema();
    lint::Options options = options_;
    options.house = house ? &*house : nullptr;
    for (size_t i = next++; i < paths.size(); i = next++) {
      try {
        check_file(session, paths[i], options, results[i]);
      } catch (...) {
        bugs[i] = std::current_exception();
      }
    }
    json::release_thread_caches();
  };
  (void)house_schema();  // what is wrong with it is told once, and not out of a thread
  std::vector<std::thread> workers;
  for (size_t i = 1; i < std::min(jobs(), paths.size()); ++i) workers.emplace_back(work);
  work();
  for (std::thread& worker : workers) worker.join();
  Checked all;
  for (size_t i = 0; i < paths.size(); ++i) {
    if (bugs[i]) std::rethrow_exception(bugs[i]);
    std::move(results[i].reports.begin(), results[i].reports.end(), std::back_inserter(all.reports));
    std::move(results[i].problems.begin(), results[i].problems.end(), std::back_inserter(all.problems));
    std::move(results[i].empty.begin(), results[i].empty.end(), std::back_inserter(all.empty));
  }
  return all;
}

// Told behind the report; reading failed weighs more than not supported.
int report_problems(Session& session, const std::vector<Problem>& problems, int code) {
  for (const Problem& problem : problems) {
    session.streams().err().write("sfnctl: " + printable(problem.message) + "\n");
    if (code != kExitUsage) code = problem.exit_code;
  }
  return code;
}

// Nothing was checked: no report, and no --output file.
[[noreturn]] void fail(Session& session, std::vector<Problem> problems) {
  const Problem last = std::move(problems.back());
  problems.pop_back();
  const int code = report_problems(session, problems, last.exit_code);
  if (code == kExitUsage) throw ToolError(last.message);
  throw UnsupportedError(last.message);
}

// What the configuration ignores and what the baseline holds; told where an ignore of a whole tree hides nothing.
void Validate::hide_known(Session& session, std::vector<diag::FileReport>& files) const {
  for (diag::FileReport& file : files) apply_ignores(session.config(), file);
  if (const auto baseline = baseline_ ? baseline_ : session.config().baseline) {
    auto known = read_baseline(session, *baseline);
    for (diag::FileReport& file : files) apply_baseline(known, file);
  }
  const bool everything = paths_.empty() || (paths_.size() == 1 && (paths_[0] == "." || paths_[0] == "./"));
  for (const Ignore& entry : session.config().ignore) {
    if (!entry.used && everything)
      session.warn(fmt::format("sfnctl: {}: an ignore of \"{}\" hides nothing", session.config().path, entry.rule));
  }
}

int Validate::run(Session& session) {
  options_ = lint_options(session);
  substitutions_ = substitution_options_.read(session);
  if (const auto house = schema_ ? schema_ : session.config().schema) {
    house_path_ = *house;
    house_text_ = session.open(*house)->bytes();
    options_.house_name = house_path_;
  }
  const std::vector<std::string> paths = files(session);
  Checked checked = check_all(session, paths);
  for (const std::string& path : checked.empty) session.warn(fmt::format("sfnctl: {} is a template without a state machine", path));
  if (checked.reports.empty() && !checked.problems.empty()) fail(session, std::move(checked.problems));
  report::FindingsReport report;
  report.files = std::move(checked.reports);
  hide_known(session, report.files);
  const std::string level = fail_on_.value_or(session.config().fail_on.value_or("error"));
  report.fail_on = level == "never" ? diag::Severity::Off : severity_of(level, "--fail-on");
  report.rules = rule_infos();
  report.color = session.colors();
  report.summary = !session.options().quiet;
  report.version = kVersion;
  for (const Problem& problem : checked.problems) report.unchecked.push_back(problem.message);
  session.out().write(report::render(session.options().format, report));
  const bool failed = report.fail_on != diag::Severity::Off && std::any_of(report.files.begin(), report.files.end(), [&](const auto& f) {
                        return f.findings.any_at_least(report.fail_on);
                      });
  if (!checked.problems.empty()) session.out().flush();
  return report_problems(session, checked.problems, failed ? kExitFindings : kExitOk);
}

}  // namespace

std::unique_ptr<Command> make_validate() {
  return std::make_unique<Validate>();
}

}  // namespace sfn::cli

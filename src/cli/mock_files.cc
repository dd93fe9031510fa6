#include "cli/mock_files.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/sources.h"
#include "lint/linter.h"
#include "text/path.h"

namespace sfn::cli {

DiskFiles::DiskFiles(GivenSubstitutions substitutions, const std::vector<std::string>& named, bool allow_outside)
    : substitutions_(std::move(substitutions)), named_(named.begin(), named.end()), allow_outside_(allow_outside) {
  for (const std::string& path : named) folders_.insert(text::folder_of(path));
}

void DiskFiles::check(const std::string& path) const {
  if (allow_outside_ || named_.count(path) != 0) return;
  const auto holds = [&](const std::string& folder) { return lies_inside(path, folder); };
  if (std::any_of(folders_.begin(), folders_.end(), holds)) return;
  throw mocks::Unusable(fmt::format("{} leads out of the folder of the file that names it; --allow-outside permits it", path));
}

void DiskFiles::check_written(const std::string& path) const {
  try {
    check(path);
  } catch (const mocks::Unusable& error) {
    throw ToolError(error.what());
  }
}

std::shared_ptr<const text::SourceFile> DiskFiles::open(const std::string& path) const {
  check(path);
  try {
    if (!is_stream(path)) return open_source(path);
    const std::lock_guard lock(mutex_);
    const auto [kept, first] = streams_.try_emplace(path);
    if (first) kept->second = read_file(path);
    return std::make_shared<const text::SourceFile>(path, kept->second);
  } catch (const ToolError& error) {
    throw mocks::Unusable(error.what());
  }
}

std::string DiskFiles::bytes(const std::string& path) const {
  return std::string(open(path)->bytes());
}

std::shared_ptr<const json::Document> DiskFiles::document(const std::string& path) const {
  const auto source = open(path);
  auto document = read_document(source);
  if (!document) throw mocks::Unusable(describe(*source, document.error()), source, document.error().span, document.error().message);
  return std::make_shared<const json::Document>(std::move(*document));
}

std::shared_ptr<const asl::Program> DiskFiles::program(const std::string& path, std::string_view state_machine) const {
  const auto source = open(path);
  try {
    const std::optional<std::string> name = state_machine.empty() ? std::nullopt : std::optional(std::string(state_machine));
    const Definition definition = load_definition(source, {substitutions_, "<stdin>", allow_outside_}, name);
    return asl::build(definition.document, definition.root);
  } catch (const ToolError& error) {
    throw mocks::Unusable(error.what());
  }
}

std::shared_ptr<const asl::Program> DiskFiles::child(const std::string& path, std::string_view state_machine) const {
  auto found = program(path, state_machine);
  if (run_any_) return found;
  const diag::Findings findings = lint::lint({found->document, found->root, nullptr}, {});
  for (const diag::Finding& finding : findings.list()) {
    if (finding.severity != diag::Severity::Error) continue;
    throw mocks::Unusable(fmt::format("{}: error: {} [{}]: AWS would refuse this definition",
                                      place(found->document->source(), finding.span), finding.message, finding.rule));
  }
  return found;
}

void print_findings(Session& session, const text::SourceFile& source, const diag::Findings& findings) {
  for (const diag::Finding& finding : findings.list()) {
    const std::string label = finding.label.empty() ? "" : "; " + finding.label;
    session.warn(fmt::format("{}: {}: {}{} [{}]", place(source, finding.span), diag::name_of(finding.severity), finding.message, label,
                             finding.rule));
    if (!finding.help.empty()) session.warn("  = help: " + finding.help);
  }
}

}  // namespace sfn::cli

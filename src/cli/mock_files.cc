#include "cli/mock_files.h"

#include <fmt/format.h>

#include "cli/sources.h"

namespace sfn::cli {

std::string DiskFiles::bytes(const std::string& path) const {
  try {
    return read_file(path);
  } catch (const ToolError& error) {
    throw mocks::Unusable(error.what());
  }
}

std::shared_ptr<const json::Document> DiskFiles::document(const std::string& path) const {
  std::shared_ptr<const text::SourceFile> source;
  try {
    source = open_source(path);
  } catch (const ToolError& error) {
    throw mocks::Unusable(error.what());
  }
  auto document = read_document(source);
  if (!document) throw mocks::Unusable(describe(*source, document.error()), source, document.error().span, document.error().message);
  return std::make_shared<const json::Document>(std::move(*document));
}

std::shared_ptr<const asl::Program> DiskFiles::program(const std::string& path, std::string_view state_machine) const {
  try {
    const std::optional<std::string> name = state_machine.empty() ? std::nullopt : std::optional(std::string(state_machine));
    const Definition definition = load_definition(open_source(path), {substitutions_, "<stdin>", false}, name);
    return asl::build(definition.document, definition.root);
  } catch (const ToolError& error) {
    throw mocks::Unusable(error.what());
  }
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

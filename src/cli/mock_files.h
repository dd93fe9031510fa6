// The files that mock and suite files name, read for them, and mock worlds out of the options of the commands.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "cli/definitions.h"
#include "mocks/files.h"
#include "mocks/world.h"

namespace sfn::cli {

class DiskFiles : public mocks::Files {
 public:
  explicit DiskFiles(GivenSubstitutions substitutions) : substitutions_(std::move(substitutions)) {}
  std::string bytes(const std::string& path) const override;
  std::shared_ptr<const json::Document> document(const std::string& path) const override;
  std::shared_ptr<const asl::Program> program(const std::string& path, std::string_view state_machine) const override;

 private:
  GivenSubstitutions substitutions_;
};

/// Findings of mock or suite files as lines "path:line:column: severity: message [rule]" on standard error, each with its help below it.
void print_findings(Session& session, const text::SourceFile& source, const diag::Findings& findings);

}  // namespace sfn::cli

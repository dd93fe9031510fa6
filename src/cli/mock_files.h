// The files that mock and suite files name, read for them, and mock worlds out of the options of the commands.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "cli/definitions.h"
#include "mocks/files.h"
#include "mocks/world.h"

namespace sfn::cli {

/// Reads what lies in the folders of the files that the command line names, and with `allow_outside` whatever is named. That a path does
/// not climb out of the folder of the very file it is written in is seen by whoever reads that file; here, that no symbolic link does.
class DiskFiles : public mocks::Files {
 public:
  DiskFiles(GivenSubstitutions substitutions, const std::vector<std::string>& named, bool allow_outside);
  std::string bytes(const std::string& path) const override;
  std::shared_ptr<const json::Document> document(const std::string& path) const override;
  std::shared_ptr<const asl::Program> program(const std::string& path, std::string_view state_machine) const override;
  /// Unusable also for errors that `validate` finds, unless `run_any()` was called.
  std::shared_ptr<const asl::Program> child(const std::string& path, std::string_view state_machine) const override;
  void run_any() { run_any_ = true; }
  /// Throws ToolError if a file written at `path` would lie outside: a link there leads out.
  void check_written(const std::string& path) const;

 private:
  void check(const std::string& path) const;
  std::shared_ptr<const text::SourceFile> open(const std::string& path) const;

  GivenSubstitutions substitutions_;
  std::set<std::string> named_, folders_;
  bool allow_outside_, run_any_ = false;
  mutable std::mutex mutex_;
  mutable std::map<std::string, std::string> streams_;  // bytes of what can be read once, while every worker of a suite asks for it
};

/// Findings of mock or suite files as lines "path:line:column: severity: message [rule]" on standard error, each with its help below it.
void print_findings(Session& session, const text::SourceFile& source, const diag::Findings& findings);

}  // namespace sfn::cli

// A subcommand: what it understands, and what it does. One file each in commands/, one line each in commands.def.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/config.h"
#include "cli/exit_code.h"
#include "cli/files.h"
#include "cli/new_file.h"
#include "cli/placeholder_use.h"
#include "cli/streams.h"

namespace sfn::cli {

/// What every command takes.
struct GlobalOptions {
  std::string format;
  std::optional<std::string> output;  ///< --output FILE
  std::string color = "auto";
  std::optional<std::string> config;
  bool quiet = false;
  bool verbose = false;
};

/// What a command works with while it runs.
class Session {
 public:
  Session(Streams& streams, GlobalOptions options);

  const GlobalOptions& options() const { return options_; }
  Streams& streams() { return streams_; }
  /// The nearest configuration file, or the one that --config names; read at the first question.
  const Config& config();
  /// Where results go: standard output, or with --output a file that is there whole after finish().
  Output& out();
  /// For everything else. Silent with --quiet, except for errors.
  void note(std::string_view line);
  void warn(std::string_view line);
  bool colors() const;
  /// Results are complete: writes the --output file.
  void finish();
  /// "-" is standard input.
  std::shared_ptr<const text::SourceFile> open(const std::string& path, const std::string& stdin_name = "<stdin>");
  /// Of the names that --substitute gives; finish() tells which had no use.
  PlaceholderUse& placeholder_use() { return placeholder_use_; }

 private:
  Streams& streams_;
  GlobalOptions options_;
  std::optional<Config> config_;
  std::optional<FileOutput> file_;  ///< with --output
  PlaceholderUse placeholder_use_;
};

class Command {
 public:
  Command() = default;
  Command(const Command&) = delete;
  Command& operator=(const Command&) = delete;
  virtual ~Command() = default;
  virtual void declare(Arguments& arguments) = 0;
  virtual std::vector<std::string> formats() const { return {}; }  ///< the first is the default; none: the command has no --format
  virtual std::string_view examples() const = 0;                   ///< lines of "  sfnctl …" with a comment, for --help and the manual
  virtual std::string_view description() const = 0;                ///< a paragraph or two, for --help and the manual
  virtual int run(Session& session) = 0;
};

struct CommandInfo {
  std::string_view name;  ///< may be two words: "mocks init"
  std::string_view summary;
  std::unique_ptr<Command> (*make)();
};

/// All commands, in the order of commands.def.
const std::vector<CommandInfo>& commands();

/// Declares the options that every command has.
void declare_global(Arguments& arguments, GlobalOptions& options, const Command& command);

}  // namespace sfn::cli

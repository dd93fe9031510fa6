#include "cli/command.h"

#include <cstdlib>
#include <cstring>

#include "cli/sources.h"

namespace sfn::cli {

#define SFN_COMMAND(factory, name, summary) std::unique_ptr<Command> make_##factory();
#include "cli/commands.def"
#undef SFN_COMMAND

const std::vector<CommandInfo>& commands() {
  static const std::vector<CommandInfo> all = {
#define SFN_COMMAND(factory, name, summary) {name, summary, &make_##factory},
#include "cli/commands.def"
#undef SFN_COMMAND
  };
  return all;
}

void declare_global(Arguments& arguments, GlobalOptions& options, const Command& command) {
  if (const auto formats = command.formats(); !formats.empty()) {
    options.format = formats.front();
    arguments.option("--format,-f", "FORMAT", options.format, "how the result is written").choices = formats;
  }
  arguments.output("--output,-o", "FILE", options.output, "write the result to FILE instead of standard output");
  arguments.option("--color", "WHEN", options.color, "colours in text").choices = {"auto", "always", "never"};
  arguments.option("--config", "FILE", options.config, "configuration file (default: the nearest .sfnctl.json or .sfnctl.yaml upward)")
      .kind = ValueKind::File;
  arguments.flag("--quiet,-q", options.quiet, "no notes on standard error");
  arguments.flag("--verbose,-v", options.verbose, "more notes on standard error");
}

Session::Session(Streams& streams, GlobalOptions options) : streams_(streams), options_(std::move(options)) {
  if (options_.output == "-") options_.output.reset();  // standard output, as for most programs
  if (options_.output) file_.emplace(*options_.output);
}

const Config& Session::config() {
  if (!config_) config_ = load_config(options_.config);
  return *config_;
}

Output& Session::out() {
  return file_ ? static_cast<Output&>(*file_) : streams_.out();
}

void Session::note(std::string_view line) {
  if (!options_.quiet && options_.verbose) streams_.err().write(printable(line) + "\n");
}

void Session::warn(std::string_view line) {
  if (!options_.quiet) streams_.err().write(printable(line) + "\n");
}

bool Session::colors() const {
  if (options_.color != "auto") return options_.color == "always";
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  if ((no_color != nullptr && *no_color != '\0') || (term != nullptr && std::strcmp(term, "dumb") == 0)) return false;
  return !options_.output && streams_.out().is_terminal();
}

void Session::finish() {
  if (file_) file_->commit();
  streams_.out().flush();
  for (const std::string& line : placeholder_use_.complaints()) warn(line);
}

std::shared_ptr<const text::SourceFile> Session::open(const std::string& path, const std::string& stdin_name) {
  if (path == "-") return std::make_shared<const text::SourceFile>(stdin_name, streams_.read_input());
  return open_source(path);
}

}  // namespace sfn::cli

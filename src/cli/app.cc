#include "cli/app.h"

#include <fmt/format.h>

#include <algorithm>
#include <new>

#include "cli/command.h"
#include "cli/help.h"
#include "cli/output_names.h"
#include "cli/sources.h"
#include "cli/version.h"
#include "json/value.h"
#include "jsonpath/evaluate.h"
#include "sim/oracle.h"
#include "sim/simulator.h"
#include "text/suggest.h"

namespace sfn::cli {
namespace {

struct Invocation {
  const CommandInfo* info = nullptr;
  std::vector<std::string> words;  ///< behind the command's name
};

// The longest command name that the words begin with; options may stand before it only as --help and --version.
Invocation find_command(const std::vector<std::string>& words) {
  Invocation found;
  size_t best = 0;
  for (const CommandInfo& info : commands()) {
    const size_t space = info.name.find(' ');
    const bool two = space != std::string_view::npos;
    const bool matches =
        two ? words.size() > 1 && words[0] == info.name.substr(0, space) && words[1] == info.name.substr(space + 1) : words[0] == info.name;
    if (!matches || best >= (two ? 2U : 1U)) continue;
    best = two ? 2 : 1;
    found = {&info, std::vector<std::string>(words.begin() + static_cast<std::ptrdiff_t>(best), words.end())};
  }
  return found;
}

[[noreturn]] void unknown_command(const std::vector<std::string>& words) {
  std::vector<std::string> names;
  for (const CommandInfo& info : commands()) {
    names.emplace_back(info.name);
    names.emplace_back(info.name.substr(0, info.name.find(' ')));
  }
  std::string typed = words[0];
  for (const CommandInfo& info : commands()) {
    if (words.size() > 1 && info.name.starts_with(words[0] + " ")) typed = words[0] + " " + words[1];
  }
  std::string message = fmt::format("\"{}\" is not a command of sfnctl", typed);
  if (const auto near = text::nearest(typed, names)) message += fmt::format("; did you mean \"{}\"?", *near);
  throw ToolError(message + "; see sfnctl --help");
}

bool asks_for_help(const std::vector<std::string>& words) {
  const auto end = std::find(words.begin(), words.end(), "--");
  return std::find_if(words.begin(), end, [](const std::string& w) { return w == "--help" || w == "-h"; }) != end;
}

// Subcommands that share a first word, when only that word was typed.
std::string group_help(const std::string& word) {
  std::string text, examples;
  for (const CommandInfo& info : commands()) {
    if (!info.name.starts_with(word + " ")) continue;
    text += fmt::format("  {:<20}{}\n", info.name, info.summary);
    examples += fmt::format("{}\n", info.make()->examples());
  }
  return text.empty() ? text : fmt::format("usage: sfnctl {} COMMAND [options]\n\ncommands:\n{}\nexamples:\n{}", word, text, examples);
}

int invoke(const Invocation& invocation, Streams& streams) {
  if (asks_for_help(invocation.words)) {
    streams.out().write(help_of(*invocation.info));
    streams.out().flush();
    return kExitOk;
  }
  const std::unique_ptr<Command> command = invocation.info->make();
  GlobalOptions options;
  Arguments arguments;
  command->declare(arguments);
  declare_global(arguments, options, *command);
  parse_arguments(arguments, invocation.words, invocation.info->name);
  check_output_names(arguments);
  Session session(streams, std::move(options));
  const int code = command->run(session);
  try {
    session.finish();
  } catch (const ClosedPipe&) {
    // --output leads to a pipe that nobody reads: the work is done, the code known.
  }
  return code;
}

int dispatch(const std::vector<std::string>& words, Streams& streams) {
  if (words.empty() || words[0] == "--help" || words[0] == "-h" || (words[0] == "help" && words.size() == 1)) {
    (words.empty() ? streams.err() : streams.out()).write(overview());
    streams.out().flush();
    return words.empty() ? kExitUsage : kExitOk;
  }
  if (words[0] == "--version" || words[0] == "-V") {
    streams.out().write(fmt::format("sfnctl {}\n", kVersion));
    streams.out().flush();
    return kExitOk;
  }
  if (words[0] == "help")
    return dispatch(
        [&] {
          std::vector<std::string> asked(words.begin() + 1, words.end());
          asked.emplace_back("--help");
          return asked;
        }(),
        streams);
  const Invocation invocation = find_command(words);
  if (invocation.info != nullptr) return invoke(invocation, streams);
  if (const std::string group = group_help(words[0]); !group.empty() && (words.size() == 1 || asks_for_help(words))) {
    (asks_for_help(words) ? streams.out() : streams.err()).write(group);
    streams.out().flush();
    return asks_for_help(words) ? kExitOk : kExitUsage;
  }
  unknown_command(words);
}

int complain(Streams& streams, std::string_view message, int code) {
  try {
    streams.out().flush();
    streams.err().write(fmt::format("sfnctl: {}\n", printable(message)));
  } catch (const std::exception&) {
    // Nobody is listening; the exit code says it all.
  }
  return code;
}

}  // namespace

int main(int argc, const char* const* argv, Streams& streams) {
  try {
    return dispatch(std::vector<std::string>(argv + std::min(argc, 1), argv + argc), streams);
  } catch (const ClosedPipe&) {
    return kExitClosedPipe;
  } catch (const ToolError& error) {
    return complain(streams, error.what(), kExitUsage);
  } catch (const WouldOverwrite& error) {
    return complain(streams, error.what(), kExitUsage);
  } catch (const sim::NoAnswer& error) {
    return complain(streams, error.what(), kExitUsage);
  } catch (const sim::LimitReached& error) {
    return complain(streams, error.what(), kExitUsage);
  } catch (const UnsupportedError& error) {
    return complain(streams, error.what(), kExitUnsupported);
  } catch (const sim::NotRunnable& error) {
    return complain(streams, error.what(), kExitUsage);
  } catch (const sim::Unsupported& error) {
    return complain(streams, error.what(), kExitUnsupported);
  } catch (const jsonpath::Unsupported& error) {
    return complain(streams, error.what(), kExitUnsupported);
  } catch (const json::HeightExceeded& error) {
    return complain(streams, error.what(), kExitUsage);
  } catch (const std::bad_alloc&) {
    return complain(streams, "out of memory", kExitUsage);
  } catch (const std::exception& error) {
    return complain(streams, fmt::format("internal error: {}", error.what()), kExitInternal);
  }
}

}  // namespace sfn::cli

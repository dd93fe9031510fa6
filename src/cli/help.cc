#include "cli/help.h"

#include <fmt/format.h>

#include <algorithm>

namespace sfn::cli {
namespace {

constexpr size_t kColumn = 30;

std::string left_side(const OptionSpec& spec) {
  if (spec.is_positional()) return spec.name;
  const std::string names = spec.short_name.empty() ? "    " + spec.name : spec.short_name + ", " + spec.name;
  return spec.is_flag() ? names : names + " " + spec.value_name;
}

std::string row(const OptionSpec& spec) {
  const std::string left = left_side(spec);
  std::string help = spec.help;
  if (!spec.choices.empty()) {
    help += ": ";
    for (size_t i = 0; i < spec.choices.size(); ++i) help += (i == 0 ? "" : ", ") + spec.choices[i];
  }
  const auto* preset = std::get_if<std::string*>(&spec.target);
  if (preset != nullptr && !spec.is_positional() && !(*preset)->empty()) help += " (default " + **preset + ")";
  if (left.size() + 4 > kColumn) return fmt::format("  {}\n{:{}}{}\n", left, "", kColumn, help);
  return fmt::format("  {:<{}}{}\n", left, kColumn - 2, help);
}

std::string usage(const CommandInfo& info, const Arguments& arguments) {
  std::string line = fmt::format("usage: sfnctl {}", info.name);
  for (const OptionSpec& spec : arguments.all()) {
    if (!spec.is_positional()) continue;
    const bool many = std::holds_alternative<std::vector<std::string>*>(spec.target);
    line += spec.required ? fmt::format(" {}{}", spec.name, many ? "…" : "") : fmt::format(" [{}{}]", spec.name, many ? "…" : "");
  }
  return line + " [options]\n";
}

}  // namespace

std::string overview() {
  std::string text =
      "sfnctl: validate and dry-run AWS Step Functions state machines, offline.\n\nusage: sfnctl COMMAND [options]\n\ncommands:\n";
  for (const CommandInfo& info : commands()) text += fmt::format("  {:<20}{}\n", info.name, info.summary);
  return text +
         "\n  sfnctl COMMAND --help     options and examples of one command\n  sfnctl --version          the version\n"
         "\nexamples:\n  sfnctl validate orders.asl.json\n  sfnctl run orders.asl.json --input in.json --mocks orders.mocks.json\n";
}

std::string help_of(const CommandInfo& info) {
  const std::unique_ptr<Command> command = info.make();
  GlobalOptions options;
  Arguments own, global;
  command->declare(own);
  declare_global(global, options, *command);
  std::string text = fmt::format("sfnctl {}: {}\n\n{}\n{}\n", info.name, info.summary, usage(info, own), command->description());
  std::string positionals, named;
  for (const OptionSpec& spec : own.all()) (spec.is_positional() ? positionals : named) += row(spec);
  if (!positionals.empty()) text += "\narguments:\n" + positionals;
  if (!named.empty()) text += "\noptions:\n" + named;
  text += "\noptions of every command:\n";
  for (const OptionSpec& spec : global.all()) text += row(spec);
  text += "  -h, --help                  this text\n";
  return text + fmt::format("\nexamples:\n{}\n", command->examples());
}

}  // namespace sfn::cli

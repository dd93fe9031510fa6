// sfnctl completion: shell completion out of what the commands declare.
#include <fmt/format.h>

#include "cli/command.h"
#include "lint/rule.h"

namespace sfn::cli {
namespace {

struct Described {
  const CommandInfo* info;
  std::vector<OptionSpec> options;
};

std::vector<Described> describe_all() {
  std::vector<Described> all;
  for (const CommandInfo& info : commands()) {
    const std::unique_ptr<Command> command = info.make();
    GlobalOptions options;
    Arguments arguments;
    command->declare(arguments);
    declare_global(arguments, options, *command);
    all.push_back({&info, arguments.all()});
    for (OptionSpec& spec : all.back().options) spec.target = static_cast<bool*>(nullptr);  // only words from here on
  }
  return all;
}

std::string words(const std::vector<std::string>& list) {
  std::string out;
  for (const std::string& word : list) out += (out.empty() ? "" : " ") + word;
  return out;
}

std::string rule_names() {
  std::vector<std::string> names;
  for (const lint::Rule* rule : lint::rules()) names.emplace_back(rule->name);
  return words(names);
}

std::string first_words() {
  std::vector<std::string> firsts;
  for (const CommandInfo& info : commands()) {
    const std::string first(info.name.substr(0, info.name.find(' ')));
    if (firsts.empty() || firsts.back() != first) firsts.push_back(first);
  }
  return words(firsts);
}

std::string second_words(std::string_view first) {
  std::vector<std::string> seconds;
  for (const CommandInfo& info : commands()) {
    if (info.name.starts_with(std::string(first) + " ")) seconds.emplace_back(info.name.substr(first.size() + 1));
  }
  return words(seconds);
}

// What completes the value of an option: fixed words, or a command that prints them.
std::string values_of(const OptionSpec& spec) {
  if (!spec.choices.empty()) return "-W \"" + words(spec.choices) + "\"";
  switch (spec.kind) {
    case ValueKind::Rule: return "-W \"" + rule_names() + "\"";
    case ValueKind::State: return "-W \"$(sfnctl graph --format names \"$definition\" 2>/dev/null)\"";
    case ValueKind::File:
    case ValueKind::Definition:
    case ValueKind::Folder: return "-f";
    default: return "";
  }
}

std::string bash() {
  std::string text =
      "# bash completion for sfnctl; put it where bash-completion looks, or: source <(sfnctl completion bash)\n"
      "_sfnctl() {\n"
      "  local current=\"${COMP_WORDS[COMP_CWORD]}\" previous=\"${COMP_WORDS[COMP_CWORD-1]}\" command=\"${COMP_WORDS[1]}\" word "
      "definition=\n"
      "  for word in \"${COMP_WORDS[@]:2}\"; do case \"$word\" in *.json|*.yaml|*.yml) definition=${definition:-$word};; esac; done\n";
  text +=
      fmt::format("  if [ \"$COMP_CWORD\" -eq 1 ]; then COMPREPLY=($(compgen -W \"{} --help --version\" -- \"$current\")); return; fi\n",
                  first_words());
  text += fmt::format(
      "  if [ \"$command\" = mocks ]; then\n    if [ \"$COMP_CWORD\" -eq 2 ]; then COMPREPLY=($(compgen -W \"{}\" -- \"$current\")); "
      "return; fi\n"
      "    command=\"mocks ${{COMP_WORDS[2]}}\"\n  fi\n",
      second_words("mocks"));
  text += "  case \"$command\" in\n";
  for (const Described& described : describe_all()) {
    text += fmt::format("    \"{}\")\n      case \"$previous\" in\n", described.info->name);
    std::vector<std::string> names = {"--help"};
    std::string positional = "-f";
    for (const OptionSpec& spec : described.options) {
      if (!spec.name.starts_with("-")) {
        if (const std::string values = values_of(spec); !values.empty()) positional = values;
        continue;
      }
      names.push_back(spec.name);
      if (spec.value_name.empty()) continue;
      const std::string pattern = spec.short_name.empty() ? spec.name : spec.name + "|" + spec.short_name;
      text += fmt::format("        {}) COMPREPLY=($(compgen {} -- \"$current\")); return;;\n", pattern, values_of(spec));
    }
    text += fmt::format(
        "      esac\n      case \"$current\" in -*) COMPREPLY=($(compgen -W \"{}\" -- \"$current\")); return;; esac\n"
        "      COMPREPLY=($(compgen {} -- \"$current\"));;\n",
        words(names), positional);
  }
  return text + "  esac\n}\ncomplete -o filenames -F _sfnctl sfnctl\n";
}

std::string zsh() {
  return "#compdef sfnctl\n# zsh completion for sfnctl, through its bash completion: source <(sfnctl completion zsh)\n"
         "autoload -U +X bashcompinit && bashcompinit\n" +
         bash();
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '\'' ? std::string("\\'") : std::string(1, c);
  return out;
}

std::string fish() {
  std::string text = "# fish completion for sfnctl: sfnctl completion fish > ~/.config/fish/completions/sfnctl.fish\n";
  for (const CommandInfo& info : commands()) {
    const size_t space = info.name.find(' ');
    const std::string condition = space == std::string_view::npos
                                      ? "__fish_use_subcommand"
                                      : fmt::format("__fish_seen_subcommand_from {}", info.name.substr(0, space));
    const std::string_view word = space == std::string_view::npos ? info.name : info.name.substr(space + 1);
    text += fmt::format("complete -c sfnctl -n '{}' -a '{}' -d '{}'\n", condition, word, escaped(info.summary));
  }
  text += "complete -c sfnctl -n '__fish_use_subcommand' -a 'mocks' -d 'make, check and convert mock files'\n";
  for (const Described& described : describe_all()) {
    const std::string word(described.info->name.substr(described.info->name.rfind(' ') + 1));
    for (const OptionSpec& spec : described.options) {
      if (!spec.name.starts_with("--")) continue;
      text += fmt::format("complete -c sfnctl -n '__fish_seen_subcommand_from {}' -l '{}'", word, spec.name.substr(2));
      if (spec.short_name.size() == 2) text += fmt::format(" -s '{}'", spec.short_name.substr(1));
      if (!spec.value_name.empty()) text += " -r";
      if (!spec.choices.empty()) text += fmt::format(" -f -a '{}'", words(spec.choices));
      if (spec.kind == ValueKind::Rule) text += fmt::format(" -f -a '{}'", rule_names());
      text += fmt::format(" -d '{}'\n", escaped(spec.help));
    }
  }
  return text;
}

class Completion : public Command {
 public:
  void declare(Arguments& arguments) override {
    arguments.positional("SHELL", shell_, "bash, zsh or fish").choices = {"bash", "zsh", "fish"};
  }
  std::string_view description() const override {
    return "Prints a completion script: commands, options, their values, rule names, state names.";
  }
  std::string_view examples() const override {
    return "  source <(sfnctl completion bash)\n  sfnctl completion fish > ~/.config/fish/completions/sfnctl.fish";
  }
  int run(Session& session) override {
    session.out().write(shell_ == "bash" ? bash() : (shell_ == "zsh" ? zsh() : fish()));
    return kExitOk;
  }

 private:
  std::string shell_;
};

}  // namespace

std::unique_ptr<Command> make_completion() {
  return std::make_unique<Completion>();
}

}  // namespace sfn::cli

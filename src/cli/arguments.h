// What a command understands, as data: one list that the parser (CLI11), --help, the manual and the shell completions all read.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sfn::cli {

/// What a value is, for completion.
enum class ValueKind : uint8_t { Text, File, Folder, Definition, Rule, State, Case, Command };

struct OptionSpec {
  std::string name;        ///< "--format", or the name of a positional without dashes
  std::string short_name;  ///< "-o", or empty
  std::string value_name;  ///< "FILE"; empty for a flag
  std::string help;
  std::vector<std::string> choices;
  ValueKind kind = ValueKind::Text;
  bool required = false;
  bool written = false;  ///< a file that the command writes, not one that it reads
  std::variant<bool*, std::string*, std::optional<std::string>*, std::vector<std::string>*> target;

  bool is_flag() const { return std::holds_alternative<bool*>(target); }
  bool is_positional() const { return !name.starts_with('-'); }
};

class Arguments {
 public:
  OptionSpec& flag(std::string_view names, bool& target, std::string_view help);
  OptionSpec& option(std::string_view names, std::string_view value_name, std::string& target, std::string_view help);
  OptionSpec& option(std::string_view names, std::string_view value_name, std::optional<std::string>& target, std::string_view help);
  /// A file that the command writes.
  OptionSpec& output(std::string_view names, std::string_view value_name, std::optional<std::string>& target, std::string_view help);
  /// May be given several times, and each time with several values separated by commas if `names` says so by its help.
  OptionSpec& list(std::string_view names, std::string_view value_name, std::vector<std::string>& target, std::string_view help);
  OptionSpec& positional(std::string_view name, std::string& target, std::string_view help);
  OptionSpec& positional(std::string_view name, std::optional<std::string>& target, std::string_view help);
  OptionSpec& positionals(std::string_view name, std::vector<std::string>& target, std::string_view help);

  const std::vector<OptionSpec>& all() const { return options_; }

 private:
  template <class Target>
  OptionSpec& add(std::string_view names, std::string_view value_name, Target* target, std::string_view help);

  std::vector<OptionSpec> options_;
};

/// Parses `words` into the targets. Throws ToolError with a usage message and a did-you-mean.
void parse_arguments(const Arguments& arguments, const std::vector<std::string>& words, std::string_view command);

}  // namespace sfn::cli

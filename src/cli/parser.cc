// The only file that sees CLI11: it costs seconds to compile, and only the invoked command is built with it.
#include <CLI/CLI.hpp>

#include "cli/arguments.h"
#include "cli/files.h"
#include "text/suggest.h"

namespace sfn::cli {
namespace {

void declare(::CLI::App& app, const OptionSpec& spec) {
  const std::string names = spec.short_name.empty() ? spec.name : spec.short_name + "," + spec.name;
  ::CLI::Option* option = std::visit(
      [&](auto* target) -> ::CLI::Option* {
        if constexpr (std::is_same_v<decltype(target), bool*>) {
          return app.add_flag(names, *target);
        } else {
          return app.add_option(names, *target);
        }
      },
      spec.target);
  if (spec.required) option->required();
  if (std::holds_alternative<std::vector<std::string>*>(spec.target) && !spec.is_positional()) {
    option->expected(1)->take_all()->allow_extra_args(false);  // one value each time: what stands behind it may be a path
  }
}

std::string quoted_list(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : ", ") + word;
  return out;
}

void check_choice(const OptionSpec& spec, const std::string& value) {
  if (spec.choices.empty() || std::find(spec.choices.begin(), spec.choices.end(), value) != spec.choices.end()) return;
  std::string message = spec.name + ": \"" + value + "\" is not one of " + quoted_list(spec.choices);
  if (const auto near = text::nearest(value, spec.choices)) message += "; did you mean " + *near + "?";
  throw ToolError(message);
}

void check_choices(const OptionSpec& spec) {
  if (const auto* text = std::get_if<std::string*>(&spec.target); text && !(*text)->empty()) check_choice(spec, **text);
  if (const auto* text = std::get_if<std::optional<std::string>*>(&spec.target); text && (*text)->has_value()) check_choice(spec, ***text);
}

[[noreturn]] void unknown_option(const Arguments& arguments, const std::vector<std::string>& extras, std::string_view command) {
  std::vector<std::string> names;
  for (const OptionSpec& spec : arguments.all()) {
    if (!spec.is_positional()) names.push_back(spec.name);
  }
  std::string word = extras.empty() ? "" : extras.front();
  if (!word.starts_with('-')) throw ToolError(std::string(command) + ": too many arguments: \"" + word + "\"");
  word = word.substr(0, word.find('='));
  std::string message = std::string(command) + ": unknown option " + word;
  if (const auto near = text::nearest(word, names)) message += "; did you mean " + *near + "?";
  throw ToolError(message);
}

}  // namespace

void parse_arguments(const Arguments& arguments, const std::vector<std::string>& words, std::string_view command) {
  ::CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  for (const OptionSpec& spec : arguments.all()) declare(app, spec);
  try {
    app.parse(std::vector<std::string>(words.rbegin(), words.rend()));
  } catch (const ::CLI::RequiredError& error) {
    throw ToolError(std::string(command) + ": " + error.what() + "; see sfnctl " + std::string(command) + " --help");
  } catch (const ::CLI::ParseError& error) {
    throw ToolError(std::string(command) + ": " + error.what());
  }
  if (app.remaining_size() > 0) unknown_option(arguments, app.remaining(), command);
  for (const OptionSpec& spec : arguments.all()) check_choices(spec);
}

}  // namespace sfn::cli

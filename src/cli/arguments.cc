#include "cli/arguments.h"

namespace sfn::cli {

template <class Target>
OptionSpec& Arguments::add(std::string_view names, std::string_view value_name, Target* target, std::string_view help) {
  OptionSpec spec;
  const size_t comma = names.find(',');
  spec.name = names.substr(0, comma);
  if (comma != std::string_view::npos) spec.short_name = names.substr(comma + 1);
  spec.value_name = value_name;
  spec.help = help;
  spec.target = target;
  options_.push_back(std::move(spec));
  return options_.back();
}

OptionSpec& Arguments::output(std::string_view names, std::string_view value_name, std::optional<std::string>& target,
                              std::string_view help) {
  OptionSpec& spec = add(names, value_name, &target, help);
  spec.kind = ValueKind::File;
  spec.written = true;
  return spec;
}

OptionSpec& Arguments::flag(std::string_view names, bool& target, std::string_view help) {
  return add(names, "", &target, help);
}

OptionSpec& Arguments::option(std::string_view names, std::string_view value_name, std::string& target, std::string_view help) {
  return add(names, value_name, &target, help);
}

OptionSpec& Arguments::option(std::string_view names, std::string_view value_name, std::optional<std::string>& target,
                              std::string_view help) {
  return add(names, value_name, &target, help);
}

OptionSpec& Arguments::list(std::string_view names, std::string_view value_name, std::vector<std::string>& target, std::string_view help) {
  return add(names, value_name, &target, help);
}

OptionSpec& Arguments::positional(std::string_view name, std::string& target, std::string_view help) {
  OptionSpec& spec = add(name, name, &target, help);
  spec.required = true;
  return spec;
}

OptionSpec& Arguments::positional(std::string_view name, std::optional<std::string>& target, std::string_view help) {
  return add(name, name, &target, help);
}

OptionSpec& Arguments::positionals(std::string_view name, std::vector<std::string>& target, std::string_view help) {
  return add(name, name, &target, help);
}

}  // namespace sfn::cli

#include "cli/output_names.h"

#include <fmt/format.h>

#include "cli/files.h"

namespace sfn::cli {
namespace {

struct NamedFile {
  const OptionSpec* option;
  std::string path;
};

std::vector<std::string> values_of(const OptionSpec& option) {
  if (const auto* text = std::get_if<std::string*>(&option.target)) return {**text};
  if (const auto* text = std::get_if<std::optional<std::string>*>(&option.target)) {
    return *text && (*text)->has_value() ? std::vector{***text} : std::vector<std::string>();
  }
  const auto* list = std::get_if<std::vector<std::string>*>(&option.target);
  return list ? **list : std::vector<std::string>();
}

std::vector<NamedFile> named_files(const Arguments& arguments) {
  std::vector<NamedFile> files;
  for (const OptionSpec& option : arguments.all()) {
    if (option.kind != ValueKind::File && option.kind != ValueKind::Definition) continue;
    for (const std::string& value : values_of(option)) {
      if (value.empty() || value == "-") continue;
      for (std::string& path : option.is_positional() ? expand_glob(value) : std::vector{value})
        files.push_back({&option, std::move(path)});
    }
  }
  return files;
}

[[noreturn]] void refuse(const NamedFile& written, const NamedFile& other) {
  const bool both = other.option->written;
  throw ToolError(fmt::format("{} would write {}, which {} {}", written.option->name, written.path, other.option->name,
                              both ? "writes as well" : "reads"));
}

}  // namespace

void check_output_names(const Arguments& arguments) {
  const std::vector<NamedFile> files = named_files(arguments);
  for (const NamedFile& written : files) {
    if (!written.option->written) continue;
    for (const NamedFile& other : files) {
      if (other.option != written.option && same_file(written.path, other.path)) refuse(written, other);
    }
    reserve_output(written.option->name, written.path);
  }
}

}  // namespace sfn::cli

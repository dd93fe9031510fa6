#include "text/path.h"

#include <filesystem>

namespace sfn::text {

std::string folder_of(std::string_view path) {
  std::string folder = std::filesystem::path(path).parent_path().generic_string();
  return folder.empty() ? "." : folder;
}

std::string join_path(std::string_view folder, std::string_view path) {
  return (std::filesystem::path(folder) / std::filesystem::path(path)).lexically_normal().generic_string();
}

std::string relative_path(std::string_view folder, std::string_view path) {
  const auto normal = [](std::string_view text) { return std::filesystem::path(text.empty() ? "." : text).lexically_normal(); };
  const std::filesystem::path from = normal(folder), to = normal(path);
  const std::filesystem::path relative = from == "." ? to : to.lexically_relative(from);
  return relative.empty() ? std::string(path) : relative.generic_string();
}

}  // namespace sfn::text

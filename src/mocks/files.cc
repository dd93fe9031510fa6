#include "mocks/files.h"

#include <filesystem>

namespace sfn::mocks {
namespace {

std::string normal(const std::filesystem::path& path) {
  return path.lexically_normal().generic_string();
}

}  // namespace

std::string join_path(std::string_view folder, std::string_view file) {
  return normal(std::filesystem::path(folder) / std::filesystem::path(file));
}

std::string folder_of(std::string_view path) {
  return std::filesystem::path(path).parent_path().generic_string();
}

bool stays_inside(std::string_view file) {
  const std::filesystem::path path(file);
  const std::string lexical = normal(path);
  return !path.is_absolute() && lexical != ".." && lexical.substr(0, 3) != "../";
}

}  // namespace sfn::mocks

#include "support/golden.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace sfn::support {
namespace {

namespace fs = std::filesystem;

bool updating() {
  if (std::getenv("SFN_UPDATE_GOLDEN") == nullptr) return false;
  if (std::getenv("CI") != nullptr) throw std::runtime_error("SFN_UPDATE_GOLDEN is refused in CI");
  return true;
}

std::string first_difference(const std::string& expected, const std::string& actual) {
  std::istringstream left(expected), right(actual);
  std::string a, b;
  for (int line = 1;; ++line) {
    const bool more_a = static_cast<bool>(std::getline(left, a)), more_b = static_cast<bool>(std::getline(right, b));
    if (!more_a && !more_b) return "only line ends differ";
    if (!more_a) return "line " + std::to_string(line) + ": nothing expected, got: " + b;
    if (!more_b) return "line " + std::to_string(line) + ": expected: " + a + ", got nothing";
    if (a != b) return "line " + std::to_string(line) + ":\n  expected: " + a + "\n  got:      " + b;
  }
}

template <class Iterator>
void collect(const std::string& folder, const std::string& ending, std::vector<std::string>& out) {
  for (const auto& entry : Iterator(folder)) {
    if (entry.is_regular_file() && entry.path().string().ends_with(ending)) out.push_back(entry.path().string());
  }
}

}  // namespace

std::string testdata(const std::string& path) {
  return std::string(SFN_TESTDATA) + "/" + path;
}

bool exists(const std::string& path) {
  return fs::exists(path);
}

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> files_in(const std::string& folder, const std::string& ending, bool deep) {
  std::vector<std::string> found;
  if (!fs::exists(folder)) return found;
  if (deep) {
    collect<fs::recursive_directory_iterator>(folder, ending, found);
  } else {
    collect<fs::directory_iterator>(folder, ending, found);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string compare_golden(const std::string& path, const std::string& actual) {
  const bool present = fs::exists(path);
  if (present && read_text(path) == actual) return {};
  if (updating()) {
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << actual;
    return {};
  }
  if (!present) return path + " does not exist; SFN_UPDATE_GOLDEN=1 writes it";
  return path + ": " + first_difference(read_text(path), actual);
}

}  // namespace sfn::support

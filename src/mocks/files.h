// Other files that a mock or suite file names. Whoever opens files (cli) implements this; nothing here touches the disk.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

#include "asl/program.h"
#include "json/document.h"

namespace sfn::mocks {

/// A named file cannot be used: it is not there, cannot be read, does not parse. The message says why, without the place that names it.
struct Unusable : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Files {
  Files() = default;
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  virtual ~Files() = default;

  // Paths are relative to the working directory or absolute, as join_path makes them. All throw Unusable.
  virtual std::string bytes(const std::string& path) const = 0;
  virtual std::shared_ptr<const json::Document> document(const std::string& path) const = 0;  ///< JSON or YAML, by its name
  /// A definition, or the machine of that name in a template ("" where there is one only).
  virtual std::shared_ptr<const asl::Program> program(const std::string& path, std::string_view state_machine) const = 0;
};

/// `file` as seen from `folder` ("" for the working directory), without `.` and `..` that cancel out.
std::string join_path(std::string_view folder, std::string_view file);
/// The folder of a path, "" for the working directory.
std::string folder_of(std::string_view path);
/// Whether a relative path stays in the folder that it starts from: it is not absolute and climbs nowhere.
bool stays_inside(std::string_view file);

}  // namespace sfn::mocks

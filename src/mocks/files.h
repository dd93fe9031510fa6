// Other files that a mock or suite file names. Whoever opens files (cli) implements this; nothing here touches the disk.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "asl/program.h"
#include "json/document.h"
#include "text/source_file.h"

namespace sfn::mocks {

/// A named file cannot be used: it is not there, cannot be read, does not parse. The message says why, without the place that names it.
struct Unusable : std::runtime_error {
  using std::runtime_error::runtime_error;
  /// `reason`: what is wrong at `span` of `source`; `message` says all of it.
  Unusable(const std::string& message, std::shared_ptr<const text::SourceFile> file, text::Span where, std::string why)
      : std::runtime_error(message), source(std::move(file)), span(where), reason(std::move(why)) {}

  std::shared_ptr<const text::SourceFile> source;  ///< nullptr: no place is known
  text::Span span;
  std::string reason;
};

struct Files {
  Files() = default;
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  virtual ~Files() = default;

  // Paths are relative to the working directory or absolute, as text::join_path makes them. All throw Unusable.
  virtual std::string bytes(const std::string& path) const = 0;
  virtual std::shared_ptr<const json::Document> document(const std::string& path) const = 0;  ///< JSON or YAML, by its name
  /// A definition, or the machine of that name in a template ("" where there is one only).
  virtual std::shared_ptr<const asl::Program> program(const std::string& path, std::string_view state_machine) const = 0;
  /// The same for a machine that another one starts, which nobody else looks at: one that the service would refuse may be Unusable.
  virtual std::shared_ptr<const asl::Program> child(const std::string& path, std::string_view state_machine) const {
    return program(path, state_machine);
  }
};

/// Whether a relative path stays in the folder that it starts from: it is not absolute and climbs nowhere.
bool stays_inside(std::string_view file);

}  // namespace sfn::mocks

// The files that a mock or suite file names, out of one fuzz input: definitions are part 1, mock files part 2, whatever their names.
#pragma once

#include <string>

#include "fuzz/fuzz.h"
#include "mocks/files.h"

namespace sfn::fuzz {

struct MemoryFiles : mocks::Files {
  explicit MemoryFiles(std::string suite, std::string definition, std::string mocks)
      : suite_(std::move(suite)), definition_(std::move(definition)), mocks_(std::move(mocks)) {}

  std::string bytes(const std::string& path) const override;
  std::shared_ptr<const json::Document> document(const std::string& path) const override;
  std::shared_ptr<const asl::Program> program(const std::string& path, std::string_view state_machine) const override;

 private:
  std::string suite_, definition_, mocks_;
};

/// A machine with a Task, a Map, a Choice, retries and a nested execution, for inputs that bring none.
extern const std::string_view kMachine;

}  // namespace sfn::fuzz

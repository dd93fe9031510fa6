// A file that is there whole or not at all. In: a path, bytes piece by piece. Out: after commit() the file; before, nothing at that path
// has changed.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "cli/streams.h"

namespace sfn::cli {

/// A temporary file beside `path`, which commit() renames: beside the target of a symbolic link, which stays; with the mode and, where
/// that is permitted, the owner of the file in whose place it comes. What is no file (/dev/stdout, a FIFO) is written to at once.
/// All members throw ToolError with the system's reason; write() throws ClosedPipe if nobody reads a pipe any more.
class NewFile {
 public:
  explicit NewFile(std::string path);
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  ~NewFile();  ///< without commit(): the temporary file goes
  void write(std::string_view bytes);
  void commit();

 private:
  void take_permissions();

  std::string path_;       ///< as it was named
  std::string target_;     ///< behind its links
  std::string temporary_;  ///< empty: there is nothing to rename
  int descriptor_ = -1;
};

/// The output of --output FILE: small results are kept until commit(), large ones go to a NewFile as they come, so that a result of any
/// size takes little memory.
class FileOutput : public Output {
 public:
  explicit FileOutput(std::string path) : path_(std::move(path)) {}
  ~FileOutput() override;
  void write(std::string_view text) override;
  void commit();

 private:
  std::string path_;
  std::string kept_;
  std::unique_ptr<NewFile> file_;
};

}  // namespace sfn::cli

#include "cli/new_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "cli/files.h"
#include "cli/signals.h"

namespace sfn::cli {
namespace {

constexpr size_t kKept = size_t{1} << 20U;  // bytes of a result that wait in memory

[[noreturn]] void fail(const std::string& path) {
  throw ToolError("cannot write " + path + ": " + std::strerror(errno));
}

}  // namespace

NewFile::NewFile(std::string path) : path_(std::move(path)) {
  struct stat info {};
  if (::stat(path_.c_str(), &info) == 0 && !S_ISREG(info.st_mode)) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CLOEXEC);
  } else {
    temporary_ = path_ + ".XXXXXX";
    descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
  }
  if (descriptor_ < 0) {
    temporary_.clear();
    fail(path_);
  }
}

NewFile::~NewFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void NewFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path_);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
}

void NewFile::commit() {
  if (temporary_.empty()) return;
  const mode_t mask = ::umask(0);
  ::umask(mask);
  if (::fchmod(descriptor_, 0666 & ~mask) != 0 || ::rename(temporary_.c_str(), path_.c_str()) != 0) fail(path_);
  temporary_.clear();
}

FileOutput::~FileOutput() = default;

void FileOutput::write(std::string_view text) {
  kept_ += text;
  if (kept_.size() < kKept) return;
  if (!file_) file_ = std::make_unique<NewFile>(path_);
  file_->write(kept_);
  kept_.clear();
}

void FileOutput::commit() {
  if (!file_) return write_file(path_, kept_);
  const SignalsHeld whole;
  file_->write(kept_);
  file_->commit();
}

void write_file(const std::string& path, std::string_view bytes) {
  const SignalsHeld whole;
  NewFile file(path);
  file.write(bytes);
  file.commit();
}

}  // namespace sfn::cli

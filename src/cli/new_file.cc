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
  throw ToolError("cannot write " + shown_path(path) + ": " + std::strerror(errno));
}

// Whether there is something that takes bytes at once. Opening a descriptor of this process anew would start at the first byte of a file
// that standard output goes to.
bool is_stream(const LinkEnd& end) {
  struct stat info {};
  return end.descriptor >= 0 || (::stat(end.path.c_str(), &info) == 0 && !S_ISREG(info.st_mode));
}

int open_stream(const LinkEnd& end) {
  return end.descriptor >= 0 ? ::fcntl(end.descriptor, F_DUPFD_CLOEXEC, 0) : ::open(end.path.c_str(), O_WRONLY | O_CLOEXEC);
}

}  // namespace

NewFile::NewFile(std::string path) : path_(std::move(path)) {
  const LinkEnd end = follow_links(path_);
  if (is_stream(end)) {
    descriptor_ = open_stream(end);
  } else {
    target_ = end.path;
    temporary_ = target_ + ".XXXXXX";
    descriptor_ = ::mkostemp(temporary_.data(), O_CLOEXEC);
  }
  if (descriptor_ >= 0) return;
  temporary_.clear();
  fail(path_);
}

NewFile::~NewFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
  if (!temporary_.empty()) ::unlink(temporary_.c_str());
}

void NewFile::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EPIPE) throw ClosedPipe();
    if (written < 0) fail(path_);
    bytes.remove_prefix(static_cast<size_t>(written));
  }
}

// The owner first: changing it takes bits of the mode away. Who may not give files away keeps the group at most, or neither.
void NewFile::take_permissions() {
  struct stat before {};
  const mode_t mask = ::umask(0);
  ::umask(mask);
  mode_t mode = 0666 & ~mask;
  if (::stat(target_.c_str(), &before) == 0) {
    mode = before.st_mode & 0777U;
    if (::fchown(descriptor_, before.st_uid, before.st_gid) != 0 && ::fchown(descriptor_, static_cast<uid_t>(-1), before.st_gid) != 0)
      mode &= ~070U;  // another group's rights are not this one's
  }
  if (::fchmod(descriptor_, mode) != 0) fail(path_);
}

void NewFile::commit() {
  if (temporary_.empty()) return;
  take_permissions();
  if (::rename(temporary_.c_str(), target_.c_str()) != 0) fail(path_);
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

#include "cli/streams.h"

#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

#include "cli/files.h"

namespace sfn::cli {
namespace {

constexpr size_t kBuffer = 1U << 16U;

}  // namespace

DescriptorOutput::~DescriptorOutput() {
  try {
    flush();
  } catch (const std::runtime_error&) {
    // Whoever cares flushes before; at the very end nobody is left to tell.
  }
}

void DescriptorOutput::write_all(std::string_view text) {
  while (!text.empty() && !reader_is_gone_) {
    const ssize_t written = ::write(descriptor_, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0 && errno == EPIPE) {
      reader_is_gone_ = true;
      return;
    }
    if (written < 0) throw ToolError(std::string("cannot write the output: ") + std::strerror(errno));
    text.remove_prefix(static_cast<size_t>(written));
  }
}

void DescriptorOutput::write(std::string_view text) {
  if (!buffered_) return write_all(text);
  buffer_ += text;
  if (buffer_.size() >= kBuffer) flush();
}

void DescriptorOutput::flush() {
  std::string pending;
  pending.swap(buffer_);  // what could not be written is not tried again
  write_all(pending);
}

bool DescriptorOutput::is_terminal() const {
  return ::isatty(descriptor_) == 1;
}

StandardStreams::StandardStreams() {
  std::signal(SIGPIPE, SIG_IGN);  // a closed pipe and a file that may not grow are answers of write(), not ends of the program
  std::signal(SIGXFSZ, SIG_IGN);
}

std::string StandardStreams::read_input() {
  return read_descriptor(0, "standard input");
}

}  // namespace sfn::cli

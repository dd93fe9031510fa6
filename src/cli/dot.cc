#include "cli/dot.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/chrono.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <optional>
#include <vector>

#include "cli/files.h"

namespace sfn::cli {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  int ends[2] = {-1, -1};
  Pipe() {
    if (::pipe2(ends, O_CLOEXEC) != 0) throw ToolError(std::string("cannot make a pipe: ") + std::strerror(errno));
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_end(0);
    close_end(1);
  }
  void close_end(int which) {
    if (ends[which] >= 0) ::close(ends[which]);
    ends[which] = -1;
  }
};

/// What dot sees of the environment: where programs and fonts are, and nothing that would change the picture (GVBINDIR, DOTFONTPATH,
/// locales).
std::vector<std::string> clean_environment() {
  std::vector<std::string> out{"LC_ALL=C.UTF-8"};
  for (const char* const name : {"PATH", "HOME"}) {
    if (const char* const value = std::getenv(name)) out.push_back(std::string(name) + "=" + value);
  }
  return out;
}

pid_t start(const std::string& option, Pipe& input, Pipe& output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input.ends[0], 0);
  posix_spawn_file_actions_adddup2(&actions, output.ends[1], 1);
  std::string program = "dot", argument = option;
  char* argv[] = {program.data(), argument.data(), nullptr};
  std::vector<std::string> variables = clean_environment();
  std::vector<char*> environment;
  for (std::string& variable : variables) environment.push_back(variable.data());
  environment.push_back(nullptr);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, "dot", &actions, nullptr, argv, environment.data());
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0)
    throw ToolError(
        "SVG and PNG are drawn by Graphviz' dot, which is not installed (apt-get install graphviz); --format dot and mermaid need nothing");
  input.close_end(0);
  output.close_end(1);
  return child;
}

int milliseconds_to(Clock::time_point end) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now()).count();
  return static_cast<int>(std::max<std::int64_t>(left, 0));
}

// Feeds one end while it empties the other: either pipe alone could fill up. Nothing if that takes too long.
std::optional<std::string> exchange(std::string_view text, Pipe& input, Pipe& output, Clock::time_point end) {
  std::string answer;
  char buffer[65536];
  for (;;) {
    pollfd ends[2] = {{output.ends[0], POLLIN, 0}, {input.ends[1], POLLOUT, 0}};
    const int left = milliseconds_to(end);
    if (left == 0) return std::nullopt;
    if (::poll(ends, text.empty() ? 1 : 2, left) < 0 && errno != EINTR) break;
    if (!text.empty() && (ends[1].revents & (POLLOUT | POLLERR)) != 0) {
      const ssize_t written = ::write(input.ends[1], text.data(), std::min<size_t>(text.size(), 4096));
      text.remove_prefix(written > 0 ? static_cast<size_t>(written) : text.size());
      if (text.empty()) input.close_end(1);
    }
    if ((ends[0].revents & (POLLIN | POLLHUP)) != 0) {
      const ssize_t got = ::read(output.ends[0], buffer, sizeof buffer);
      if (got <= 0) break;
      answer.append(buffer, static_cast<size_t>(got));
    }
  }
  return answer;
}

/// Whether the process ends by then; it stays to be waited for.
bool has_ended(pid_t child, Clock::time_point end) {
  const int process = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  if (process < 0) return true;  // a kernel before 5.3: then it is waited for
  pollfd ready{process, POLLIN, 0};
  int count = 0;
  while ((count = ::poll(&ready, 1, milliseconds_to(end))) < 0 && errno == EINTR) {
  }
  ::close(process);
  return count > 0;
}

/// Whether the text is a picture from its beginning to its end.
bool is_whole(std::string_view picture, std::string_view format) {
  constexpr std::string_view kPngBegin = "\x89PNG\r\n\x1a\n", kPngEnd = "IEND\xae\x42\x60\x82";
  if (format == "png") return picture.starts_with(kPngBegin) && picture.ends_with(kPngEnd);
  return picture.find("<svg") != std::string_view::npos && picture.substr(0, picture.find_last_not_of(" \r\n") + 1).ends_with("</svg>");
}

}  // namespace

std::string draw(const std::string& dot_source, std::string_view format, std::chrono::milliseconds limit) {
  Pipe input, output;
  const pid_t child = start("-T" + std::string(format), input, output);
  const Clock::time_point end = Clock::now() + limit;
  const std::optional<std::string> picture = exchange(dot_source, input, output, end);
  const bool whole = picture && is_whole(*picture, format);
  const bool ended = whole && has_ended(child, end);
  if (!ended) ::kill(child, SIGKILL);  // it may have closed its output and stay
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (!picture || (whole && !ended)) throw ToolError(fmt::format("dot took longer than {}; --format dot gives the graph itself", limit));
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || !whole) throw ToolError("dot could not draw the graph");
  return *picture;
}

}  // namespace sfn::cli

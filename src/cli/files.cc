#include "cli/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <glob.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "cli/signals.h"

namespace sfn::cli {
namespace {

struct Descriptor {
  int number;
  explicit Descriptor(int n) : number(n) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

[[noreturn]] void fail(const std::string& what, const std::string& path) {
  throw ToolError(what + " " + shown_path(path) + ": " + std::strerror(errno));
}

[[noreturn]] void too_large(const std::string& name) {
  throw ToolError(name + " is larger than 1 GiB, the limit of sfnctl");
}

void collect(const std::string& folder, int depth, std::vector<std::string>& out) {
  constexpr int kMaxFolders = 64;
  DIR* dir = ::opendir(folder.c_str());
  if (dir == nullptr) fail("cannot read", folder);
  std::vector<std::string> folders;
  while (const dirent* entry = ::readdir(dir)) {
    const std::string_view name = entry->d_name;
    if (name.starts_with('.') || name == "node_modules") continue;
    std::string path = folder == "." ? std::string(name) : folder + "/" + std::string(name);
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0 || S_ISLNK(info.st_mode)) continue;
    if (S_ISDIR(info.st_mode)) {
      folders.push_back(std::move(path));
    } else if (S_ISREG(info.st_mode)) {
      out.push_back(std::move(path));
    }
  }
  ::closedir(dir);
  if (depth == kMaxFolders && !folders.empty())  // what is not looked into must not pass for checked
    throw ToolError(folders.front() + ": more than " + std::to_string(kMaxFolders) + " folders inside each other");
  for (const std::string& below : folders) collect(below, depth + 1, out);
}

struct PathParts {
  std::string folder, name;
};

PathParts parts_of(const std::string& path) {
  const size_t slash = path.rfind('/');
  if (slash == std::string::npos) return {".", path};
  return {slash == 0 ? "/" : path.substr(0, slash), path.substr(slash + 1)};
}

std::string resolved(const std::string& path) {
  char buffer[PATH_MAX];
  if (::realpath(path.c_str(), buffer) != nullptr) return buffer;
  const PathParts parts = parts_of(path);
  if (parts.folder == "/" || parts.folder == path) return path;
  return resolved(parts.folder) + "/" + parts.name;
}

// What writes to a link whose target is not there makes the target: that is what the name means.
std::string resolved_end(const std::string& path) {
  try {
    return resolved(follow_links(path).path);
  } catch (const ToolError&) {
    return resolved(path);  // links in a circle lead nowhere
  }
}

// /dev/fd and /proc/self/fd are links to /proc/<process>/fd, whose entries are no names of files: renaming them is not possible.
int own_descriptor(const PathParts& parts) {
  const std::string folder = resolved(parts.folder);
  if (!folder.starts_with("/proc/" + std::to_string(::getpid()) + "/") || !folder.ends_with("/fd")) return -1;
  int number = -1;
  const char* const end = parts.name.data() + parts.name.size();
  return std::from_chars(parts.name.data(), end, number).ptr == end ? number : -1;
}

std::optional<std::string> link_target(const std::string& path) {
  char buffer[PATH_MAX];
  const ssize_t length = ::readlink(path.c_str(), buffer, sizeof buffer);
  if (length < 0) return std::nullopt;
  const std::string target(buffer, static_cast<size_t>(length));
  return target.starts_with('/') ? target : parts_of(path).folder + "/" + target;
}

struct ReservedOutput {
  dev_t device;
  ino_t number;
  std::string option, path;
};
std::vector<ReservedOutput> reserved;  // filled before a command runs

void refuse_output(int descriptor, const std::string& name) {
  struct stat info {};
  if (reserved.empty() || ::fstat(descriptor, &info) != 0) return;
  for (const ReservedOutput& output : reserved) {
    if (output.device == info.st_dev && output.number == info.st_ino)
      throw WouldOverwrite(output.option + " would write " + output.path + ", which the command reads" +
                           (name == output.path ? "" : " as " + name));
  }
}

std::string read_all(int descriptor, const std::string& name) {
  std::string bytes;
  struct stat info {};
  size_t expected = 0;  // what a regular file says of itself; those of /proc say nothing
  if (::fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode)) {
    expected = static_cast<size_t>(info.st_size);
    if (expected > text::kMaxFileSize) too_large(name);
    bytes.reserve(expected + 1);
  }
  for (;;) {
    const size_t have = bytes.size();
    bytes.resize(have == 0 && expected > 0 ? expected + 1 : std::max<size_t>(bytes.capacity(), have + 4096));
    const size_t room = bytes.size() - have;
    const ssize_t got = ::read(descriptor, bytes.data() + have, room);
    bytes.resize(have + static_cast<size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0 && errno != EINTR) fail("cannot read", name);
    if (got == 0 || (got > 0 && bytes.size() == expected && static_cast<size_t>(got) < room)) return bytes;
    if (bytes.size() > text::kMaxFileSize) too_large(name);
  }
}

}  // namespace

void reserve_output(const std::string& option, const std::string& path) {
  struct stat info {};
  if (::stat(path.c_str(), &info) == 0 && S_ISREG(info.st_mode)) reserved.push_back({info.st_dev, info.st_ino, option, path});
}

std::string read_descriptor(int descriptor, const std::string& name) {
  refuse_output(descriptor, name);
  return read_all(descriptor, name);
}

std::string glance_at(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.number < 0) fail("cannot read", path);
  return read_all(file.number, path);
}

std::string read_file(const std::string& path) {
  const SignalsEnd waiting;  // for whoever writes to a FIFO
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.number < 0) fail("cannot read", path);
  return read_descriptor(file.number, path);
}

std::shared_ptr<const text::SourceFile> open_source(const std::string& path) {
  return std::make_shared<const text::SourceFile>(path, read_file(path));
}

bool is_folder(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

bool is_stream(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && !S_ISREG(info.st_mode) && !S_ISDIR(info.st_mode);
}

bool file_exists(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0;
}

bool glob_matches(std::string_view pattern, std::string_view text) {
  if (pattern.starts_with("**/") && glob_matches(pattern.substr(3), text)) return true;
  const bool across = pattern.find("**") != std::string_view::npos;
  return ::fnmatch(std::string(pattern).c_str(), std::string(text).c_str(), across ? 0 : FNM_PATHNAME) == 0;
}

bool is_glob(const std::string& path) {
  return path.find_first_of("*?[") != std::string::npos && !file_exists(path);
}

std::vector<std::string> expand_or_keep(const std::string& pattern) {
  std::vector<std::string> paths = expand_glob(pattern);
  return paths.empty() ? std::vector{pattern} : paths;
}

std::vector<std::string> expand_glob(const std::string& pattern) {
  if (!is_glob(pattern)) return {pattern};
  glob_t found{};
  std::vector<std::string> paths;
  if (::glob(pattern.c_str(), 0, nullptr, &found) == 0) paths.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  ::globfree(&found);
  return paths;
}

std::vector<std::string> files_below(const std::string& folder) {
  std::vector<std::string> files;
  collect(folder.size() > 1 && folder.ends_with('/') ? folder.substr(0, folder.size() - 1) : folder, 0, files);
  std::sort(files.begin(), files.end());
  return files;
}

bool lies_inside(const std::string& path, const std::string& folder) {
  const std::string inner = resolved_end(path), outer = resolved(folder);
  return inner == outer || outer == "/" || inner.starts_with(outer + "/");
}

bool same_file(const std::string& a, const std::string& b) {
  struct stat first {
  }, second{};
  const bool first_there = ::stat(a.c_str(), &first) == 0, second_there = ::stat(b.c_str(), &second) == 0;
  if (first_there != second_there) return false;
  if (!first_there) return resolved_end(a) == resolved_end(b);
  return S_ISREG(first.st_mode) && first.st_dev == second.st_dev && first.st_ino == second.st_ino;
}

LinkEnd follow_links(const std::string& path) {
  constexpr int kMaxLinks = 40;  // as many as Linux follows
  LinkEnd end{path};
  for (int links = 0; links <= kMaxLinks; ++links) {
    end.descriptor = own_descriptor(parts_of(end.path));
    if (end.descriptor >= 0) return end;
    std::optional<std::string> target = link_target(end.path);
    if (!target) return end;
    end.path = std::move(*target);
  }
  throw ToolError("cannot follow " + path + ": " + std::strerror(ELOOP));
}

std::string shown_path(const std::string& path) {
  return path.empty() ? "\"\"" : path;
}

bool ends_with_any(std::string_view path, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(), [&](std::string_view ending) { return path.ends_with(ending); });
}

}  // namespace sfn::cli

#include "cli/new_file.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <string>

#include "cli/files.h"

namespace sfn::cli {
namespace {

namespace fs = std::filesystem;

struct Folder {
  std::string path = "/tmp/sfnctl-new-file-XXXXXX";
  Folder() { REQUIRE(::mkdtemp(path.data()) != nullptr); }
  ~Folder() { fs::remove_all(path); }
  std::string file(const std::string& name) const { return path + "/" + name; }
  size_t entries() const { return static_cast<size_t>(std::distance(fs::directory_iterator(path), fs::directory_iterator())); }
};

TEST_CASE("a large result waits in a file beside, and is there whole after commit") {
  const Folder folder;
  write_file(folder.file("out"), "before");
  const std::string megabyte(1'000'000, 'x');
  FileOutput output(folder.file("out"));
  for (int i = 0; i < 3; ++i) output.write(megabyte);
  CHECK(folder.entries() == 2);
  CHECK(read_file(folder.file("out")) == "before");
  output.commit();
  CHECK(folder.entries() == 1);
  CHECK(read_file(folder.file("out")) == megabyte + megabyte + megabyte);
}

TEST_CASE("a result that is never complete leaves everything as it was") {
  const Folder folder;
  write_file(folder.file("out"), "before");
  {
    FileOutput output(folder.file("out"));
    output.write(std::string(3'000'000, 'x'));
  }
  CHECK(folder.entries() == 1);
  CHECK(read_file(folder.file("out")) == "before");
}

TEST_CASE("a symbolic link stays, and what it leads to is written") {
  const Folder folder;
  fs::create_directory(folder.file("there"));
  write_file(folder.file("there/out"), "before");
  fs::create_symlink("there/out", folder.file("link"));
  fs::create_symlink("link", folder.file("link of a link"));
  fs::create_symlink("there/new", folder.file("dangling"));
  write_file(folder.file("link of a link"), "after");
  write_file(folder.file("dangling"), "new");
  CHECK(fs::is_symlink(folder.file("link")));
  CHECK(fs::is_symlink(folder.file("link of a link")));
  CHECK(fs::is_symlink(folder.file("dangling")));
  CHECK(read_file(folder.file("there/out")) == "after");
  CHECK(read_file(folder.file("there/new")) == "new");
}

TEST_CASE("a descriptor of this process is written to where it stands, also through a link") {
  const Folder folder;
  const int opened = ::open(folder.file("out").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  REQUIRE(opened >= 0);
  REQUIRE(::write(opened, "head ", 5) == 5);
  const std::string number = std::to_string(opened);
  fs::create_symlink("/proc/self/fd/" + number, folder.file("link"));
  write_file("/dev/fd/" + number, "a");
  write_file("/proc/self/fd/" + number, "b");
  write_file(folder.file("link"), "c");
  ::close(opened);
  CHECK(fs::is_symlink(folder.file("link")));
  CHECK(read_file(folder.file("out")) == "head abc");
}

TEST_CASE("links in a circle are told") {
  const Folder folder;
  fs::create_symlink("b", folder.file("a"));
  fs::create_symlink("a", folder.file("b"));
  CHECK_THROWS_AS(write_file(folder.file("a"), "x"), ToolError);
}

TEST_CASE("a file keeps its mode, a new one has what the mask leaves") {
  const Folder folder;
  const mode_t mask = ::umask(022);
  for (const mode_t mode : {0600U, 0640U, 0755U}) {
    write_file(folder.file("out"), "before");
    REQUIRE(::chmod(folder.file("out").c_str(), mode) == 0);
    write_file(folder.file("out"), "after");
    CHECK(static_cast<unsigned>(fs::status(folder.file("out")).permissions()) == mode);
    CHECK(read_file(folder.file("out")) == "after");
  }
  write_file(folder.file("new"), "x");
  ::umask(mask);
  CHECK(static_cast<unsigned>(fs::status(folder.file("new")).permissions()) == 0644U);
}

TEST_CASE("names of one file, there or not, and of devices") {
  const Folder folder;
  write_file(folder.file("out"), "x");
  fs::create_symlink("out", folder.file("link"));
  fs::create_symlink("new", folder.file("dangling"));
  CHECK(same_file(folder.file("out"), folder.path + "/./link"));
  CHECK(same_file(folder.file("new"), folder.file("dangling")));
  CHECK(same_file(folder.file("new"), folder.path + "/../" + fs::path(folder.path).filename().string() + "/new"));
  CHECK_FALSE(same_file(folder.file("new"), folder.file("out")));
  CHECK_FALSE(same_file(folder.file("new"), folder.file("newer")));
  CHECK_FALSE(same_file("/dev/null", "/dev/null"));
}

TEST_CASE("a dangling link does not hide that a path leads out of a folder") {
  const Folder folder;
  fs::create_directory(folder.file("in"));
  fs::create_symlink("../out", folder.file("in/link"));
  CHECK_FALSE(lies_inside(folder.file("in/link"), folder.file("in")));
  CHECK(lies_inside(folder.file("in/new"), folder.file("in")));
}

TEST_CASE("a full device, a missing folder and a folder in the place of the file are told") {
  const Folder folder;
  CHECK_THROWS_WITH_AS(write_file("/dev/full", "x"), "cannot write /dev/full: No space left on device", ToolError);
  CHECK_THROWS_AS(write_file(folder.file("no/such"), "x"), ToolError);
  CHECK_THROWS_AS(write_file(folder.path, "x"), ToolError);
  CHECK(folder.entries() == 0);
}

}  // namespace
}  // namespace sfn::cli

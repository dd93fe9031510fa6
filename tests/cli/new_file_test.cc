#include "cli/new_file.h"

#include <doctest/doctest.h>
#include <stdlib.h>

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

TEST_CASE("a full device, a missing folder and a folder in the place of the file are told") {
  const Folder folder;
  CHECK_THROWS_WITH_AS(write_file("/dev/full", "x"), "cannot write /dev/full: No space left on device", ToolError);
  CHECK_THROWS_AS(write_file(folder.file("no/such"), "x"), ToolError);
  CHECK_THROWS_AS(write_file(folder.path, "x"), ToolError);
  CHECK(folder.entries() == 0);
}

}  // namespace
}  // namespace sfn::cli

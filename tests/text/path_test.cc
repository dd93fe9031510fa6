#include "text/path.h"

#include <doctest/doctest.h>

using namespace sfn;

TEST_CASE("the folder of a path is what stands before its last slash") {
  CHECK(text::folder_of("a/b/c.json") == "a/b");
  CHECK(text::folder_of("c.json") == ".");
  CHECK(text::folder_of("/c.json") == "/");
  CHECK(text::folder_of("/") == "/");
}

TEST_CASE("a path is joined to a folder without steps that cancel out") {
  CHECK(text::join_path("a", "b.json") == "a/b.json");
  CHECK(text::join_path("", "b.json") == "b.json");
  CHECK(text::join_path(".", "./b.json") == "b.json");
  CHECK(text::join_path("a/b", "../c.json") == "a/c.json");
  CHECK(text::join_path("a", "../../c.json") == "../c.json");
  CHECK(text::join_path("a", "/c.json") == "/c.json");
}

TEST_CASE("a path is told from a folder so that joining both leads back") {
  for (const std::string folder : {".", "a", "a/b", "c/d"}) {
    for (const std::string path : {"x.json", "a/x.json", "a/b/x.json", "../x.json"}) {
      CHECK(text::join_path(folder, text::relative_path(folder, path)) == path);
    }
  }
  CHECK(text::relative_path("a/b", "a/x.json") == "../x.json");
  CHECK(text::relative_path("/t/s", "/t/x.json") == "../x.json");
  CHECK(text::relative_path("a", "/t/x.json") == "/t/x.json");
  CHECK(text::relative_path("/t", "x.json") == "x.json");
}

#include "cli/dot.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <fstream>

#include "cli/files.h"

using namespace sfn;

namespace {

/// A program named dot in front of all others on the PATH.
class OtherDot {
 public:
  explicit OtherDot(const std::string& script) : path_(std::getenv("PATH")) {
    char name[] = "/tmp/sfnctl-dot-XXXXXX";
    folder_ = ::mkdtemp(name);
    std::ofstream(folder_ + "/dot") << "#!/bin/sh\n" << script << "\n";
    ::chmod((folder_ + "/dot").c_str(), 0755);
    ::setenv("PATH", (folder_ + ":" + path_).c_str(), 1);
  }
  OtherDot(const OtherDot&) = delete;
  OtherDot& operator=(const OtherDot&) = delete;
  ~OtherDot() {
    ::setenv("PATH", path_.c_str(), 1);
    ::unlink((folder_ + "/dot").c_str());
    ::rmdir(folder_.c_str());
  }

 private:
  std::string path_, folder_;
};

TEST_CASE("dot gets the graph and the format, and nothing of the environment that could change the picture") {
  const OtherDot dot(
      "printf '<svg>'; cat; echo \" $*\"; env | sed 's/=.*//' | grep -v '^_$' | grep -v PWD | sort | tr '\\n' ' '; printf '</svg>'");
  ::setenv("GVBINDIR", "/elsewhere", 1);
  const std::string answer = cli::draw("digraph {}", "svg");
  ::unsetenv("GVBINDIR");
  CHECK((answer == "<svg>digraph {} -Tsvg\nHOME LC_ALL PATH </svg>" || answer == "<svg>digraph {} -Tsvg\nLC_ALL PATH </svg>"));
}

TEST_CASE("kMaxDrawingSeconds: dot that takes too long is stopped") {
  for (const char* const script : {"exec sleep 100", "echo '<svg></svg>'; exec >&- <&-; exec sleep 100"}) {
    const OtherDot dot(script);
    CHECK_THROWS_WITH_AS(cli::draw("digraph {}", "svg", std::chrono::milliseconds(50)),
                         "dot took longer than 50ms; --format dot gives the graph itself", cli::ToolError);
  }
}

TEST_CASE("dot that fails or is killed has drawn nothing") {
  std::signal(SIGPIPE, SIG_IGN);  // as main does; the script reads nothing
  for (const char* const script :
       {"exit 3", "kill -9 $$", "exit 0", "echo '<svg>'", "cat >/dev/null; echo garbage", "exec >&- <&-; exec sleep 100"}) {
    const OtherDot dot(script);
    CHECK_THROWS_WITH_AS(cli::draw("digraph {}", "svg"), "dot could not draw the graph", cli::ToolError);
  }
}

}  // namespace

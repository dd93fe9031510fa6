// Every input that once broke something, and small ones that come near a limit, through the same functions that libFuzzer calls.
#include <doctest/doctest.h>

#include "fuzz/fuzz.h"
#include "support/golden.h"

namespace sfn::fuzz {
namespace {

struct Target {
  std::string name;
  void (*run)(std::string_view);
};

const Target kTargets[] = {
#define SFN_FUZZ_TARGET(name) {#name, name},
#include "fuzz/targets.def"
#undef SFN_FUZZ_TARGET
};

TEST_CASE("inputs that once broke something break nothing any more") {
  for (const Target& target : kTargets) {
    for (const std::string& path : support::files_in(support::testdata("fuzz/" + target.name), "")) {
      INFO(path);
      CHECK_NOTHROW(target.run(support::read_text(path)));
    }
  }
}

TEST_CASE("an empty input and one of stray bytes end everywhere") {
  const std::string all = [] {
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes += static_cast<char>(i);
    return bytes;
  }();
  for (const Target& target : kTargets) {
    INFO(target.name);
    for (const std::string& input :
         {std::string(), all, std::string("\n%%\n%%\n"), std::string("{}"), std::string("[]"), std::string("null")}) {
      CHECK_NOTHROW(target.run(input));
    }
  }
}

}  // namespace
}  // namespace sfn::fuzz

// Definitions made wrong at one place each: what AWS's rules refuse is reported at that place, with one finding; what they allow is no
// error. Every seventh mutant, which ones depends on the file; mutation_tool looks at all of them, and at other definitions.
#include <doctest/doctest.h>

#include <memory>
#include <string>

#include "json/reader.h"
#include "lint/linter.h"
#include "lint/mutants.h"
#include "support/golden.h"

using namespace sfn;

namespace {

constexpr size_t kStride = 7;

std::shared_ptr<const json::Document> document(std::string text) {
  auto read = json::read_json(std::make_shared<text::SourceFile>("mutant", std::move(text)));
  return read ? std::make_shared<const json::Document>(std::move(*read)) : nullptr;
}

diag::Findings lint_text(std::string text) {
  lint::Input input;
  input.document = document(std::move(text));
  return lint::lint(input);
}

}  // namespace

TEST_CASE("a definition made wrong at one place has one finding, there") {
  size_t files = 0, refused = 0;
  for (const std::string& path : support::files_in(support::testdata("valid"), ".asl.json")) {
    const auto original = document(support::read_text(path));
    REQUIRE(original != nullptr);
    size_t number = files++;
    mutation::for_each_mutant(*original, [&](const mutation::Mutant& mutant) {
      if (number++ % kStride != 0) return;
      if (!mutant.places.empty()) ++refused;
      const std::string complaint = mutation::misjudged(mutant, lint_text(mutant.text));
      CHECK_MESSAGE(complaint.empty(), path << ": " << complaint);
    });
  }
  CHECK(files >= 20);
  CHECK(refused > 2000);
}

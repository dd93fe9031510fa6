// FOLDER [FILES [SHOWN]]: mutates every *.asl.json below it and prints each mutant whose findings are not those that it must have, then a
// tally. For definitions that are not part of this repository: those with warnings of their own are passed over.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string_view>

#include "json/reader.h"
#include "lint/linter.h"
#include "lint/mutants.h"
#include "support/golden.h"

using namespace sfn;

namespace {

std::shared_ptr<const json::Document> document(std::string text) {
  auto read = json::read_json(std::make_shared<text::SourceFile>("mutant", std::move(text)));
  return read ? std::make_shared<const json::Document>(std::move(*read)) : nullptr;
}

diag::Findings lint_text(std::string text) {
  lint::Input input;
  input.document = document(std::move(text));
  return lint::lint(input);
}

/// Without the notes that the definition itself has.
diag::Findings new_ones(diag::Findings findings, const diag::Findings& before) {
  std::erase_if(findings.list(), [&](const diag::Finding& finding) {
    return std::any_of(before.list().begin(), before.list().end(), [&](const diag::Finding& old) {
      const bool counts = finding.severity == diag::Severity::Info;  // "here and in 2 more ARNs"
      return old.rule == finding.rule && (counts || old.message == finding.message);
    });
  });
  return findings;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::puts("usage: mutation_tool FOLDER [FILES [SHOWN]]"), 2;
  const size_t limit = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 1000;
  const size_t shown = argc > 3 ? std::strtoul(argv[3], nullptr, 10) : 20;
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  size_t files = 0, mutants = 0, refused = 0, wrong = 0;
  for (const std::string& path : support::files_in(argv[1], ".asl.json", true)) {
    const auto original = document(support::read_text(path));
    const diag::Findings before = lint_text(support::read_text(path));
    if (original == nullptr || before.any_at_least(diag::Severity::Warning)) continue;
    if (++files > limit) break;
    mutation::for_each_mutant(*original, [&](const mutation::Mutant& mutant) {
      ++mutants;
      if (!mutant.places.empty()) ++refused;
      const std::string complaint = mutation::misjudged(mutant, new_ones(lint_text(mutant.text), before));
      if (!complaint.empty() && wrong++ < shown) std::puts(fmt::format("{}: {}", path, complaint).c_str());
    });
  }
  std::puts(
      fmt::format("{} definitions, {} mutants, {} of them refused by AWS's rules, {} misjudged", files, mutants, refused, wrong).c_str());
  return wrong == 0 ? 0 : 1;
}

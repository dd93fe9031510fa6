// Runs as one HTML file that needs nothing else: a list of steps on a time line, the data of each, the picture with the path, calls,
// events, the definition. In: records of runs (of `run`, or of the cases of test suites). Out: a page whose Content-Security-Policy allows
// its own script and style sheet, by their digests, and nothing else; whatever stands in a definition, an input or a mock is data in it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "report/run_record.h"
#include "suite/result.h"

namespace sfn::report {

/// One definition of a page.
struct PageDefinition {
  struct State {
    std::string name;
    asl::StateType type{};
    uint32_t first = 1, last = 0;  ///< lines
  };
  std::string path;
  std::string source;
  std::vector<State> states;
  std::string svg;  ///< graph::page_svg() with prefix_of(its number); empty: none
};

PageDefinition page_definition(const asl::Program& program, std::string path);
/// What ids in the picture of a page's definition begin with.
std::string prefix_of(size_t definition);

struct PageRun {
  std::string title;      ///< of a case; empty: the run of a page that has one
  size_t definition = 0;  ///< number in Page::definitions
  RunRecord record;
  std::string outcome;                ///< of a case: "passed", "failed" …; empty: the status counts
  std::vector<std::string> problems;  ///< expectations that do not hold, why it could not be run
};

struct Page {
  std::string title;
  std::vector<PageDefinition> definitions;
  std::vector<PageRun> runs;
};

std::string page_html(const Page& page);

/// What does not hold, in words: `output at /refunded: expected true, got false`.
std::vector<std::string> problems_of(const suite::CaseResult& result);

}  // namespace sfn::report

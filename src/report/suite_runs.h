// The runs of test cases, for pages: records of each case, and all of them together on the graphs of their definitions. In: the runner's
// listeners, from several threads. Out: a Page, graphs with counts.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "report/run_page.h"
#include "suite/listener.h"

namespace sfn::report {

class SuiteRuns {
 public:
  /// Draws a graph for a page, ids beginning with a prefix; empty: no picture.
  using Draw = std::function<std::string(const graph::Graph&, std::string_view prefix)>;

  /// `records` false: only what the graphs need is kept.
  explicit SuiteRuns(bool records) : keeps_records_(records) {}

  /// This must outlive the listeners.
  suite::MakeListener listener();

  /// Once the suites have run: a page of all cases. Records move into it.
  Page page(const suite::Results& results, const Draw& draw);
  /// Pictures with the counts of all cases, by the path of the definition.
  std::map<std::string, std::string> pictures(const Draw& draw) const;

 private:
  friend class SuiteListener;
  struct Definition {
    PageDefinition page;
    graph::Graph graph;
  };
  struct CaseRecord {
    size_t definition = 0;
    RunRecord record;
  };
  using CaseKey = std::pair<std::string, size_t>;  // the suite's path and the first byte of the case's name

  size_t definition_number(const asl::Program& program, const std::string& path);
  void add(const CaseKey& key, size_t definition, RunRecord record);

  bool keeps_records_;
  mutable std::mutex mutex_;
  std::vector<Definition> definitions_;
  std::map<CaseKey, CaseRecord> records_;
  std::map<std::string, size_t> definition_of_suite_;
};

}  // namespace sfn::report

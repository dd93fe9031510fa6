// Which parts of a definition a run came through. In: the program, and the simulator's decisions (a Probe). Out: hits for each state,
// transition, rule, catcher, retrier and Map, added up over runs and threads, with the place of each in the definition.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "asl/program.h"
#include "sim/probe.h"
#include "text/source_file.h"

namespace sfn::suite {

/// What thresholds are set on.
enum class Category : uint8_t { States, Transitions, ChoiceRules, Catchers, Retriers, Maps };
inline constexpr size_t kCategories = 6;
std::string_view name_of(
    Category category);  ///< "states", "transitions", "choiceRules", "catchers", "retriers", "maps": the keys of a suite
std::optional<Category> category_named(std::string_view name);

/// One thing that can be covered.
struct CoverageItem {
  enum class Kind : uint8_t {
    State,             ///< entered
    Next,              ///< left by Next
    RuleEdge,          ///< left by rule `index` of a Choice
    DefaultEdge,       ///< left by Default
    CatchEdge,         ///< left by catcher `index`
    RuleTrue,          ///< rule `index` matched
    RuleFalse,         ///< rule `index` was asked and did not match
    Catcher,           ///< catcher `index` was taken
    RetrierFired,      ///< retrier `index` made another attempt (not there if MaxAttempts is 0)
    RetrierExhausted,  ///< retrier `index` had no attempt left
    MapNone,           ///< a Map ran over no item
    MapOne,            ///< over one
    MapMany            ///< over more
  };
  Kind kind = Kind::State;
  Category category = Category::States;
  asl::StateId state = asl::kNone;
  uint32_t index = 0;
  std::string name;   ///< "Charge", "Charge -> Ship", "Choose: rule 0 true", "Charge: catcher 1", "Each: no items"
  text::Span span;    ///< in the definition's source: the state's name, the rule's or retrier's first byte …
  uint32_t line = 0;  ///< of the file the user wrote, from 1
  uint64_t hits = 0;
};

struct Tally {
  uint64_t covered = 0, total = 0;
  double percent() const { return total == 0 ? 100.0 : 100.0 * static_cast<double>(covered) / static_cast<double>(total); }
};

/// Of one definition. A plain value without json::Values: may go from thread to thread.
struct Coverage {
  std::string path;                                ///< of the definition, as the user named it; for lcov's SF
  std::shared_ptr<const text::SourceFile> source;  ///< of the definition
  std::vector<CoverageItem> items;                 ///< in the order of the definition

  std::array<Tally, kCategories> tallies() const;
  /// Adds the hits of another run of the same definition; false (and nothing added) if it is another one.
  bool merge(const Coverage& other);
  std::vector<const CoverageItem*> uncovered() const;  ///< in the order of lines
};

/// What could be covered, with no hits.
Coverage coverage_of(const asl::Program& program, std::string path);

/// Counts hits while a Simulation runs.
class CoverageProbe : public sim::Probe {
 public:
  static constexpr uint32_t kMask = kStates | kRules | kRetries | kCatchers | kEdges | kChildren;

  /// `program` must be the one that the Simulation runs, and outlive it. Other machines (child executions) are passed over.
  CoverageProbe(const asl::Program& program, std::string path);

  void entered(const sim::Place& place, const sim::Datum& input) override;
  void exited(const sim::Place& place, const sim::Datum& output) override;
  void failed(const sim::Place& place, const sim::event::Failure& failure) override;
  void rule(const sim::Place& place, size_t index, bool matched) override;
  void retry(const sim::Place& place, const sim::RetryNotice& notice) override;
  void catcher(const sim::Place& place, const sim::CatchNotice& notice) override;
  void edge(const sim::Place& place, const sim::EdgeNotice& notice) override;
  void child_started(const sim::Place& place, uint32_t index, const sim::Datum& input) override;

  const Coverage& coverage() const { return coverage_; }

 private:
  void hit(const sim::Place& place, CoverageItem::Kind kind, size_t index = 0);
  void count_items(const sim::Place& place, uint32_t iterations);

  const asl::Program& program_;
  Coverage coverage_;
  std::unordered_map<uint64_t, size_t> items_;         // by state, kind, index
  std::unordered_map<uint64_t, uint32_t> iterations_;  // of running Maps, by execution and id of the Entered event
};

/// Least percentages by category; nothing where none is set.
using Thresholds = std::array<std::optional<double>, kCategories>;
struct Shortfall {
  Category category{};
  double percent = 0, wanted = 0;
};
std::vector<Shortfall> shortfalls(const Coverage& coverage, const Thresholds& thresholds);

/// lcov's tracefile: states are functions, rules, catchers and retriers are branches, on the definition's own lines. For genhtml and
/// editors.
std::string to_lcov(const std::vector<Coverage>& coverages);
/// {"version": 1, "definitions": [{"path", "summary": {"states": {"covered", "total", "percent"}, …}, "items": [{"kind", "category",
/// "name", "line", "hits"}]}]}
std::string to_json(const std::vector<Coverage>& coverages);

}  // namespace sfn::suite

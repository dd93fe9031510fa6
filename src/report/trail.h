// The run as a tree of streams of lines: the machine's own, and one for each branch, iteration and child execution that runs at the moment.
// A stream below another one is kept until it ends and becomes one block of its parent, so lines that belong together stand together,
// whatever ran at the same time. Iterations that went the same way as kShownRounds others before are counted, not shown.
#pragma once

#include <map>
#include <memory>
#include <optional>

#include "report/fold.h"
#include "report/run.h"
#include "report/style.h"

namespace sfn::report {

/// Different ways that the iterations of one Map went, as far as they are told apart.
inline constexpr size_t kMaxIterationKinds = 10;

/// Iterations of a container by the way they went.
struct IterationGroup {
  struct Kind {
    uint64_t shape = 0;
    uint32_t first = 0;  ///< index of the first iteration of that kind
    uint64_t shown = 0, folded = 0;
  };
  std::vector<Kind> kinds;
  uint64_t other = 0;  ///< of kinds beyond kMaxIterationKinds
  uint64_t ended = 0;
  std::optional<uint64_t> total;
};

/// The state that a stream is in.
struct Visit {
  const asl::State* state = nullptr;
  sim::Time entered = 0;
  uint32_t retries = 0;                        ///< attempts before this one
  std::optional<sim::event::Failure> failure;  ///< not yet told
  std::string reading, readings;               ///< what the rules of a Choice read: of the rule under way, of all
  std::string unanswered;                      ///< why it is a time-out, or no rule holds
  std::string verdicts;                        ///< what retriers and catchers said about it
  std::string what;                            ///< which rule held, where it leads
  std::string assigned;                        ///< names of variables
  std::string trace;                           ///< lines of data
  uint64_t kind = 0;
  bool caught = false;
  bool opened = false;  ///< a container's first line was written
  IterationGroup group;
  std::optional<sim::Stage> stage;  ///< that was traced last
  sim::Datum input, base;           ///< for differences, with --trace
};

class Stream {
 public:
  Stream(Stream* parent, std::string label) : parent_(parent), label_(std::move(label)) {}

  Stream* parent() const { return parent_; }
  size_t depth() const { return parent_ == nullptr ? 0 : parent_->depth() + 1; }
  /// Columns that its lines are indented by, the label included.
  size_t margin() const { return parent_ == nullptr ? 0 : parent_->margin() + 2 + label_.size(); }
  /// The margin as text: ends with the index in brackets at the first line, with blanks afterwards.
  std::string take_margin();
  void add(TrailLine line, bool fold);
  void close();
  uint64_t shape() const { return shape_; }
  std::string text();  ///< everything that was shown; empty afterwards

  Visit visit;
  json::Value last_output;  ///< of the state before, with --trace

 private:
  Stream* parent_;
  std::string label_;
  bool labelled_ = false;
  Folder folder_;
  std::vector<std::string> lines_;
  uint64_t shape_ = 0;
};

/// Mixes a number into the kind of a line.
uint64_t mixed_kind(uint64_t kind, uint64_t value);
uint64_t mixed_kind(uint64_t kind, std::string_view text);

/// All streams that are open, by their path.
class Trail {
 public:
  using Path = std::vector<std::pair<const asl::State*, uint32_t>>;

  Trail();
  Stream& root() { return *root_; }
  Stream& at(std::span<const sim::PathStep> path);
  /// The stream of a child, if it is open.
  Stream* find(std::span<const sim::PathStep> path, const asl::State* container, uint32_t index);
  /// Forgets the streams at a path and below it.
  void remove(std::span<const sim::PathStep> path, const asl::State* container, uint32_t index);
  /// Open streams inside of a child, inner ones first.
  std::vector<Stream*> below(std::span<const sim::PathStep> path, const asl::State* container, uint32_t index);
  /// Streams that are open, inner ones first.
  std::vector<Stream*> open();

 private:
  std::unique_ptr<Stream> root_;
  std::map<Path, std::unique_ptr<Stream>> streams_;
};

}  // namespace sfn::report

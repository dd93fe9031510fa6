// What the simulator decided and why: the second stream, ours. Text output, --trace, coverage, recorded calls, TestState's inspectionData
// and the HTML report are probes; none of them reads the history back. In: a mask of what is wanted; the rest is not built.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "sim/history.h"

namespace sfn::sim {

/// One container around a place: the Map or Parallel (or, between executions, the distributed Map or startExecution task) and which of its
/// iterations or branches.
struct PathStep {
  const asl::State* container = nullptr;
  uint32_t index = 0;
};

/// Where something happens.
struct Place {
  Time time = 0;
  ExecutionId execution = 0;
  const asl::State* state = nullptr;  ///< nullptr: the execution itself
  EventId entered = 0;                ///< id of the state's …Entered event: tells visits apart
  std::span<const PathStep> path;     ///< outermost first, through parent executions as well; valid during the call only
};

/// The steps of a state's pipeline, and values that it computed on the way.
enum class Stage : uint8_t {
  Input,
  AfterInputPath,
  AfterParameters,
  AfterArguments,
  AfterItemsPath,  ///< also what ItemReader read, and JSONata's Items
  AfterItemSelector,
  AfterItemBatcher,
  AfterItemsPointer,
  Result,
  AfterResultSelector,
  AfterResultPath,
  Output,
  MaxConcurrency,
  ToleratedFailureCount,
  ToleratedFailurePercentage
};
std::string_view name_of(Stage stage);  ///< "afterInputPath" …

enum class RetryVerdict : uint8_t {
  NoMatch,      ///< none of its names is the error
  Retry,        ///< matches and has attempts left
  Exhausted,    ///< matches, but MaxAttempts is used up; later retriers are not asked
  NotRetriable  ///< States.Runtime, which no retrier can name
};
struct RetryNotice {
  size_t retrier = 0;
  RetryVerdict verdict = RetryVerdict::NoMatch;
  std::string_view error;
  uint32_t retries_done = 0;  ///< by this retrier, for this entry of the state, before this one
  Duration delay = 0;         ///< Retry: how long until the next attempt
};

enum class CatchVerdict : uint8_t { NoMatch, Taken, NotCatchable };
struct CatchNotice {
  size_t catcher = 0;
  CatchVerdict verdict = CatchVerdict::NoMatch;
  std::string_view error;
};

/// How a state was left, or how a rule, catcher or default led on.
struct EdgeNotice {
  enum class Kind : uint8_t { Next, Rule, Default, Catch, End };
  Kind kind = Kind::Next;
  size_t index = 0;                    ///< of the rule or catcher
  const asl::State* target = nullptr;  ///< nullptr at the end
};

struct CallNotice {
  const Call& call;
  const Plan& plan;
};

/// How a call ended.
struct CallEndNotice {
  uint32_t number = 0, attempt = 0;
  Time started = 0;
  const Datum* result = nullptr;  ///< nullptr: it failed
  std::string_view error;
  std::string_view cause;
  bool has_cause = false;
  std::optional<Duration> unanswered_for;  ///< it was given up after that long: TimeoutSeconds, or
  bool no_heartbeat = false;               ///< HeartbeatSeconds
};

class Probe {
 public:
  enum Wanted : uint32_t {
    kStates = 1,        ///< entered, exited, failed
    kData = 2,          ///< data
    kRules = 4,         ///< operand, rule
    kRetries = 8,       ///< retry
    kCatchers = 16,     ///< catcher
    kEdges = 32,        ///< edge
    kCalls = 64,        ///< call, call_ended
    kAssign = 128,      ///< assigned
    kChildren = 256,    ///< child_started, child_ended
    kExecutions = 512,  ///< execution_started, execution_ended
    kAll = 1023
  };

  explicit Probe(uint32_t wanted) : wanted_(wanted) {}
  Probe(const Probe&) = delete;
  Probe& operator=(const Probe&) = delete;
  virtual ~Probe() = default;
  uint32_t wanted() const { return wanted_; }

  virtual void entered(const Place&, const Datum& /*input*/) {}
  virtual void exited(const Place&, const Datum& /*output*/) {}
  /// The state did not end well: before any retrier or catcher is asked.
  virtual void failed(const Place&, const event::Failure&) {}
  virtual void data(const Place&, Stage, const Datum&) {}
  /// What a JSONPath rule, of which rule() will tell, read by a path; nullptr: it leads nowhere.
  virtual void operand(const Place&, std::string_view /*path*/, const json::Value* /*found*/) {}
  /// A rule was evaluated; `matched` false means that the next one is asked.
  virtual void rule(const Place&, size_t /*index*/, bool /*matched*/) {}
  /// Once for each retrier that was asked, in order.
  virtual void retry(const Place&, const RetryNotice&) {}
  virtual void catcher(const Place&, const CatchNotice&) {}
  virtual void edge(const Place&, const EdgeNotice&) {}
  /// A task is called; the plan says what will happen.
  virtual void call(const Place&, const CallNotice&) {}
  virtual void call_ended(const Place&, const CallEndNotice&) {}
  virtual void assigned(const Place&, const json::Value& /*object*/) {}
  /// A branch or iteration (or distributed child) of place.state.
  virtual void child_started(const Place&, uint32_t /*index*/, const Datum& /*input*/) {}
  enum class ChildEnd : uint8_t { Succeeded, Failed, Aborted };
  virtual void child_ended(const Place&, uint32_t /*index*/, ChildEnd) {}
  virtual void execution_started(const Place&, const ExecutionInfo&, const Datum& /*input*/) {}
  virtual void execution_ended(const Place&, const ExecutionResult&) {}

 private:
  uint32_t wanted_;
};

}  // namespace sfn::sim

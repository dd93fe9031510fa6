// The outside world of an execution, as the simulator sees it: who answers task calls, and where items and child definitions come from.
// In: a Call. Out: a Plan, made in advance on the virtual clock, or "pending". Mocks, replays and exploration are other oracles.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "asl/program.h"
#include "json/value.h"

namespace sfn::sim {

/// Virtual time in milliseconds. Points are since the Unix epoch.
using Duration = int64_t;
using Time = int64_t;

/// A value together with the text it had, where AWS shows that text untouched (execution input, a Lambda's reply). The text is dropped as
/// soon as a step computes something.
struct Datum {
  json::Value value;
  std::shared_ptr<const std::string> text;  ///< null: the value's own compact form
};

struct ErrorOutput {
  std::optional<std::string> error;
  std::optional<std::string> cause;
};

struct TimesOut {};

/// How a task ends: with a result, an error, or never.
using Outcome = std::variant<Datum, ErrorOutput, TimesOut>;

/// The context object of a call, made when somebody asks for it: most answers do without, and making it costs more than the call.
class CallContext {
 public:
  CallContext() = default;
  CallContext(json::Value value) : value_(std::move(value)) {}  // NOLINT(google-explicit-constructor): a value is a context
  explicit CallContext(std::function<json::Value()> make) : make_(std::move(make)) {}

  const json::Value& value() const {
    if (make_) value_ = std::exchange(make_, nullptr)();
    return value_;
  }
  operator const json::Value&() const { return value(); }  // NOLINT(google-explicit-constructor)
  const json::Value& get(std::string_view member) const { return value().get(member); }

 private:
  mutable std::function<json::Value()> make_;
  mutable json::Value value_;
};

/// One call of a task, at the moment it is scheduled.
struct Call {
  const asl::State& state;
  json::Value arguments;                 ///< the effective payload
  json::Value input;                     ///< the state's raw input
  CallContext context;                   ///< valid during plan() only
  uint32_t number = 0;                   ///< of this state in the execution, from 0: retries, re-entries and iterations all count
  uint32_t attempt = 0;                  ///< of this entry of the state, from 0
  std::span<const uint32_t> iterations;  ///< indices of the Map iterations around it, outermost first; a distributed child's index as well
};

/// What will happen to the call, relative to its start.
struct Plan {
  std::optional<json::Value> submitted;  ///< the service's immediate answer of a .sync or .waitForTaskToken task; {} if absent
  std::vector<Duration> heartbeats;      ///< ascending offsets
  std::optional<Duration> takes;         ///< until the outcome; 0 if absent
  Outcome outcome;
  bool pending = false;            ///< nobody knows yet: somebody will call Simulation::deliver
  uint32_t response = asl::kNone;  ///< which response of the oracle answered, for reports
};

/// The oracle cannot answer, and that is the user's affair (no mock for this call): the run ends with exit 2 and this message. Never an ASL
/// error.
struct NoAnswer : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The definition needs something that sfnctl does not support: the run ends with exit 3.
struct Unsupported : std::runtime_error {
  Unsupported(std::string what_is_missing, json::NodeId node);
  json::NodeId node;                                 ///< where in the definition
  std::shared_ptr<const json::Document> definition;  ///< that of a nested execution; null: the one that is run
};

/// The definition itself cannot be run, as its validation would have told: the run ends with exit 2.
struct NotRunnable : Unsupported {
  using Unsupported::Unsupported;
};

/// Immutable: what it remembers (responses used up, calls per state) are counters that the Simulation keeps, so a copied Simulation has its
/// own.
struct TaskOracle {
  TaskOracle() = default;
  TaskOracle(const TaskOracle&) = delete;
  TaskOracle& operator=(const TaskOracle&) = delete;
  virtual ~TaskOracle() = default;
  virtual size_t counters() const = 0;  ///< how many counters it needs
  /// Each child execution of a distributed Map starts with counters of its own, all 0 (MockConfigFile). Else all share one set.
  virtual bool counts_per_execution() const { return false; }
  /// Whether an answer to this very call is written down: it then wins over a child definition that Surroundings know. plan() follows.
  virtual bool has_answer(const Call& /*call*/, std::span<uint32_t> /*counters*/) const { return false; }
  /// Throws NoAnswer.
  virtual Plan plan(const Call& call, std::span<uint32_t> counters) const = 0;
};

/// A child execution's definition, by the ARN that a startExecution task names.
struct Child {
  std::shared_ptr<const asl::Program> program;
  const TaskOracle* oracle = nullptr;
};

/// What lies outside besides tasks: objects in S3 and other state machines.
struct Surroundings {
  Surroundings() = default;
  Surroundings(const Surroundings&) = delete;
  Surroundings& operator=(const Surroundings&) = delete;
  virtual ~Surroundings() = default;
  /// The bytes of s3://bucket/key; nothing if it is not known (the caller throws NoAnswer naming it).
  virtual std::optional<std::string> object(std::string_view uri) const = 0;
  /// All known URIs that begin with s3://bucket/prefix, in order of key.
  virtual std::vector<std::string> list(std::string_view uri_prefix) const = 0;
  virtual std::optional<Child> child(std::string_view state_machine_arn) const = 0;
};

}  // namespace sfn::sim

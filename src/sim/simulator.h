// The simulator's door. In: a program, the options of a run, who answers tasks (oracle.h), what lies around (S3 objects, other machines).
// Out: the result, and on the way a history (history.h) and a trail of decisions (probe.h). Time is virtual; the same input gives the same
// bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <variant>

#include "asl/program.h"
#include "sim/history.h"
#include "sim/oracle.h"
#include "sim/probe.h"

namespace sfn::sim {

inline constexpr Time kDefaultStart = 1'735'689'600'000;  ///< 2025-01-01T00:00:00Z
inline constexpr uint64_t kStandardEventLimit = 25'000;   ///< the service's
inline constexpr uint64_t kExpressEventLimit =
    1'000'000;  ///< ours: EXPRESS has none but five minutes, which a loop on a virtual clock never reaches
inline constexpr size_t kMaxPayloadBytes = 262'144;      ///< input, effective payload, result and output of a state; one Assign
inline constexpr size_t kMaxVariableBytes = 10'485'760;  ///< all variables of an execution

struct RunOptions {
  bool express = false;        ///< StartSyncExecution
  bool express_async = false;  ///< with `express`: StartExecution
  std::string name;            ///< empty: made from the seed
  Time start_time = kDefaultStart;
  uint64_t seed = 1;
  Datum input;                         ///< undefined: {}
  json::Value variables;               ///< object, or undefined
  json::Value context;                 ///< object merged into the context object, member by member; or undefined
  std::string from_state;              ///< empty: StartAt. A state of the machine itself
  std::string to_state;                ///< empty: none. The run ends when this state (of the machine itself) was left
  std::optional<uint64_t> max_events;  ///< 0: no limit
  std::string region = "us-east-1";
  std::string account = "123456789012";
  std::string state_machine_name = "StateMachine";
  std::string role_arn;  ///< empty: arn:aws:iam::<account>:role/StepFunctionsRole
};

/// A limit of sfnctl's own was reached, or the run was interrupted: not an ASL error.
struct LimitReached : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// An answer from outside to a task whose plan was "pending".
struct Arrival {
  enum class Kind : uint8_t { Answer, Heartbeat };
  Kind kind = Kind::Answer;
  Outcome outcome;  ///< Kind::Answer; TimesOut means States.Timeout now
};

/// A task that waits for deliver(). Valid until it is answered or aborted; a stale one is refused.
struct PendingCall {
  uint32_t frame = 0;
  uint32_t generation = 0;
  ExecutionId execution = 0;
  const asl::State* state = nullptr;
};

enum class Stop : uint8_t {
  Finished,
  Horizon,       ///< nothing more is due until the horizon
  NeedsDelivery  ///< only pending tasks are left: deliver() or abort()
};

/// A running execution with everything in it: a plain value. Copies go on independently (they share program, oracle, surroundings and
/// sinks). The program, the oracle, the surroundings and the sinks must outlive it.
class Simulation {
 public:
  static constexpr Time kForever = std::numeric_limits<Time>::max();

  /// Throws std::invalid_argument if from_state or to_state names no state of the machine.
  Simulation(const asl::Program& program, RunOptions options, const TaskOracle& oracle, const Surroundings& surroundings,
             HistorySink* sink = nullptr, Probe* probe = nullptr);
  Simulation(const Simulation& other);
  Simulation(Simulation&& other) noexcept;
  Simulation& operator=(Simulation other) noexcept;
  ~Simulation();

  /// Other listeners from here on (a copy that explores has its own); nullptr for none.
  void observe(HistorySink* sink, Probe* probe);

  /// Goes on until the execution has ended, or nothing is due at or before `horizon`. Throws NoAnswer, Unsupported, LimitReached.
  Stop run_until(Time horizon = kForever);
  /// The outcome or heartbeat of a pending call, at `at` (not before now()). False if the call is no longer waiting.
  bool deliver(const PendingCall& call, Arrival arrival, Time at);
  /// StopExecution, at now(). Does nothing to an execution that has ended.
  void abort(std::optional<std::string> error = {}, std::optional<std::string> cause = {});

  bool finished() const;
  Time now() const;
  std::optional<Time> next_due() const;      ///< nothing if only deliveries can wake it, or it has ended
  std::vector<PendingCall> pending() const;  ///< in path order
  const ExecutionResult& result() const;     ///< status Running until finished()
  /// The oracle's counters: which responses were used, how often.
  std::span<const uint32_t> counters() const;
  /// Asked to stop from another thread or a signal handler: the next event throws LimitReached.
  static void interrupt() noexcept;
  /// Asked from a signal handler how far it is: the next event calls what on_tick() was given, if anything.
  static void tick() noexcept;
  using Ticked = std::function<void(const Counts&, Duration since_start)>;
  void on_tick(Ticked ticked);  ///< nullptr for nobody

 private:
  friend class SingleState;
  std::unique_ptr<class Core> core_;
};

/// One execution from start to end.
ExecutionResult run(const asl::Program& program, RunOptions options, const TaskOracle& oracle, const Surroundings& surroundings,
                    HistorySink* sink = nullptr, Probe* probe = nullptr);

/// One state by itself, as the TestState API does it.
struct StateRequest {
  Datum input;
  json::Value variables;                                 ///< object, or undefined
  json::Value context;                                   ///< replaces the default context object; undefined: the default one
  std::optional<std::variant<Datum, ErrorOutput>> mock;  ///< the task's result; Map, Parallel: the array of all results
  uint32_t retries_done = 0;                             ///< StateConfiguration.RetrierRetryCount
  uint32_t failed_iterations = 0;                        ///< MapIterationFailureCount
  std::optional<std::string> item_reader_data;           ///< MapItemReaderData
  RunOptions options;                                    ///< start_time, seed, region, account, names
};
struct StateAnswer {
  enum class Kind : uint8_t { Succeeded, Failed, Retriable, CaughtError };
  Kind kind = Kind::Succeeded;
  Datum output;                             ///< Succeeded, CaughtError
  std::optional<std::string> error, cause;  ///< without "An error occurred while executing the state …"
  const asl::State* next = nullptr;         ///< nullptr: End, Succeed, Fail, not left, or a state that the definition does not have
  std::string_view next_name;               ///< its name, whether the definition has it or not
  json::Value variables;                    ///< after the state
  std::optional<size_t> retrier;            ///< Retriable, or the retrier that is exhausted
  std::optional<double> backoff_seconds;    ///< Retriable
  std::optional<size_t> catcher;            ///< CaughtError
};
/// Throws NoAnswer for a Task, Map or Parallel without a mock. Data after each stage, rules, edges go to the probe.
StateAnswer run_state(const asl::Program& program, const asl::State& state, StateRequest request, Probe* probe = nullptr);

}  // namespace sfn::sim

// A state: what all types share, and a variant with what each has of its own. Fields have the specification's names.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "asl/retry.h"

namespace sfn::asl {

enum class StateType : uint8_t { Invalid, Pass, Task, Choice, Wait, Succeed, Fail, Parallel, Map };
std::string_view name_of(StateType type);

struct Pass {
  std::optional<json::Value> result;
};

/// What a Task's Resource asks for.
struct Resource {
  enum class Kind : uint8_t { Unknown, LambdaFunction, Activity, Optimised, AwsSdk };
  enum class Pattern : uint8_t { RequestResponse, Sync, Sync2, WaitForTaskToken };
  json::NodeId node = json::kNoNode;
  std::string_view text;
  Kind kind = Kind::Unknown;
  Pattern pattern = Pattern::RequestResponse;
  std::string service;         ///< "lambda", "sqs", "s3" …; for aws-sdk without the prefix
  std::string action;          ///< "invoke" …, without the pattern; activity: its name; Lambda: the function's name
  std::string resource_type;   ///< as in events: "lambda", "aws-sdk:s3"
  std::string event_resource;  ///< as in events: "invoke", "startExecution.sync:2"
  bool placeholder = false;    ///< holds ${…} or a stand-in where the service or action would be
};
Resource parse_resource(std::string_view text);

struct Task {
  Resource resource;
  std::optional<Computed> timeout_seconds, heartbeat_seconds;
  std::optional<Template> credentials;
};

enum class Operator : uint8_t;
struct ChoiceRule;

/// A comparison, or And/Or/Not over others, or (JSONata) a Condition.
struct Condition {
  enum class Kind : uint8_t { Comparison, And, Or, Not, Jsonata, Invalid };
  json::NodeId node = json::kNoNode;  ///< the object; Jsonata: the Condition's value
  Kind kind = Kind::Invalid;
  Expression variable;  ///< Comparison
  Operator op{};
  std::string_view op_name;  ///< "StringEqualsPath"
  json::NodeId operand_node = json::kNoNode;
  json::Value operand;                     ///< Comparison with a literal
  std::optional<Expression> operand_path;  ///< …Path operators
  std::vector<Condition> operands;         ///< And, Or, Not (one)
  std::optional<Computed> condition;       ///< Jsonata
};

struct ChoiceRule {
  json::NodeId node = json::kNoNode;
  Condition condition;
  Transition next;
  std::optional<Template> assign, output;
};

struct Choice {
  std::vector<ChoiceRule> choices;
  std::optional<Transition> default_next;
};

/// Exactly one of the four in a valid definition.
struct Wait {
  std::optional<Computed> seconds;    ///< Seconds, SecondsPath
  std::optional<Computed> timestamp;  ///< Timestamp, TimestampPath
};

struct Succeed {};

struct Fail {
  std::optional<Computed> error;  ///< Error, ErrorPath (path or intrinsic)
  std::optional<Computed> cause;
};

struct Parallel {
  std::vector<ScopeId> branches;
};

struct ItemReader {
  json::NodeId node = json::kNoNode;
  Resource resource;
  std::optional<Template> parameters;  ///< Parameters or Arguments
  std::string_view input_type, csv_header_location, csv_delimiter, manifest_type, items_pointer, transformation;
  std::vector<std::string_view> csv_headers;
  std::optional<Computed> max_items;
};

struct ItemBatcher {
  json::NodeId node = json::kNoNode;
  std::optional<Computed> max_items_per_batch, max_input_bytes_per_batch;
  std::optional<Template> batch_input;
};

struct ResultWriter {
  json::NodeId node = json::kNoNode;
  std::optional<Resource> resource;
  std::optional<Template> parameters;  ///< Parameters or Arguments
  std::string_view output_type, transformation;
};

struct Map {
  ScopeId processor = kNone;  ///< ItemProcessor or Iterator
  bool distributed = false;
  bool express_children = false;
  std::optional<Expression> items_path;
  std::optional<Template> items;          ///< JSONata
  std::optional<Template> item_selector;  ///< ItemSelector, or Parameters, its old name
  std::optional<Computed> max_concurrency, tolerated_failure_count, tolerated_failure_percentage;
  std::optional<ItemReader> item_reader;
  std::optional<ItemBatcher> item_batcher;
  std::optional<ResultWriter> result_writer;
  std::string_view label;
};

struct Invalid {};

/// What is large is kept beside the State: a machine has few Maps, and states lie side by side.
template <class T>
using Beside = std::unique_ptr<const T>;
template <class T>
inline constexpr bool kBeside = sizeof(T) > 64;

struct State {
  StateId id = kNone;
  ScopeId scope = kNone;
  json::NodeId node = json::kNoNode;  ///< the state's object; its key is the name
  std::string_view name;
  StateType type = StateType::Invalid;
  QueryLanguage language = QueryLanguage::JsonPath;

  std::optional<Transition> next;
  bool end = false;  ///< End is true

  PathField input_path, output_path, result_path;
  std::optional<Template> parameters;  ///< not Map: see Map::item_selector
  std::optional<Template> arguments, output, result_selector, assign;
  std::vector<Retrier> retry;
  std::vector<Catcher> catchers;

  std::variant<Invalid, Pass, Beside<Task>, Choice, Beside<Wait>, Succeed, Beside<Fail>, Parallel, Beside<Map>> kind;

  template <class T>
  const T* as() const {
    if constexpr (kBeside<T>) {
      const Beside<T>* const beside = std::get_if<Beside<T>>(&kind);
      return beside != nullptr ? beside->get() : nullptr;
    } else {
      return std::get_if<T>(&kind);
    }
  }
  bool is_terminal() const { return end || type == StateType::Succeed || type == StateType::Fail; }
};

}  // namespace sfn::asl

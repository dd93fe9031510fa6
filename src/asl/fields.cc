#include "asl/fields.h"

#include <array>

#include "asl/operator.h"

namespace sfn::asl {
namespace {

constexpr uint32_t bit(Container container) {
  return 1U << static_cast<unsigned>(container);
}
template <class... More>
constexpr uint32_t in(More... containers) {
  return (bit(containers) | ...);
}

using C = Container;
constexpr uint32_t kMachines = in(C::Machine, C::Branch, C::ItemProcessor, C::Iterator);
constexpr uint32_t kStates = in(C::Pass, C::Task, C::Choice, C::Wait, C::Succeed, C::Fail, C::Parallel, C::Map);
constexpr uint32_t kRules = in(C::ChoiceRule, C::NestedRule);
constexpr uint32_t kWithNext = in(C::Pass, C::Task, C::Wait, C::Parallel, C::Map);
constexpr uint32_t kWork = in(C::Task, C::Parallel, C::Map);
constexpr double kMaxSeconds = 99'999'999;
constexpr double kMaxDelay = 31'622'400;
constexpr double kMaxItems = 100'000'000;
constexpr double kMaxBatchBytes = 262'144;

/// A row is made by naming what the field holds, and narrowed by the functions behind it.
struct Row : Field {
  constexpr Row required() const {
    Row row = *this;
    row.Field::required = true;
    return row;
  }
  constexpr Row nullable() const {
    Row row = *this;
    row.Field::nullable = true;
    return row;
  }
  constexpr Row computed() const {
    Row row = *this;
    row.Field::computed = true;
    return row;
  }
  constexpr Row not_empty() const {
    Row row = *this;
    row.Field::not_empty = true;
    return row;
  }
  constexpr Row jsonpath() const {
    Row row = *this;
    row.languages = Languages::JsonPath;
    return row;
  }
  constexpr Row jsonata() const {
    Row row = *this;
    row.languages = Languages::Jsonata;
    return row;
  }
  constexpr Row range(double low, double high) const {
    Row row = *this;
    row.min = low;
    row.max = high;
    return row;
  }
  constexpr Row words(std::string_view list) const {
    Row row = *this;
    row.Field::words = list;
    return row;
  }
  constexpr Row of(Container container) const {
    Row row = *this;
    row.inner = container;
    return row;
  }
};

constexpr Row row(std::string_view name, uint32_t containers, Content content, std::string_view description) {
  Row out;
  out.name = name;
  out.containers = containers;
  out.content = content;
  out.description = description;
  return out;
}

constexpr double kNoLimit = std::numeric_limits<double>::infinity();

// A table.
// clang-format off
constexpr std::array kFields{
    // machines
    row("StartAt", kMachines, Content::StateName, "The state that runs first.").required(),
    row("States", kMachines, Content::States, "The states, by name.").required(),
    row("Comment", ~0U, Content::Text, "A remark for people."),
    row("QueryLanguage", bit(C::Machine) | kStates, Content::Word, "The query language of the machine or of this state.")
        .words("JSONPath|JSONata"),
    row("Version", bit(C::Machine), Content::Word, "The version of the language.").words("1.0"),
    row("TimeoutSeconds", bit(C::Machine), Content::Integer, "An execution that takes longer is stopped.").range(1, kMaxSeconds),
    row("ProcessorConfig", in(C::ItemProcessor, C::Iterator), Content::Object,
        "Whether iterations run inline or as executions of their own.")
        .of(C::ProcessorConfig),
    // states
    row("Type", kStates, Content::Word, "The type of the state.").words("Task|Wait|Pass|Succeed|Fail|Choice|Parallel|Map").required(),
    row("Next", kWithNext, Content::StateName, "The state that follows."),
    row("End", kWithNext, Content::Boolean, "Whether the execution (or branch, or iteration) ends here."),
    row("InputPath", kStates & ~bit(C::Fail), Content::Path, "The part of the input that the state works on; null: an empty object.")
        .nullable()
        .jsonpath(),
    row("OutputPath", kStates & ~bit(C::Fail), Content::Path, "The part of the result that becomes the output; null: an empty object.")
        .nullable()
        .jsonpath(),
    row("ResultPath", bit(C::Pass) | kWork, Content::ReferencePath, "Where in the input the result is put; null: the result is dropped.")
        .nullable()
        .jsonpath(),
    row("Parameters", bit(C::Pass) | kWork, Content::Payload, "A payload template for the state's input.").jsonpath(),
    row("ResultSelector", kWork, Content::ObjectPayload, "A payload template over the result.").jsonpath(),
    row("Result", bit(C::Pass), Content::Json, "The result, as it stands.").nullable().jsonpath(),
    row("Arguments", in(C::Task, C::Parallel), Content::ObjectPayload, "What the task or the branches get.").computed().jsonata(),
    row("Output", kStates & ~bit(C::Fail), Content::Json, "The state's output.").nullable().computed().jsonata(),
    row("Assign", kStates & ~in(C::Succeed, C::Fail), Content::ObjectPayload, "Variables that later states can read."),
    row("Resource", bit(C::Task), Content::Text, "The ARN of what does the work.").required(),
    row("Credentials", bit(C::Task), Content::Object, "The role that the task assumes.").of(C::Credentials),
    row("TimeoutSeconds", bit(C::Task), Content::Integer, "A task that takes longer fails with States.Timeout.")
        .range(1, kMaxSeconds)
        .computed(),
    row("TimeoutSecondsPath", bit(C::Task), Content::ReferencePath, "Where TimeoutSeconds is read from.").jsonpath(),
    row("HeartbeatSeconds", bit(C::Task), Content::Integer, "The longest time between two heartbeats.").range(1, kMaxSeconds).computed(),
    row("HeartbeatSecondsPath", bit(C::Task), Content::ReferencePath, "Where HeartbeatSeconds is read from.").jsonpath(),
    row("Retry", kWork, Content::Objects, "What is tried again after which errors.").of(C::Retrier),
    row("Catch", kWork, Content::Objects, "Where to go on after which errors.").of(C::Catcher),
    row("Choices", bit(C::Choice), Content::Objects, "The rules, tried in order.").required().not_empty().of(C::ChoiceRule),
    row("Default", bit(C::Choice), Content::StateName, "The state that follows when no rule matches."),
    row("Seconds", bit(C::Wait), Content::Integer, "How long to wait.").range(0, kMaxSeconds).computed(),
    row("Timestamp", bit(C::Wait), Content::Timestamp, "Until when to wait.").computed(),
    row("SecondsPath", bit(C::Wait), Content::ReferencePath, "Where Seconds is read from.").jsonpath(),
    row("TimestampPath", bit(C::Wait), Content::ReferencePath, "Where Timestamp is read from.").jsonpath(),
    row("Error", bit(C::Fail), Content::Text, "The name of the error.").computed(),
    row("Cause", bit(C::Fail), Content::Text, "The cause, for people.").computed(),
    row("ErrorPath", bit(C::Fail), Content::PathOrCall, "Where Error is read from.").jsonpath(),
    row("CausePath", bit(C::Fail), Content::PathOrCall, "Where Cause is read from.").jsonpath(),
    row("Branches", bit(C::Parallel), Content::Objects, "The machines that run at the same time.").required().not_empty().of(C::Branch),
    row("ItemProcessor", bit(C::Map), Content::Object, "The machine that runs for each item.").of(C::ItemProcessor),
    row("Iterator", bit(C::Map), Content::Object, "The old name of ItemProcessor.").of(C::Iterator),
    row("ItemsPath", bit(C::Map), Content::ReferencePath, "Where the items are read from.").jsonpath(),
    row("Items", bit(C::Map), Content::Items, "The items.").computed().jsonata(),
    row("ItemSelector", bit(C::Map), Content::Payload, "What each iteration gets instead of the item.").computed(),
    row("ItemReader", bit(C::Map), Content::Object, "Where in S3 the items are.").of(C::ItemReader),
    row("ItemBatcher", bit(C::Map), Content::Object, "How items are put together into batches.").of(C::ItemBatcher),
    row("ResultWriter", bit(C::Map), Content::Object, "Where in S3 the results go.").of(C::ResultWriter),
    row("Label", bit(C::Map), Content::Text, "The name of the Map in the ARNs of its executions."),
    row("MaxConcurrency", bit(C::Map), Content::Integer, "How many iterations run at the same time; 0: no limit.")
        .range(0, kNoLimit)
        .computed(),
    row("MaxConcurrencyPath", bit(C::Map), Content::ReferencePath, "Where MaxConcurrency is read from.").jsonpath(),
    row("ToleratedFailureCount", bit(C::Map), Content::Integer, "How many items may fail.").range(0, kNoLimit).computed(),
    row("ToleratedFailureCountPath", bit(C::Map), Content::ReferencePath, "Where ToleratedFailureCount is read from.").jsonpath(),
    row("ToleratedFailurePercentage", bit(C::Map), Content::Number, "Which share of the items may fail.").range(0, 100).computed(),
    row("ToleratedFailurePercentagePath", bit(C::Map), Content::ReferencePath, "Where ToleratedFailurePercentage is read from.").jsonpath(),
    // choice rules
    row("Next", bit(C::ChoiceRule), Content::StateName, "The state that follows if the rule matches.").required(),
    row("Assign", bit(C::ChoiceRule), Content::ObjectPayload, "Variables that are assigned if the rule matches."),
    row("Condition", bit(C::ChoiceRule), Content::Boolean, "When the rule matches.").required().computed().jsonata(),
    row("Output", bit(C::ChoiceRule), Content::Json, "The state's output if the rule matches.").nullable().computed().jsonata(),
    row("Variable", kRules, Content::Path, "What is compared.").jsonpath(),
    row("And", kRules, Content::Objects, "Matches if all of these match.").not_empty().of(C::NestedRule).jsonpath(),
    row("Or", kRules, Content::Objects, "Matches if one of these matches.").not_empty().of(C::NestedRule).jsonpath(),
    row("Not", kRules, Content::Object, "Matches if this does not.").of(C::NestedRule).jsonpath(),
#define SFN_OPERATOR(name, kind, path)                                   \
  row(#name, kRules,                                                     \
      path                                          ? Content::Path      \
      : OperandKind::kind == OperandKind::String    ? Content::Text      \
      : OperandKind::kind == OperandKind::Numeric   ? Content::Number    \
      : OperandKind::kind == OperandKind::Timestamp ? Content::Timestamp \
                                                    : Content::Boolean,  \
      "A comparison.")                                                   \
      .jsonpath(),
#include "asl/operators.def"
    // retriers and catchers
    row("ErrorEquals", in(C::Retrier, C::Catcher), Content::Strings, "The names of the errors.").required().not_empty(),
    row("IntervalSeconds", bit(C::Retrier), Content::Integer, "Seconds before the first retry (1).").range(1, kMaxSeconds),
    row("MaxAttempts", bit(C::Retrier), Content::Integer, "How often to retry (3); 0: never.").range(0, kMaxSeconds),
    row("BackoffRate", bit(C::Retrier), Content::Number, "By what the interval grows (2.0).").range(1, kNoLimit),
    row("MaxDelaySeconds", bit(C::Retrier), Content::Integer, "The longest interval.").range(1, kMaxDelay),
    row("JitterStrategy", bit(C::Retrier), Content::Word, "FULL: a random part of the interval.").words("FULL|NONE"),
    row("Next", bit(C::Catcher), Content::StateName, "The state that goes on.").required(),
    row("ResultPath", bit(C::Catcher), Content::ReferencePath, "Where in the input the error is put.").nullable().jsonpath(),
    row("Output", bit(C::Catcher), Content::Json, "The output after an error.").nullable().computed().jsonata(),
    row("Assign", bit(C::Catcher), Content::ObjectPayload, "Variables that are assigned after an error."),
    // Map
    row("Mode", bit(C::ProcessorConfig), Content::Word, "INLINE, or DISTRIBUTED: each iteration is an execution.")
        .words("INLINE|DISTRIBUTED"),
    row("ExecutionType", bit(C::ProcessorConfig), Content::Word, "The type of the iterations' executions.").words("STANDARD|EXPRESS"),
    row("Resource", bit(C::ItemReader), Content::Text, "s3:getObject or s3:listObjectsV2.").required(),
    row("Resource", bit(C::ResultWriter), Content::Text, "s3:putObject."),
    row("Parameters", in(C::ItemReader, C::ResultWriter), Content::ObjectPayload, "Bucket, Key or Prefix.").jsonpath(),
    row("Arguments", in(C::ItemReader, C::ResultWriter), Content::ObjectPayload, "Bucket, Key or Prefix.").computed().jsonata(),
    row("ReaderConfig", bit(C::ItemReader), Content::Object, "How the data is to be read.").of(C::ReaderConfig),
    row("InputType", bit(C::ReaderConfig), Content::Word, "The format of the data.").words("CSV|JSON|JSONL|MANIFEST|PARQUET"),
    row("Transformation", bit(C::ReaderConfig), Content::Word, "Whether listed objects are opened.").words("NONE|LOAD_AND_FLATTEN"),
    row("CSVHeaderLocation", bit(C::ReaderConfig), Content::Word, "Where the names of the columns are.").words("FIRST_ROW|GIVEN"),
    row("CSVHeaders", bit(C::ReaderConfig), Content::Strings, "The names of the columns, with GIVEN."),
    row("CSVDelimiter", bit(C::ReaderConfig), Content::Word, "What separates the columns.").words("COMMA|PIPE|SEMICOLON|SPACE|TAB"),
    row("ManifestType", bit(C::ReaderConfig), Content::Word, "Who wrote the manifest.").words("S3_INVENTORY|ATHENA_DATA"),
    row("ItemsPointer", bit(C::ReaderConfig), Content::Text, "A JSON Pointer to the array in the data."),
    row("MaxItems", bit(C::ReaderConfig), Content::Integer, "How many items are read; 0: all.").range(0, kMaxItems).computed(),
    row("MaxItemsPath", bit(C::ReaderConfig), Content::ReferencePath, "Where MaxItems is read from.").jsonpath(),
    row("MaxItemsPerBatch", bit(C::ItemBatcher), Content::Integer, "Items in a batch.").range(0, kNoLimit).computed(),
    row("MaxItemsPerBatchPath", bit(C::ItemBatcher), Content::ReferencePath, "Where MaxItemsPerBatch is read from.").jsonpath(),
    row("MaxInputBytesPerBatch", bit(C::ItemBatcher), Content::Integer, "Bytes in a batch.").range(0, kMaxBatchBytes).computed(),
    row("MaxInputBytesPerBatchPath", bit(C::ItemBatcher), Content::ReferencePath, "Where MaxInputBytesPerBatch is read from.").jsonpath(),
    row("BatchInput", bit(C::ItemBatcher), Content::Payload, "Data that every batch gets.").computed(),
    row("WriterConfig", bit(C::ResultWriter), Content::Object, "How the results are written.").of(C::WriterConfig),
    row("OutputType", bit(C::WriterConfig), Content::Word, "The format of the results.").words("JSON|JSONL"),
    row("Transformation", bit(C::WriterConfig), Content::Word, "What is written of each result.").words("NONE|COMPACT|FLATTEN"),
    row("RoleArn", bit(C::Credentials), Content::Text, "The role to assume.").computed(),
    row("RoleArn.$", bit(C::Credentials), Content::PathOrCall, "Where RoleArn is read from.").jsonpath(),
};
// clang-format on
static_assert(kFields.size() < 256);

/// Per container the numbers of its rows, so that a look-up compares only names that can stand there.
struct Index {
  std::array<std::array<uint8_t, 64>, kContainers> rows{};
  std::array<uint8_t, kContainers> counts{};
};

constexpr Index make_index() {
  Index index;
  for (size_t container = 0; container < kContainers; ++container) {
    for (size_t i = 0; i < kFields.size(); ++i) {
      if (kFields[i].in(static_cast<Container>(container))) index.rows[container][index.counts[container]++] = static_cast<uint8_t>(i);
    }
  }
  return index;
}
constexpr Index kIndex = make_index();

template <size_t N>
constexpr std::array<Field, N> plain(const std::array<Row, N>& rows) {
  std::array<Field, N> out;
  for (size_t i = 0; i < N; ++i) out[i] = rows[i];
  return out;
}
constexpr auto kPlain = plain(kFields);

constexpr std::array kExclusions{
    Exclusion{bit(C::Wait), true, "Seconds|SecondsPath|Timestamp|TimestampPath"},
    Exclusion{bit(C::Map), true, "ItemProcessor|Iterator"},
    Exclusion{bit(C::Map), false, "ItemSelector|Parameters"},
    Exclusion{bit(C::Map), false, "MaxConcurrency|MaxConcurrencyPath"},
    Exclusion{bit(C::Map), false, "ToleratedFailureCount|ToleratedFailureCountPath"},
    Exclusion{bit(C::Map), false, "ToleratedFailurePercentage|ToleratedFailurePercentagePath"},
    Exclusion{bit(C::Task), false, "TimeoutSeconds|TimeoutSecondsPath"},
    Exclusion{bit(C::Task), false, "HeartbeatSeconds|HeartbeatSecondsPath"},
    Exclusion{bit(C::Fail), false, "Error|ErrorPath"},
    Exclusion{bit(C::Fail), false, "Cause|CausePath"},
    Exclusion{bit(C::ReaderConfig), false, "MaxItems|MaxItemsPath"},
    Exclusion{bit(C::ItemBatcher), false, "MaxItemsPerBatch|MaxItemsPerBatchPath"},
    Exclusion{bit(C::ItemBatcher), false, "MaxInputBytesPerBatch|MaxInputBytesPerBatchPath"},
    Exclusion{bit(C::Credentials), true, "RoleArn|RoleArn.$"},
};

constexpr std::array<std::string_view, kContainers> kNames{
    "a state machine", "a branch",        "ItemProcessor",   "Iterator",         "a Pass state", "a Task state",  "a Choice state",
    "a Wait state",    "a Succeed state", "a Fail state",    "a Parallel state", "a Map state",  "a Choice rule", "a nested Choice rule",
    "a retrier",       "a catcher",       "ProcessorConfig", "ItemReader",       "ReaderConfig", "ItemBatcher",   "ResultWriter",
    "WriterConfig",    "Credentials"};

}  // namespace

std::string_view name_of(Container container) {
  return kNames[static_cast<size_t>(container)];
}

std::optional<Container> container_of(StateType type) {
  if (type == StateType::Invalid) return std::nullopt;
  return static_cast<Container>(static_cast<size_t>(Container::Pass) + static_cast<size_t>(type) - static_cast<size_t>(StateType::Pass));
}

bool is_state(Container container) {
  return container >= Container::Pass && container <= Container::Map;
}

bool allows(Languages languages, QueryLanguage language) {
  if (languages == Languages::Both) return true;
  return (languages == Languages::JsonPath) == (language == QueryLanguage::JsonPath);
}

std::span<const Field> fields() {
  return kPlain;
}

std::span<const uint8_t> fields_of(Container container) {
  const auto at = static_cast<size_t>(container);
  return {kIndex.rows[at].data(), kIndex.counts[at]};
}

const Field* find_field(Container container, std::string_view name) {
  for (const uint8_t number : fields_of(container)) {
    if (kPlain[number].name == name) return &kPlain[number];
  }
  return nullptr;
}

std::vector<std::string_view> words_of(const Field& field) {
  std::vector<std::string_view> words;
  for (std::string_view rest = field.words; !rest.empty();) {
    const size_t bar = rest.find('|');
    words.push_back(rest.substr(0, bar));
    rest = bar == std::string_view::npos ? std::string_view() : rest.substr(bar + 1);
  }
  return words;
}

std::span<const Exclusion> exclusions() {
  return kExclusions;
}

}  // namespace sfn::asl

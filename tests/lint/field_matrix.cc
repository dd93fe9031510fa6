#include "field_matrix.h"

#include <cmath>
#include <cstdlib>
#include <map>
#include <sstream>

namespace sfn::matrix {
namespace {

// container: field = kind. ! required, * computed in JSONata, P only JSONPath, A only JSONata. "state" rows hold for every listed state.
constexpr const char* kMatrix = R"(
machine: StartAt! = target
machine: States! = states
machine: Comment = text
machine: QueryLanguage = words JSONPath|JSONata
machine: Version = words 1.0
machine: TimeoutSeconds = int 1 99999999
branch processor: StartAt! = target
branch processor: States! = states
branch processor: Comment = text
processor: ProcessorConfig = object config
config: Mode = words INLINE|DISTRIBUTED
config: ExecutionType = words STANDARD|EXPRESS
config: Comment = text
Pass Task Choice Wait Succeed Fail Parallel Map: Type! = words Pass|Task|Choice|Wait|Succeed|Fail|Parallel|Map
Pass Task Choice Wait Succeed Fail Parallel Map: Comment = text
Pass Task Choice Wait Succeed Fail Parallel Map: QueryLanguage = words JSONPath|JSONata
Pass Task Wait Parallel Map: Next = target
Pass Task Wait Parallel Map: End = bool
Pass Task Choice Wait Succeed Parallel Map: InputPath P = path?
Pass Task Choice Wait Succeed Parallel Map: OutputPath P = path?
Pass Task Parallel Map: ResultPath P = reference?
Pass Task Parallel Map: Parameters P = payload
Task Parallel Map: ResultSelector P = payload-object
Pass: Result P = json
Task Parallel: Arguments* A = payload-object
Pass Task Choice Wait Succeed Parallel Map: Output* A = json
Pass Task Choice Wait Parallel Map: Assign = payload-object
Task: Resource! = arn
Task: Credentials = object credentials
Task: TimeoutSeconds* = int 1 99999999
Task: HeartbeatSeconds* = int 1 99999999
Task: TimeoutSecondsPath P = reference
Task: HeartbeatSecondsPath P = reference
Task Parallel Map: Retry = list retrier
Task Parallel Map: Catch = list catcher
Choice: Choices! = list+ rule
Choice: Default = target
Wait: Seconds* = int 0 99999999
Wait: Timestamp* = time
Wait: SecondsPath P = reference
Wait: TimestampPath P = reference
Fail: Error* = text
Fail: Cause* = text
Fail: ErrorPath P = call
Fail: CausePath P = call
Parallel: Branches! = list+ branch
Map: ItemProcessor = object processor
Map: Iterator = object processor
Map: ItemsPath P = reference
Map: Items* A = items
Map: ItemSelector* = payload
Map: ItemReader = object reader
Map: ItemBatcher = object batcher
Map: ResultWriter = object writer
Map: Label = label
Map: MaxConcurrency* = int 0 inf
Map: MaxConcurrencyPath P = reference
Map: ToleratedFailureCount* = int 0 inf
Map: ToleratedFailureCountPath P = reference
Map: ToleratedFailurePercentage* = number 0 100
Map: ToleratedFailurePercentagePath P = reference
rule: Next! = target
rule nested: Comment = text
rule: Assign = payload-object
rule: Output* A = json
rule: Condition!* A = bool
rule nested: Variable P = path
rule nested: And Or P = list+ nested
rule nested: Not P = object nested
rule nested: StringEquals StringLessThan StringGreaterThan StringLessThanEquals StringGreaterThanEquals StringMatches P = text
rule nested: NumericEquals NumericLessThan NumericGreaterThan NumericLessThanEquals NumericGreaterThanEquals P = number -inf inf
rule nested: TimestampEquals TimestampLessThan TimestampGreaterThan TimestampLessThanEquals TimestampGreaterThanEquals P = time
rule nested: BooleanEquals IsNull IsPresent IsNumeric IsString IsBoolean IsTimestamp P = bool
rule nested: StringEqualsPath StringLessThanPath StringGreaterThanPath StringLessThanEqualsPath StringGreaterThanEqualsPath P = path
rule nested: NumericEqualsPath NumericLessThanPath NumericGreaterThanPath NumericLessThanEqualsPath NumericGreaterThanEqualsPath P = path
rule nested: TimestampEqualsPath TimestampLessThanPath TimestampGreaterThanPath P = path
rule nested: TimestampLessThanEqualsPath TimestampGreaterThanEqualsPath BooleanEqualsPath P = path
retrier catcher: ErrorEquals! = strings+
retrier catcher: Comment = text
retrier: IntervalSeconds = int 1 99999999
retrier: MaxAttempts = int 0 99999999
retrier: BackoffRate = number 1 inf
retrier: MaxDelaySeconds = int 1 31622400
retrier: JitterStrategy = words FULL|NONE
catcher: Next! = target
catcher: ResultPath P = reference?
catcher: Output* A = json
catcher: Assign = payload-object
reader: Resource! = s3
writer: Resource = s3
reader writer: Parameters P = payload-object
reader writer: Arguments* A = payload-object
reader: ReaderConfig = object reader-config
reader batcher writer: Comment = text
reader-config: InputType = words CSV|JSON|JSONL|MANIFEST|PARQUET
reader-config: Transformation = words NONE|LOAD_AND_FLATTEN
reader-config: CSVHeaderLocation = words FIRST_ROW|GIVEN
reader-config: CSVHeaders = strings
reader-config: CSVDelimiter = words COMMA|PIPE|SEMICOLON|SPACE|TAB
reader-config: ManifestType = words S3_INVENTORY|ATHENA_DATA
reader-config: ItemsPointer = text
reader-config: MaxItems* = int 0 100000000
reader-config: MaxItemsPath P = reference
batcher: MaxItemsPerBatch* = int 0 inf
batcher: MaxItemsPerBatchPath P = reference
batcher: MaxInputBytesPerBatch* = int 0 262144
batcher: MaxInputBytesPerBatchPath P = reference
batcher: BatchInput* = payload
writer: WriterConfig = object writer-config
writer-config: OutputType = words JSON|JSONL
writer-config: Transformation = words NONE|COMPACT|FLATTEN
credentials: RoleArn* = text
credentials: RoleArn.$ P = call
)";

std::vector<std::string> words_in(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

void read_row(const std::string& line, std::vector<Cell>& cells) {
  const size_t colon = line.find(": "), equals = line.find(" = ");
  Cell cell;
  cell.kind = line.substr(equals + 3);
  std::vector<std::string> names;
  for (std::string word : words_in(line.substr(colon + 2, equals - colon - 2))) {
    if (word == "P" || word == "A") {
      cell.only = word == "P" ? Language::JsonPath : Language::Jsonata;
      continue;
    }
    for (; word.back() == '!' || word.back() == '*'; word.pop_back()) (word.back() == '!' ? cell.required : cell.computed) = true;
    names.push_back(word);
  }
  for (const std::string& container : words_in(line.substr(0, colon))) {
    for (const std::string& name : names) {
      cell.container = container;
      cell.name = name;
      cells.push_back(cell);
    }
  }
}

const std::vector<Cell>& cells() {
  static const std::vector<Cell> all = [] {
    std::vector<Cell> out;
    std::istringstream in(kMatrix);
    for (std::string line; std::getline(in, line);) {
      if (!line.empty()) read_row(line, out);
    }
    return out;
  }();
  return all;
}

class LayoutWalk {
 public:
  explicit LayoutWalk(const json::Document& document) : document_(document) {}

  Layout run() {
    language_ = language_of(document_.root(), Language::JsonPath);
    object(document_.root(), "machine", language_);
    return std::move(layout_);
  }

 private:
  Language language_of(json::NodeId object, Language inherited) const {
    const json::NodeId field = document_.find(object, "QueryLanguage");
    if (field == json::kNoNode) return inherited;
    return document_.text(field) == "JSONata" ? Language::Jsonata : Language::JsonPath;
  }

  void object(json::NodeId node, const std::string& container, Language language) {
    layout_.objects.push_back({node, container, language});
    for (const json::NodeId child : document_.children(node)) {
      const Cell* cell = find(container, document_.key(child));
      if (cell == nullptr) continue;
      layout_.places.push_back({child, cell, language, container});
      inside(child, *cell, language);
    }
  }

  void inside(json::NodeId node, const Cell& cell, Language language) {
    const auto words = words_in(cell.kind);
    if (words[0] == "states") {
      for (const json::NodeId state : document_.children(node)) {
        const json::NodeId type = document_.find(state, "Type");
        object(state, std::string(document_.text(type)), language_of(state, language_));
      }
    }
    if (words[0] == "object") object(node, words[1], words[1] == "processor" ? language_ : language);
    if (words[0] == "list" || words[0] == "list+") {
      for (const json::NodeId element : document_.children(node)) object(element, words[1], words[1] == "branch" ? language_ : language);
    }
  }

  const json::Document& document_;
  Layout layout_;
  Language language_ = Language::JsonPath;
};

/// What a value is, by its first letter.
struct Look {
  explicit Look(std::string_view value) : text(value) {}
  bool string() const { return text[0] == '"'; }
  bool array() const { return text[0] == '['; }
  bool object() const { return text[0] == '{'; }
  bool boolean() const { return text == "true" || text == "false"; }
  bool number() const { return text[0] == '-' || (text[0] >= '0' && text[0] <= '9'); }
  bool null() const { return text == "null"; }
  bool path() const { return text.substr(0, 3) == "\"$."; }
  bool expression() const { return text.substr(0, 3) == "\"{%"; }
  bool empty() const { return text == "[]" || text == "{}"; }
  std::string_view text;
};

Legal yes_if(bool condition) {
  return condition ? Legal::Yes : Legal::No;
}

Legal judge_number(const std::vector<std::string>& kind, const Look& look) {
  if (!look.number()) return Legal::No;
  const double value = std::strtod(std::string(look.text).c_str(), nullptr);
  const double low = std::strtod(kind[1].c_str(), nullptr), high = std::strtod(kind[2].c_str(), nullptr);
  return yes_if(value >= low && value <= high && (kind[0] != "int" || value == std::floor(value)));
}

bool is_listed(const std::string& list, std::string_view quoted) {
  return quoted.size() > 2 && ("|" + list + "|").find("|" + std::string(quoted.substr(1, quoted.size() - 2)) + "|") != std::string::npos;
}

}  // namespace

const Cell* find(std::string_view container, std::string_view name) {
  using Key = std::pair<std::string_view, std::string_view>;
  static const std::map<Key, const Cell*> index = [] {
    std::map<Key, const Cell*> out;
    for (const Cell& cell : cells()) out[{cell.container, cell.name}] = &cell;
    return out;
  }();
  const auto found = index.find({container, name});
  return found == index.end() ? nullptr : found->second;
}

std::vector<const Cell*> cells_of(std::string_view container) {
  std::vector<const Cell*> out;
  for (const Cell& cell : cells()) {
    if (cell.container == container) out.push_back(&cell);
  }
  return out;
}

const std::vector<Group>& groups() {
  static const std::vector<Group> all{{"Wait", true, {"Seconds", "Timestamp", "SecondsPath", "TimestampPath"}},
                                      {"Map", true, {"ItemProcessor", "Iterator"}},
                                      {"Pass", true, {"Next", "End"}},
                                      {"Task", true, {"Next", "End"}},
                                      {"Wait", true, {"Next", "End"}},
                                      {"Parallel", true, {"Next", "End"}},
                                      {"Map", true, {"Next", "End"}},
                                      {"Map", false, {"ItemSelector", "Parameters"}},
                                      {"Map", false, {"MaxConcurrency", "MaxConcurrencyPath"}},
                                      {"Map", false, {"ToleratedFailureCount", "ToleratedFailureCountPath"}},
                                      {"Map", false, {"ToleratedFailurePercentage", "ToleratedFailurePercentagePath"}},
                                      {"Task", false, {"TimeoutSeconds", "TimeoutSecondsPath"}},
                                      {"Task", false, {"HeartbeatSeconds", "HeartbeatSecondsPath"}},
                                      {"Fail", false, {"Error", "ErrorPath"}},
                                      {"Fail", false, {"Cause", "CausePath"}},
                                      {"reader-config", false, {"MaxItems", "MaxItemsPath"}},
                                      {"batcher", false, {"MaxItemsPerBatch", "MaxItemsPerBatchPath"}},
                                      {"batcher", false, {"MaxInputBytesPerBatch", "MaxInputBytesPerBatchPath"}},
                                      {"credentials", true, {"RoleArn", "RoleArn.$"}}};
  return all;
}

Layout layout_of(const json::Document& document) {
  return LayoutWalk(document).run();
}

Legal judge(const Cell& cell, Language language, std::string_view value) {
  const Look look(value);
  const auto kind = words_in(cell.kind);
  if (cell.computed && language == Language::Jsonata && look.expression()) return Legal::Yes;
  if (kind[0] == "json") return Legal::Yes;
  if (kind[0] == "text") return yes_if(look.string());
  if (kind[0] == "target" || kind[0] == "arn" || kind[0] == "s3") return Legal::No;  // no mutation hits one by chance
  if (kind[0] == "label") return yes_if(value == "\"x\"");
  if (kind[0] == "bool") return yes_if(look.boolean());
  if (kind[0] == "int" || kind[0] == "number") return judge_number(kind, look);
  if (kind[0] == "time") return Legal::No;
  if (kind[0] == "words") return yes_if(is_listed(kind[1], value));
  if (kind[0] == "path" || kind[0] == "call" || kind[0] == "reference") return yes_if(look.path());
  if (kind[0] == "path?" || kind[0] == "reference?") return yes_if(look.path() || look.null());
  if (kind[0] == "payload") return look.null() || look.string() ? Legal::Unsure : Legal::Yes;
  if (kind[0] == "payload-object") return yes_if(look.object());
  if (kind[0] == "items") return look.object() ? Legal::Unsure : yes_if(look.array());
  if (kind[0] == "strings") return look.array() ? yes_if(look.empty()) : Legal::No;
  if (kind[0] == "strings+") return Legal::No;
  if (kind[0] == "list") return look.array() ? yes_if(look.empty()) : Legal::No;
  if (kind[0] == "list+" || kind[0] == "states") return Legal::No;
  return look.object() ? Legal::Unsure : Legal::No;  // object
}

}  // namespace sfn::matrix

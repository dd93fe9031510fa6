#include "mocks/mock_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "asl/resource.h"
#include "mocks/files.h"
#include "text/path.h"

namespace sfn::mocks {
namespace {

constexpr std::array<std::string_view, 8> kKeys{"$schema",  "version", "states",     "resources",
                                                "defaults", "objects", "executions", "context"};
constexpr std::array<std::string_view, 3> kUnmocked{"fail", "echo", "null"};
constexpr std::array<std::string_view, 2> kExhausted{"fail", "repeat-last"};

bool inside_map(const asl::Program& program, const asl::State& state) {
  for (asl::ScopeId scope = state.scope; scope != asl::kNone; scope = program.scopes[scope].parent) {
    if (program.scopes[scope].kind == asl::Scope::Kind::ItemProcessor) return true;
  }
  return false;
}

class MockFileReader {
 public:
  MockFileReader(const std::shared_ptr<const json::Document>& document, const ReadOptions& options, diag::Findings& findings)
      : checker_(*document, findings), shared_(document), document_(*document), options_(options) {}

  MockFile read(json::NodeId node) {
    out_.name = document_.source().name();
    if (!checker_.object(node, "a mock file")) return std::move(out_);
    checker_.keys(node, kKeys, "a mock file");
    (void)checker_.string(node, "$schema");
    read_version(node);
    for_each(node, "states", [&](json::NodeId state) { read_state(state); });
    for_each(node, "resources", [&](json::NodeId glob) { out_.resources.push_back(list(glob, nullptr)); });
    read_defaults(document_.find(node, "defaults"));
    for_each(node, "objects", [&](json::NodeId object) { read_object(object); });
    for_each(node, "executions", [&](json::NodeId execution) { read_execution(execution); });
    read_context(document_.find(node, "context"));
    return std::move(out_);
  }

 private:
  template <class Read>
  void for_each(json::NodeId file, std::string_view key, Read read) {
    const json::NodeId node = document_.find(file, key);
    if (node == json::kNoNode || !checker_.object(node, fmt::format("\"{}\"", key))) return;
    checker_.no_duplicates(node);
    for (const json::NodeId member : document_.children(node)) {
      if (document_.find(node, document_.key(member)) == member) read(member);
    }
  }

  void read_version(json::NodeId file) {
    const json::NodeId node = document_.find(file, "version");
    if (node == json::kNoNode || (document_.is_number(node) && document_.text(node) == "1")) return;
    checker_.report(Rule::Version, node, "the only version of mock files is 1");
  }

  ResponseList list(json::NodeId node, const asl::State* state) {
    return {std::string(document_.key(node)), shared_, node, read_responses(checker_, node, state)};
  }

  void read_state(json::NodeId node) {
    const std::string_view name = document_.key(node);
    const asl::State* state = options_.program != nullptr ? options_.program->find(name) : nullptr;
    if (options_.program != nullptr && !is_task(node, state)) return;
    out_.states.push_back(list(node, state));
    if (state != nullptr && !inside_map(*options_.program, *state)) report_iterations(out_.states.back());
  }

  bool is_task(json::NodeId node, const asl::State* state) {
    const std::string_view name = document_.key(node);
    if (state == nullptr) {
      std::vector<std::string_view> names;
      for (const asl::State& other : options_.program->states) {
        if (other.type == asl::StateType::Task) names.push_back(other.name);
      }
      Checker::suggest(checker_.report_name(Rule::UnknownState, node, fmt::format("the definition has no state \"{}\"", name)), name,
                       names);
      return false;
    }
    if (state->type == asl::StateType::Task) return true;
    checker_.report_name(Rule::NotATask, node,
                         fmt::format("\"{}\" is a {} state: only Task states call anything", name, asl::name_of(state->type)));
    return false;
  }

  void report_iterations(const ResponseList& responses) {
    for (const Response& response : responses.responses) {
      if (response.iteration.empty()) continue;
      checker_.report(Rule::NeverMatches, document_.find(response.node, "iteration"),
                      fmt::format("\"{}\" is not inside a Map: its calls have no iteration", responses.name));
    }
  }

  void read_defaults(json::NodeId node) {
    if (node == json::kNoNode || !checker_.object(node, "\"defaults\"")) return;
    constexpr std::array<std::string_view, 3> kMembers{"unmocked", "exhausted", "duration"};
    checker_.keys(node, kMembers, "\"defaults\"");
    if (const auto name = choice(node, "unmocked", kUnmocked)) out_.defaults.unmocked = unmocked_named(*name);
    if (const auto name = choice(node, "exhausted", kExhausted)) out_.defaults.repeat_last = *name == "repeat-last";
    if (const json::NodeId duration = document_.find(node, "duration"); duration != json::kNoNode) {
      out_.defaults.duration = read_duration(checker_, duration);
    }
  }

  std::optional<std::string_view> choice(json::NodeId object, std::string_view key, std::span<const std::string_view> names) {
    const json::NodeId node = document_.find(object, key);
    if (node == json::kNoNode) return std::nullopt;
    // YAML and hasty people write null for the word.
    const std::string_view word = document_.is_null(node) ? "null" : document_.is_string(node) ? document_.text(node) : std::string_view();
    if (std::find(names.begin(), names.end(), word) != names.end()) return word;
    Checker::suggest(checker_.report(Rule::Value, node, fmt::format("\"{}\" is one of {}", key, fmt::join(names, ", "))), word, names);
    return std::nullopt;
  }

  void read_object(json::NodeId node) {
    const std::string_view uri = document_.key(node);
    if (!is_object_uri(uri)) {
      checker_.report_name(Rule::Value, node, fmt::format("\"{}\" is not s3://bucket/key", uri));
      return;
    }
    if (!checker_.object(node, "an object's content")) return;
    constexpr std::array<std::string_view, 3> kMembers{"json", "text", "file"};
    checker_.keys(node, kMembers, "an object's content");
    ObjectMock object{std::string(uri), std::string(), shared_, node};
    if (read_content(node, object)) out_.objects.push_back(std::move(object));
  }

  static bool is_object_uri(std::string_view uri) {
    constexpr std::string_view kScheme = "s3://";
    if (uri.substr(0, kScheme.size()) != kScheme) return false;
    const size_t slash = uri.find('/', kScheme.size());
    return slash != std::string_view::npos && slash > kScheme.size() && slash + 1 < uri.size();
  }

  bool read_content(json::NodeId node, ObjectMock& object) {
    if (document_.node(node).count != 1) {
      checker_.report(Rule::Shape, node, "an object's content is exactly one of \"json\", \"text\", \"file\"");
      return false;
    }
    const json::NodeId member = document_.first_child(node);
    const std::string_view key = document_.key(member);
    if (key == "json") return object.content = document_.value(member), true;
    if (key == "text") {
      const auto text = checker_.string(node, "text");
      if (text) object.content = std::string(*text);
      return text.has_value();
    }
    if (key != "file") return false;
    auto path = file(node, "file");
    if (path) object.content = ObjectMock::File{std::move(*path)};
    return path.has_value();
  }

  std::optional<std::string> file(json::NodeId object, std::string_view key) {
    const auto path = checker_.string(object, key);
    if (!path) return std::nullopt;
    if (path->empty() || (!options_.allow_outside && !stays_inside(*path))) {
      checker_.report(Rule::File, document_.find(object, key), fmt::format("\"{}\" lies outside of the folder of this file", *path)).help =
          "--allow-outside permits it";
      return std::nullopt;
    }
    return text::join_path(options_.folder, *path);
  }

  void read_execution(json::NodeId node) {
    if (!checker_.object(node, "an execution")) return;
    constexpr std::array<std::string_view, 3> kMembers{"definition", "mocks", "stateMachine"};
    checker_.keys(node, kMembers, "an execution");
    ExecutionMock execution;
    execution.arn = std::string(document_.key(node));
    execution.document = shared_, execution.node = node;
    if (document_.find(node, "definition") == json::kNoNode) {
      checker_.report(Rule::Shape, node, "an execution needs a \"definition\"");
      return;
    }
    auto definition = file(node, "definition");
    if (!definition) return;
    execution.definition = std::move(*definition);
    if (auto mocks = file(node, "mocks")) execution.mocks = std::move(*mocks);
    if (const auto name = checker_.string(node, "stateMachine")) execution.state_machine = std::string(*name);
    out_.executions.push_back(std::move(execution));
  }

  void read_context(json::NodeId node) {
    if (node == json::kNoNode || !checker_.object(node, "\"context\"")) return;
    constexpr std::array<std::string_view, 5> kMembers{"Execution", "State", "StateMachine", "Task", "Map"};
    checker_.keys(node, kMembers, "the context object");
    for (const json::NodeId member : document_.children(node)) {
      if (!checker_.object(member, fmt::format("\"{}\" of the context object", document_.key(member)))) return;
    }
    out_.context = document_.value(node);
  }

  Checker checker_;
  std::shared_ptr<const json::Document> shared_;
  const json::Document& document_;
  const ReadOptions& options_;
  MockFile out_;
};

template <class Item, class Name>
void lay(std::vector<Item>& base, std::vector<Item> top, Name name) {
  for (Item& item : top) {
    const auto same = std::find_if(base.begin(), base.end(), [&](const Item& other) { return name(other) == name(item); });
    if (same != base.end())
      *same = std::move(item);
    else
      base.push_back(std::move(item));
  }
}

json::Value merged(json::Value base, const json::Value& top) {
  if (!base.is_object() || !top.is_object()) return top.is_undefined() ? base : top;
  for (const json::Member member : top.members()) {
    json::Value below = base.get(member.key);
    base.set(member.key, merged(std::move(below), member.value));
  }
  return base;
}

}  // namespace

std::optional<Unmocked> unmocked_named(std::string_view name) {
  for (size_t i = 0; i < kUnmocked.size(); ++i) {
    if (kUnmocked[i] == name) return static_cast<Unmocked>(i);
  }
  return std::nullopt;
}

MockFile read_mock_file(const std::shared_ptr<const json::Document>& document, json::NodeId node, const ReadOptions& options,
                        diag::Findings& findings) {
  return MockFileReader(document, options, findings).read(node);
}

MockFile laid_over(const MockFile& base, MockFile top) {
  MockFile out = base;
  const auto name = [](const auto& item) -> const std::string& { return item.name; };
  lay(out.states, std::move(top.states), name);
  // A case's own globs are tried before the base's.
  std::vector<ResponseList> resources = std::move(top.resources);
  for (ResponseList& list : out.resources) {
    const auto same = [&](const ResponseList& other) { return other.name == list.name; };
    if (std::none_of(resources.begin(), resources.end(), same)) resources.push_back(std::move(list));
  }
  out.resources = std::move(resources);
  if (top.defaults.unmocked) out.defaults.unmocked = top.defaults.unmocked;
  if (top.defaults.repeat_last) out.defaults.repeat_last = top.defaults.repeat_last;
  if (top.defaults.duration) out.defaults.duration = top.defaults.duration;
  lay(out.objects, std::move(top.objects), [](const ObjectMock& object) -> const std::string& { return object.uri; });
  lay(out.executions, std::move(top.executions), [](const ExecutionMock& execution) -> const std::string& { return execution.arn; });
  out.context = merged(std::move(out.context), top.context);
  out.counts_per_execution = base.counts_per_execution || top.counts_per_execution;
  return out;
}

}  // namespace sfn::mocks

// Document -> Program. Scopes and states get their number when they are entered, so a container comes before what is inside it; they are
// filled as locals and moved into place, because the lists grow meanwhile. Targets are looked up when a scope is complete.
#include <algorithm>
#include <array>
#include <utility>

#include "asl/build_as.h"
#include "asl/build_states.h"
#include "asl/program.h"
#include "asl/walk.h"

namespace sfn::asl {
namespace {

constexpr std::array<std::pair<std::string_view, StateType>, 8> kTypes{{{"Pass", StateType::Pass},
                                                                        {"Task", StateType::Task},
                                                                        {"Choice", StateType::Choice},
                                                                        {"Wait", StateType::Wait},
                                                                        {"Succeed", StateType::Succeed},
                                                                        {"Fail", StateType::Fail},
                                                                        {"Parallel", StateType::Parallel},
                                                                        {"Map", StateType::Map}}};

StateType type_named(std::string_view name) {
  for (const auto& [known, type] : kTypes) {
    if (known == name) return type;
  }
  return StateType::Invalid;
}

class ProgramBuilder {
 public:
  explicit ProgramBuilder(Program& program) : program_(program), document_(*program.document) {}

  void build() { build_as(language_of(program_.root, QueryLanguage::JsonPath)); }

  void build_as(QueryLanguage language) {
    program_.language = language;
    const ObjectReader machine(document_, program_.root, program_.language);
    if (document_.is_object(program_.root)) program_.timeout_seconds = machine.computed("TimeoutSeconds", {});
    program_.states.reserve(likely_states());
    build_scope(program_.root, Scope::Kind::Machine, kNone, kNone);
  }

 private:
  /// How many states there will be, as far as that is told by members of objects called States: a State is large, and moving a dozen of
  /// them again and again costs more than a small machine's whole check.
  size_t likely_states() const {
    constexpr size_t kMost = 100'000;
    size_t count = 0;
    for (json::NodeId node = program_.root; node < document_.size() && count < kMost; ++node) {
      if (document_.is_object(node) && document_.key(node) == "States") count += document_.node(node).count;
    }
    return std::min(count, kMost);
  }

  /// Measured: whatever is there and is not exactly "JSONPath" makes AWS read the rest as JSONata.
  QueryLanguage language_of(json::NodeId object, QueryLanguage inherited) const {
    const json::NodeId field = document_.is_object(object) ? document_.find(object, "QueryLanguage") : json::kNoNode;
    if (field == json::kNoNode) return inherited;
    return document_.is_string(field) && document_.text(field) == "JSONPath" ? QueryLanguage::JsonPath : QueryLanguage::Jsonata;
  }

  ScopeId build_scope(json::NodeId node, Scope::Kind kind, StateId owner, ScopeId parent) {
    const auto id = static_cast<ScopeId>(program_.scopes.size());
    program_.scopes.emplace_back();
    Scope scope;
    scope.id = id, scope.kind = kind, scope.node = node, scope.owner = owner, scope.parent = parent;
    if (document_.is_object(node)) {
      scope.start_at = ObjectReader(document_, node, program_.language).transition("StartAt");
      for (const json::NodeId state : state_nodes(document_.find(node, "States"))) {
        scope.states.push_back(build_state(state, id));
        scope.by_name[document_.key(state)] = scope.states.back();
      }
    }
    resolve(scope);
    program_.scopes[id] = std::move(scope);
    return id;
  }

  /// Of several states with one name the last counts, as Jackson keeps it.
  std::vector<json::NodeId> state_nodes(json::NodeId states) const {
    std::vector<json::NodeId> nodes;
    if (!document_.is_object(states)) return nodes;
    for (const json::NodeId child : document_.children(states)) {
      if (document_.node(child).duplicate) {
        std::erase_if(nodes, [&](json::NodeId node) { return document_.key(node) == document_.key(child); });
      }
      if (document_.is_object(child)) nodes.push_back(child);
    }
    return nodes;
  }

  StateId build_state(json::NodeId node, ScopeId scope) {
    const auto id = static_cast<StateId>(program_.states.size());
    program_.states.emplace_back();
    State state;
    state.id = id, state.scope = scope, state.node = node;
    state.name = document_.key(node);
    state.language = language_of(node, program_.language);
    const ObjectReader reader(document_, node, state.language);
    state.type = type_named(reader.text("Type"));
    read_common(state, reader);
    read_kind(state, reader);
    program_.states[id] = std::move(state);
    return id;
  }

  void read_common(State& state, const ObjectReader& reader) const {
    if (Transition next = reader.transition("Next"); next.node != json::kNoNode) state.next = next;
    state.end = reader.is_true("End");
    state.input_path = reader.path_field("InputPath");
    state.output_path = reader.path_field("OutputPath");
    state.result_path = reader.path_field("ResultPath");
    if (state.type != StateType::Map) state.parameters = reader.jsonpath_payload("Parameters");
    state.arguments = reader.jsonata_payload("Arguments");
    state.output = reader.jsonata_payload("Output");
    state.result_selector = reader.jsonpath_payload("ResultSelector");
    state.assign = reader.payload("Assign");
    state.retry = build_retriers(reader);
    state.catchers = build_catchers(reader);
  }

  void read_kind(State& state, const ObjectReader& reader) {
    switch (state.type) {
      case StateType::Invalid: break;
      case StateType::Pass: state.kind = pass(reader); break;
      case StateType::Task: state.kind = std::make_unique<const Task>(task(reader)); break;
      case StateType::Choice: state.kind = build_choice(reader); break;
      case StateType::Wait:
        state.kind =
            std::make_unique<const Wait>(Wait{reader.computed("Seconds", "SecondsPath"), reader.computed("Timestamp", "TimestampPath")});
        break;
      case StateType::Succeed: state.kind = Succeed{}; break;
      case StateType::Fail:
        state.kind =
            std::make_unique<const Fail>(Fail{reader.computed("Error", "ErrorPath", true), reader.computed("Cause", "CausePath", true)});
        break;
      case StateType::Parallel: state.kind = parallel(reader, state); break;
      case StateType::Map: state.kind = std::make_unique<const Map>(map(reader, state)); break;
    }
  }

  Pass pass(const ObjectReader& reader) const {
    const json::NodeId result = reader.find("Result");
    if (reader.is_jsonata() || result == json::kNoNode) return {};
    return {document_.value(result)};
  }

  Task task(const ObjectReader& reader) const {
    Task task;
    task.resource = parse_resource(reader.text("Resource"));
    task.resource.node = reader.find("Resource");
    task.timeout_seconds = reader.computed("TimeoutSeconds", "TimeoutSecondsPath");
    task.heartbeat_seconds = reader.computed("HeartbeatSeconds", "HeartbeatSecondsPath");
    task.credentials = reader.payload("Credentials");
    return task;
  }

  Parallel parallel(const ObjectReader& reader, const State& state) {
    Parallel parallel;
    const json::NodeId branches = reader.find("Branches");
    if (!document_.is_array(branches)) return parallel;
    for (const json::NodeId branch : document_.children(branches)) {
      const ScopeId scope = build_scope(branch, Scope::Kind::Branch, state.id, state.scope);
      program_.scopes[scope].branch = static_cast<uint32_t>(parallel.branches.size());
      parallel.branches.push_back(scope);
    }
    return parallel;
  }

  Map map(const ObjectReader& reader, const State& state) {
    Map map = build_map(reader);
    json::NodeId processor = reader.find("ItemProcessor");
    if (processor == json::kNoNode) processor = reader.find("Iterator");
    if (!document_.is_object(processor)) return map;
    const ObjectReader config = reader.at(document_.find(processor, "ProcessorConfig"));
    if (document_.is_object(config.node())) {
      map.distributed = config.text("Mode") == "DISTRIBUTED";
      map.express_children = map.distributed && config.text("ExecutionType") == "EXPRESS";
    }
    map.processor = build_scope(processor, Scope::Kind::ItemProcessor, state.id, state.scope);
    program_.scopes[map.processor].distributed = map.distributed;
    return map;
  }

  void resolve(Scope& scope) {
    resolve(scope.start_at, scope);
    for (const StateId id : scope.states) {
      State& state = program_.states[id];
      if (state.next) resolve(*state.next, scope);
      for (Catcher& catcher : state.catchers) resolve(catcher.next, scope);
      auto* choice = std::get_if<Choice>(&state.kind);
      if (choice == nullptr) continue;
      for (ChoiceRule& rule : choice->choices) resolve(rule.next, scope);
      if (choice->default_next) resolve(*choice->default_next, scope);
    }
  }

  static void resolve(Transition& transition, const Scope& scope) {
    const auto found = scope.by_name.find(transition.name);
    if (transition.node != json::kNoNode && found != scope.by_name.end()) transition.target = found->second;
  }

  Program& program_;
  const json::Document& document_;
};

}  // namespace

std::string_view name_of(StateType type) {
  for (const auto& [name, known] : kTypes) {
    if (known == type) return name;
  }
  return "state of unknown type";
}

const State* Program::find(std::string_view name) const {
  for (const Scope& scope : scopes) {
    if (const auto found = scope.by_name.find(name); found != scope.by_name.end()) return &states[found->second];
  }
  return nullptr;
}

namespace {
std::shared_ptr<Program> empty_program(std::shared_ptr<const json::Document> document, json::NodeId root) {
  auto program = std::make_shared<Program>();
  program->document = std::move(document);
  program->root = root;
  return program;
}
}  // namespace

std::shared_ptr<const Program> build(std::shared_ptr<const json::Document> document, json::NodeId root) {
  const auto program = empty_program(std::move(document), root);
  ProgramBuilder(*program).build();
  list_parts(*program);
  return program;
}

std::shared_ptr<const Program> build_as(std::shared_ptr<const json::Document> document, json::NodeId root, QueryLanguage language) {
  const auto program = empty_program(std::move(document), root);
  ProgramBuilder(*program).build_as(language);
  list_parts(*program);
  return program;
}

}  // namespace sfn::asl

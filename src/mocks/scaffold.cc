#include "mocks/scaffold.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "asl/flow.h"
#include "json/reader.h"
#include "json/writer.h"
#include "mocks/oracle.h"
#include "mocks/reads.h"
#include "sim/simulator.h"

namespace sfn::mocks {
namespace {

/// Events of the trial run that finds out which S3 objects are read.
constexpr uint64_t kTrialEvents = 5000;

enum class Pattern : uint8_t { plain, sync, sync2 };

struct ServiceResult {
  std::string_view service, action;
  Pattern pattern;
  std::string_view json;
};

constexpr ServiceResult kResults[] = {
#define SFN_RESULT(service, action, pattern, json) {service, action, Pattern::pattern, json},
#include "mocks/service_results.def"
};

json::Value service_result(const asl::Resource& resource, Pattern pattern) {
  for (const ServiceResult& row : kResults) {
    if (row.service == resource.service && row.action == resource.action && row.pattern == pattern) return *json::parse_json(row.json);
  }
  if (pattern == Pattern::sync2) return service_result(resource, Pattern::sync);
  return json::Value::empty_object();
}

/// What is read, over what the service gives: members of both.
json::Value over(json::Value base, const json::Value& top) {
  if (!base.is_object() || !top.is_object()) return top;
  for (const json::Member member : top.members()) {
    const json::Value* below = base.find(member.key);
    json::Value merged = below == nullptr ? member.value : member.value.is_string() ? *below : over(*below, member.value);
    base.set(member.key, std::move(merged));
  }
  return base;
}

bool starts_with(const KeyPath& path, const KeyPath& head) {
  return path.size() >= head.size() && std::equal(head.begin(), head.end(), path.begin());
}

KeyPath behind(const KeyPath& path, size_t count) {
  return KeyPath(path.begin() + static_cast<std::ptrdiff_t>(count), path.end());
}

KeyPath joined(KeyPath head, const KeyPath& tail) {
  head.insert(head.end(), tail.begin(), tail.end());
  return head;
}

/// Where the data of a state's successors come from.
struct Producer {
  KeyPath result_path;    ///< where the result goes; empty: it is the output
  bool replaces = false;  ///< the output is the result and nothing else
  bool opaque = false;    ///< a selector or template stands between result and output
  KeyPath output_prefix;  ///< OutputPath, or `$states.result.a.b` alone: what of the result the output is
};

class Scaffolder {
 public:
  explicit Scaffolder(const asl::Program& program) : program_(program), flow_(program), reads_(reads_of(program)) {
    results_.resize(program.states.size());
    for (const asl::State& state : program.states) producers_.push_back(producer_of(state));
  }

  Scaffold make() {
    for (const Read& read : reads_) {
      switch (read.source) {
        case Read::Source::Result: results_[read.state].need(read.path, read.hint, read.example); break;
        case Read::Source::Input: place(program_.state(read.state).scope, read.state, read); break;
        case Read::Source::ExecutionInput: input_.need(read.path, read.hint, read.example); break;
        case Read::Source::MapItem: place_in_item(read); break;
      }
    }
    Scaffold out;
    out.input = input_.empty() ? json::Value::empty_object() : input_.value();
    out.mocks = mocks();
    return out;
  }

 private:
  static Producer producer_of(const asl::State& state) {
    Producer out;
    const bool works = state.type == asl::StateType::Task || state.type == asl::StateType::Map || state.type == asl::StateType::Parallel;
    if (state.result_path.is_present() && state.result_path.expression.path() != nullptr) {
      out.result_path = key_path(*state.result_path.expression.path()).value_or(KeyPath());
    }
    out.replaces = works && !state.result_path.is_null() && out.result_path.empty();
    if (state.type == asl::StateType::Pass) {
      const auto* pass = state.as<asl::Pass>();
      out.replaces =
          !state.result_path.is_null() && out.result_path.empty() && ((pass->result.has_value()) || state.parameters || state.output);
    }
    out.opaque = state.result_selector || state.output || state.type == asl::StateType::Pass;
    if (state.output_path.is_present() && state.output_path.expression.path() != nullptr && out.replaces) {
      out.output_prefix = key_path(*state.output_path.expression.path()).value_or(KeyPath());
    }
    read_output(state, out);
    return out;
  }

  /// `"Output": "{% $states.result.Payload %}"` hides nothing.
  static void read_output(const asl::State& state, Producer& out) {
    if (!state.output) return;
    const auto* dynamic = std::get_if<asl::Template::Dynamic>(&state.output->content);
    constexpr std::string_view kRoot = "$states.result";
    if (dynamic == nullptr || dynamic->expression.source().substr(0, kRoot.size()) != kRoot) return;
    std::string_view rest = dynamic->expression.source().substr(kRoot.size());
    if (rest.find_first_not_of(".abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") != std::string_view::npos) return;
    out.opaque = false;
    while (!rest.empty()) {
      rest.remove_prefix(1);
      const size_t dot = std::min(rest.find('.'), rest.size());
      out.output_prefix.emplace_back(rest.substr(0, dot));
      rest.remove_prefix(dot);
    }
  }

  /// Gives a read to whoever may have made what is read: tasks that put their result there, tasks before it whose result is everything, and
  /// the input, as far as control gets here from the start without passing one of those.
  void place(asl::ScopeId scope, asl::StateId reader, const Read& read) {
    bool from_input = false;
    std::set<asl::StateId> seen{reader};
    std::vector<asl::StateId> open{reader};
    while (!open.empty()) {
      const asl::StateId at = open.back();
      open.pop_back();
      if (program_.state(at).name == program_.scopes[scope].start_at.name) from_input = true;
      for (const uint32_t edge : flow_.incoming(at)) {
        const asl::StateId before = flow_.edges()[edge].from;
        if (flow_.edges()[edge].is_error() || produces(before, read)) continue;
        if (seen.insert(before).second) open.push_back(before);
      }
    }
    if (from_input) place_in_owner(scope, read);
  }

  /// Whether the state makes what is read, so that nobody before it matters.
  bool produces(asl::StateId state, const Read& read) {
    const Producer& producer = producers_[state];
    const bool task = program_.state(state).type == asl::StateType::Task;
    if (producer.replaces) {
      if (task && !producer.opaque) results_[state].need(joined(producer.output_prefix, read.path), read.hint, read.example);
      return true;
    }
    if (producer.result_path.empty() || !starts_with(read.path, producer.result_path)) return false;
    if (task && !producer.opaque) results_[state].need(behind(read.path, producer.result_path.size()), read.hint, read.example);
    return true;
  }

  void place_in_owner(asl::ScopeId scope, const Read& read) {
    const asl::StateId owner = program_.scopes[scope].owner;
    if (owner == asl::kNone) return input_.need(read.path, read.hint, read.example);
    const asl::State& state = program_.state(owner);
    const auto* map = state.as<asl::Map>();
    Read outer = read;
    if (map != nullptr) {
      if (map->item_selector || map->item_reader || map->item_batcher || map->items) return;
      outer.path = joined(items_of(*map), read.path);
    } else if (state.parameters || state.arguments) {
      return;
    }
    place(state.scope, owner, outer);
  }

  /// What is read of $$.Map.Item.Value belongs to the items of the Map, wherever they come from.
  void place_in_item(const Read& read) {
    const asl::State* map = &program_.state(read.state);
    while (map->type != asl::StateType::Map) {
      const asl::StateId owner = program_.scopes[map->scope].owner;
      if (owner == asl::kNone) return;
      map = &program_.state(owner);
    }
    const asl::Map& fields = *map->as<asl::Map>();
    if (fields.item_reader || fields.items) return;
    Read outer = read;
    outer.source = Read::Source::Input;
    outer.path = joined(items_of(fields), read.path);
    place(map->scope, map->id, outer);
  }

  /// Where a Map's items are in its input.
  static KeyPath items_of(const asl::Map& map) {
    KeyPath items = map.items_path && map.items_path->path() != nullptr ? key_path(*map.items_path->path()).value_or(KeyPath()) : KeyPath();
    items.emplace_back(kElement);
    return items;
  }

  json::Value mocks() {
    json::ObjectBuilder states, out;
    for (const asl::State& state : program_.states) {
      if (const auto* task = state.as<asl::Task>()) states.set(state.name, response(state, task->resource));
    }
    out.set("version", json::Value::integer(1));
    out.set("states", states.build());
    return out.build();
  }

  json::Value response(const asl::State& state, const asl::Resource& resource) const {
    using Kind = asl::Resource::Pattern;
    const Skeleton& read = results_[state.id];
    json::ObjectBuilder out;
    if (resource.service == "lambda" && resource.action == "invoke" && resource.pattern == Kind::RequestResponse) {
      const Skeleton* payload = read.find("Payload");
      out.set("payload", payload != nullptr ? payload->value() : json::Value::empty_object());
      return out.build();
    }
    if (resource.pattern != Kind::RequestResponse) out.set("submitted", service_result(resource, Pattern::plain));
    Pattern pattern = Pattern::plain;
    if (resource.pattern == Kind::Sync) pattern = Pattern::sync;
    if (resource.pattern == Kind::Sync2) pattern = Pattern::sync2;
    json::Value base = json::Value::empty_object();
    if (resource.pattern != Kind::WaitForTaskToken && resource.kind == asl::Resource::Kind::Optimised)
      base = service_result(resource, pattern);
    out.set("return", read.empty() ? base : over(base, read.value()));
    return out.build();
  }

  const asl::Program& program_;
  asl::Flow flow_;
  std::vector<Read> reads_;
  std::vector<Producer> producers_;
  std::vector<Skeleton> results_;  // by state
  Skeleton input_;
};

/// S3 in which everything is: what a reader asks for is made up and noted.
class NotingSurroundings : public sim::Surroundings {
 public:
  std::optional<std::string> object(std::string_view uri) const override { return note(std::string(uri)); }
  std::vector<std::string> list(std::string_view uri_prefix) const override {
    const std::string uri = std::string(uri_prefix) + "object.json";
    note(uri);
    return {uri};
  }
  std::optional<sim::Child> child(std::string_view) const override { return std::nullopt; }

  const std::map<std::string, std::string>& noted() const { return noted_; }

 private:
  static bool ends_with(std::string_view text, std::string_view tail) {
    return text.size() >= tail.size() && text.substr(text.size() - tail.size()) == tail;
  }

  const std::string& note(const std::string& uri) const {
    std::string text = "[{\"id\":1},{\"id\":2}]";
    if (ends_with(uri, ".csv")) text = "id,name\n1,first\n2,second\n";
    if (ends_with(uri, ".jsonl")) text = "{\"id\":1}\n{\"id\":2}\n";
    return noted_.emplace(uri, std::move(text)).first->second;
  }

  mutable std::map<std::string, std::string> noted_;
};

/// Which objects readers ask for is known when they ask: the machine is run once with what was made up so far.
json::Value objects_read(const asl::Program& program, const Scaffold& made) {
  const NotingSurroundings s3;
  auto read = json::read_json(std::make_shared<text::SourceFile>("scaffold", json::to_json(made.mocks)));
  const auto document = std::make_shared<const json::Document>(std::move(*read));
  diag::Findings findings;
  const MockOracle oracle(std::make_shared<const MockFile>(read_mock_file(document, json::Document::root(), {}, findings)));
  sim::RunOptions options;
  options.input.value = made.input;
  options.max_events = kTrialEvents;
  try {
    sim::run(program, std::move(options), oracle, s3);
  } catch (const std::runtime_error&) {
    // What cannot be run to its end has still asked for what comes before that.
  }
  json::ObjectBuilder out;
  for (const auto& [uri, content] : s3.noted()) {
    json::ObjectBuilder object;
    object.set("text", json::Value::string(content));
    out.set(uri, object.build());
  }
  return out.build();
}

bool reads_objects(const asl::Program& program) {
  return std::any_of(program.states.begin(), program.states.end(), [](const asl::State& state) {
    const auto* map = state.as<asl::Map>();
    return map != nullptr && map->item_reader;
  });
}

}  // namespace

Scaffold scaffold(const asl::Program& program) {
  Scaffold out = Scaffolder(program).make();
  if (!reads_objects(program)) return out;
  json::Value objects = objects_read(program, out);
  if (objects.size() != 0) out.mocks.set("objects", std::move(objects));
  return out;
}

}  // namespace sfn::mocks

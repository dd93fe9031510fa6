#include "suite/rehearsal.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>

#include "json/reader.h"
#include "json/writer.h"
#include "suite/runner.h"

namespace sfn::suite {
namespace {

constexpr std::string_view kSuite = "rehearsal.sfntest.json";
/// Values and sources that a note lists.
constexpr size_t kListed = 5;

/// The suite and the definition that it names, and nothing else.
struct RehearsalFiles : mocks::Files {
  std::shared_ptr<const json::Document> suite;
  std::shared_ptr<const asl::Program> machine;

  std::string bytes(const std::string& path) const override { throw mocks::Unusable(path + " is not there"); }
  std::shared_ptr<const json::Document> document(const std::string& path) const override {
    if (path != kSuite) throw mocks::Unusable(path + " is not there");
    return suite;
  }
  std::shared_ptr<const asl::Program> program(const std::string&, std::string_view) const override { return machine; }
};

std::shared_ptr<const json::Document> suite_of(const json::Value& mocks, const json::Value& test_case) {
  json::ObjectBuilder suite;
  suite.set("definition", json::Value::string("definition"));
  suite.set("mocks", mocks);
  suite.set("cases", json::Value::array({test_case}));
  // Without a name, messages speak of "the mock file".
  auto document = json::read_json(std::make_shared<text::SourceFile>("", json::to_json(suite.build())));
  return std::make_shared<const json::Document>(std::move(*document));
}

json::Value one(std::string_view key, json::Value value) {
  json::ObjectBuilder out;
  out.set(key, std::move(value));
  return out.build();
}

json::Value type_of(const json::Value& value) {
  return one("$type", json::Value::string(json::name_of(value.type())));
}

using Pointers = std::set<std::string>;

bool has_below(const Pointers& pointers, const std::string& pointer) {
  const auto next = pointers.lower_bound(pointer + "/");
  return next != pointers.end() && next->starts_with(pointer + "/");
}

std::string step(std::string_view key) {
  std::string out = "/";
  for (const char c : key) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

/// A pattern that takes any value of the same type at each of the pointers, and the very value elsewhere.
json::Value loosened(const json::Value& value, const std::string& pointer, const Pointers& pointers) {
  if (pointers.count(pointer) != 0) return type_of(value);
  if (!has_below(pointers, pointer)) return one("$exact", value);
  if (value.is_array()) {
    json::ArrayBuilder out;
    for (size_t i = 0; i < value.size(); ++i) out.push(loosened(value[i], pointer + step(std::to_string(i)), pointers));
    return out.build();
  }
  json::ObjectBuilder out;
  for (const json::Member member : value.members()) {
    if (value.size() == 1 && member.key.view().starts_with("$")) return type_of(value);  // it would be read as a matcher
    out.set(member.key, loosened(member.value, pointer + step(member.key), pointers));
  }
  return out.build();
}

/// A member that the run has and the history has not, or the other way round, makes the object around it differ.
std::string where(const Difference& difference, const json::Value& expected) {
  std::string pointer = difference.pointer;
  const json::Value* at = &expected;
  size_t end = 0;
  while (end < pointer.size()) {
    const size_t next = std::min(pointer.find('/', end + 1), pointer.size());
    std::string key = pointer.substr(end + 1, next - end - 1);
    for (size_t tilde = key.find("~1"); tilde != std::string::npos; tilde = key.find("~1")) key.replace(tilde, 2, "/");
    for (size_t tilde = key.find("~0"); tilde != std::string::npos; tilde = key.find("~0", tilde + 1)) key.replace(tilde, 2, "~");
    const json::Value* inner = at->is_object() ? at->find(key) : nullptr;
    if (at->is_array()) {
      const size_t index = std::stoul(key);
      inner = index < at->size() ? &(*at)[index] : nullptr;
    }
    if (inner == nullptr) return pointer.substr(0, end);
    at = inner, end = next;
  }
  return difference.absent && end != 0 ? pointer.substr(0, pointer.rfind('/')) : pointer;
}

class Rehearser {
 public:
  Rehearser(const asl::Program& program, json::Value test_case) : sources_(volatile_sources(program)) {
    out_.test_case = std::move(test_case);
  }

  Rehearsal revise(const CaseResult& result) {
    if (result.outcome == Outcome::Error || result.outcome == Outcome::Unsupported) skip(result.message);
    if (result.outcome == Outcome::Failed) loosen(result);
    return std::move(out_);
  }

 private:
  void skip(const std::string& reason) {
    out_.test_case.set("skip", json::Value::string(reason));
    out_.notes.push_back("the case is skipped: " + reason);
  }

  void loosen(const CaseResult& result) {
    std::map<std::string, Pointers> places;  // by member of `expect`
    std::vector<std::string> rest;
    for (const Difference& difference : result.differences) {
      const json::Value* expected = out_.test_case.get("expect").get(difference.what).find("$exact");
      if (sources_.empty() || expected == nullptr) {
        rest.push_back(difference.what + difference.pointer);
      } else {
        places[difference.what].insert(where(difference, *expected));
      }
    }
    for (const auto& [member, pointers] : places) loosen(member, pointers);
    if (!rest.empty()) out_.notes.push_back("a dry run differs from the history, so the case fails: " + list(rest));
  }

  void loosen(const std::string& member, const Pointers& pointers) {
    json::Value expect = out_.test_case.get("expect");
    const json::Value exact = expect.get(member).get("$exact");
    expect.set(member, loosened(exact, "", pointers));
    out_.test_case.set("expect", expect);
    std::vector<std::string> names;
    for (const std::string& pointer : pointers) names.push_back(member + pointer);
    const std::string comment =
        fmt::format("differs in each execution, so only its type is compared: {} (the definition uses {})", list(names), list(sources_));
    const json::Value before = out_.test_case.get("comment");
    out_.test_case.set("comment", json::Value::string(before.is_string() ? fmt::format("{}; {}", before.as_string(), comment) : comment));
    out_.notes.push_back(comment);
  }

  static std::string list(const std::vector<std::string>& all) {
    const std::vector<std::string> first(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(std::min(all.size(), kListed)));
    return fmt::format("{}{}", fmt::join(first, ", "), all.size() > kListed ? fmt::format(" and {} more", all.size() - kListed) : "");
  }

  std::vector<std::string> sources_;
  Rehearsal out_;
};

/// What stands in an expression that gives another value in each execution.
constexpr std::array<std::string_view, 8> kVolatile{"States.UUID", "States.MathRandom", "$uuid",    "$random",
                                                    "$now",        "$millis",           "$shuffle", "$states.context"};

std::vector<std::string_view> volatile_parts(const asl::Expression& expression) {
  std::vector<std::string_view> out;
  for (const std::string_view name : kVolatile) {
    if (expression.source().find(name) != std::string_view::npos) out.push_back(name);
  }
  const bool jsonpath = expression.path() != nullptr || expression.intrinsic() != nullptr;
  if (jsonpath && expression.source().find("$$") != std::string_view::npos) out.emplace_back("the context object");
  return out;
}

}  // namespace

std::vector<std::string> volatile_sources(const asl::Program& program) {
  std::vector<std::string> out;
  const auto add = [&](std::string_view what, const asl::State& state) {
    std::string line = fmt::format("{} in \"{}\"", what == "$states.context" ? "the context object" : what, state.name);
    if (std::find(out.begin(), out.end(), line) == out.end()) out.push_back(std::move(line));
  };
  for (const asl::ExpressionUse& use : program.expressions) {
    if (use.state == asl::kNone || use.expression->is_literal()) continue;
    for (const std::string_view part : volatile_parts(*use.expression)) add(part, program.state(use.state));
  }
  for (const asl::State& state : program.states) {
    const auto* map = state.as<asl::Map>();
    if (map != nullptr && map->result_writer) add("ResultWriter", state);
    if (map != nullptr && map->item_reader) add("ItemReader", state);
  }
  return out;
}

Rehearsal rehearse(const std::shared_ptr<const asl::Program>& program, const json::Value& mocks, json::Value test_case) {
  if (test_case.find("skip") != nullptr) return {std::move(test_case), {}};
  RehearsalFiles files;
  files.suite = suite_of(mocks, test_case);
  files.machine = program;
  const SuiteResult result = run_suite(std::string(kSuite), files, {});
  if (result.cases.empty()) {
    std::string why = result.findings.empty() ? "it cannot be read" : result.findings.list().front().message;
    return {std::move(test_case), {"the case cannot run: " + why}};
  }
  return Rehearser(*program, std::move(test_case)).revise(result.cases.front());
}

}  // namespace sfn::suite

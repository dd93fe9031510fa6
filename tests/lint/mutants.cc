#include "mutants.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

#include "field_matrix.h"
#include "json/reader.h"

namespace sfn::mutation {
namespace {

using json::NodeId;
using matrix::Language;
using matrix::Legal;

constexpr std::string_view kValues[] = {"null", "true", "7", "1.5", "-1", "\"x\"", "\"$.a\"", "[]", "{}", "[7]", "{\"k\":7}"};

bool starts_with(std::string_view text, std::string_view head) {
  return text.substr(0, head.size()) == head;
}

std::string upper_first(std::string word) {
  const bool upper = word[0] >= 'A' && word[0] <= 'Z';
  if (!upper && (word[0] < 'a' || word[0] > 'z')) return "x" + word;
  word[0] = static_cast<char>(upper ? word[0] + 32 : word[0] - 32);
  return word;
}

/// What only the whole picture shows: transitions that lead nowhere, states that nothing leads to, scopes that never end.
std::vector<std::string> graph_faults(const json::Document& document) {
  std::vector<std::string> missing, orphans, endless;
  const matrix::Layout layout = matrix::layout_of(document);
  for (const matrix::Object& scope : layout.objects) {
    if (scope.container != "machine" && scope.container != "branch" && scope.container != "processor") continue;
    const NodeId states = document.find(scope.node, "States");
    if (document.node(states).count == 0) {
      missing.push_back(document.pointer(states));
      continue;
    }
    std::set<std::string_view> entered;
    bool ends = false;
    const auto target = [&](NodeId node) {
      if (node == json::kNoNode) return;
      if (document.find(states, document.text(node)) == json::kNoNode) missing.push_back(document.pointer(node));
      entered.insert(document.text(node));
    };
    target(document.find(scope.node, "StartAt"));
    for (const NodeId state : document.children(states)) {
      target(document.find(state, "Next"));
      target(document.find(state, "Default"));
      for (const std::string_view list : {"Choices", "Catch"}) {
        const NodeId array = document.find(state, list);
        if (array == json::kNoNode) continue;
        for (const NodeId element : document.children(array)) target(document.find(element, "Next"));
      }
      const NodeId end = document.find(state, "End"), type = document.find(state, "Type");
      ends = ends || (end != json::kNoNode && document.kind(end) == json::NodeKind::True) || document.text(type) == "Succeed" ||
             document.text(type) == "Fail";
    }
    if (!ends) {
      endless.push_back(document.pointer(states));
      continue;
    }
    for (const NodeId state : document.children(states)) {
      if (entered.count(document.key(state)) == 0) orphans.push_back(document.pointer(state));
    }
  }
  if (!missing.empty()) return missing;
  orphans.insert(orphans.end(), endless.begin(), endless.end());
  return orphans;
}

class Mutator {
 public:
  Mutator(const json::Document& document, const std::function<void(const Mutant&)>& use)
      : document_(document), source_(document.source().bytes()), use_(use), layout_(matrix::layout_of(document)) {}

  void run() {
    for (const matrix::Place& place : layout_.places) {
      drop(place);
      rename(place);
      retype(place);
      limits(place);
      content(place);
      if (place.cell->kind.substr(0, 7) == "payload") payload(place.node, place.language);
    }
    for (const matrix::Object& object : layout_.objects) {
      swap(object);
      if (object.container == "machine" || object.container == "branch" || object.container == "processor") states(object);
    }
  }

 private:
  // --- texts ---

  std::string replaced(text::Span span, std::string_view with) const {
    std::string text(source_);
    text.replace(span.begin, span.size(), with);
    return text;
  }

  std::string without(NodeId member) const {
    const NodeId after = document_.sibling(member);
    text::Span span{document_.name_span(member).begin, document_.span(member).end};
    if (after != json::kNoNode) {
      span.end = document_.name_span(after).begin;
    } else {
      for (const NodeId other : document_.children(document_.parent(member))) {
        if (document_.sibling(other) == member) span.begin = document_.span(other).end;
      }
    }
    return replaced(span, "");
  }

  std::string_view source_of(text::Span span) const { return source_.substr(span.begin, span.size()); }

  std::string sibling_pointer(NodeId node, std::string_view key) const {
    std::string escaped;
    for (const char c : key) escaped += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return document_.pointer(document_.parent(node)) + "/" + escaped;
  }

  void refused(std::string text, std::string what, std::vector<std::string> places) const {
    use_({std::move(text), std::move(what), std::move(places), false});
  }
  void refused_within(std::string text, std::string what, std::string place) const {
    use_({std::move(text), std::move(what), {std::move(place)}, true});
  }
  /// Well formed: what the transitions then look like decides.
  void formed(std::string text, std::string what) const {
    auto read = json::read_json(std::make_shared<text::SourceFile>("mutant", std::string(text)));
    if (!read) return;
    std::vector<std::string> places = graph_faults(*read);
    use_({std::move(text), std::move(what), std::move(places), false});
  }

  bool has(NodeId object, std::string_view name) const { return document_.find(object, name) != json::kNoNode; }

  /// Whether the object can do without the member.
  bool needs(const matrix::Place& place) const {
    const NodeId object = document_.parent(place.node);
    if (place.cell->required) return true;
    if (place.cell->name == "ExecutionType") return document_.text(document_.find(object, "Mode")) == "DISTRIBUTED";
    if (place.cell->name == "CSVHeaders") return document_.text(document_.find(object, "CSVHeaderLocation")) == "GIVEN";
    if (place.cell->name == "CSVHeaderLocation") return document_.text(document_.find(object, "InputType")) == "CSV";
    if (is_comparison(place) || (place.cell->name == "Variable")) return true;
    for (const matrix::Group& group : matrix::groups()) {
      if (!group.needed || group.container != place.container) continue;
      if (std::find(group.names.begin(), group.names.end(), place.cell->name) == group.names.end()) continue;
      return std::count_if(group.names.begin(), group.names.end(), [&](const std::string& name) { return has(object, name); }) == 1;
    }
    return false;
  }

  static bool is_comparison(const matrix::Place& place) {
    const bool rule = place.container == "rule" || place.container == "nested";
    const std::string_view name = place.cell->name;
    return rule && place.cell->only == Language::JsonPath && name != "Variable";
  }

  /// Fields whose absence changes what many others mean.
  static bool sets_the_stage(const matrix::Place& place) { return place.cell->name == "QueryLanguage" || place.cell->name == "Type"; }

  // --- the mutations ---

  void drop(const matrix::Place& place) {
    const std::string what = "drop " + document_.pointer(place.node);
    const NodeId object = document_.parent(place.node);
    if (place.cell->name == "QueryLanguage" && document_.text(place.node) == "JSONata" && tells_a_language(place))
      return refused_within(without(place.node), what, document_.pointer(object));
    if (needs(place)) return refused(without(place.node), what, {document_.pointer(object)});
    formed(without(place.node), what);
  }

  /// Not where the machine says the same anyway, or (of the machine) where every state says it by itself.
  bool tells_a_language(const matrix::Place& place) const {
    const NodeId of_machine = document_.find(json::Document::root(), "QueryLanguage");
    if (place.container != "machine") return of_machine == json::kNoNode || document_.text(of_machine) != "JSONata";
    return std::any_of(layout_.objects.begin(), layout_.objects.end(), [&](const matrix::Object& object) {
      return document_.find(object.node, "Type") != json::kNoNode && !has(object.node, "QueryLanguage");
    });
  }

  void rename(const matrix::Place& place) {
    const std::string name = place.cell->name;
    std::string doubled = name, cut = name.substr(0, name.size() - 1);
    doubled.insert(name.size() / 2, 1, name[name.size() / 2]);
    for (const std::string& other : {std::string("Zzz"), upper_first(name), doubled, cut}) {
      if (matrix::find(place.container, other) != nullptr || other.empty()) continue;
      if (place.container == "credentials") continue;  // recorded: other fields are not minded
      rename(place, other);
    }
    for (const std::string_view other : {"Next", "Result", "Output", "Items"}) {
      if (other != name && !has(document_.parent(place.node), other)) rename_to_known(place, std::string(other));
    }
  }

  void rename(const matrix::Place& place, const std::string& other) {
    std::string text = replaced(document_.key_span(place.node), "\"" + other + "\"");
    const std::string what = "rename " + document_.pointer(place.node) + " to " + other;
    if (sets_the_stage(place)) return refused_within(std::move(text), what, document_.pointer(document_.parent(place.node)));
    refused(std::move(text), what, {sibling_pointer(place.node, other)});
  }

  void rename_to_known(const matrix::Place& place, const std::string& other) {
    if (matrix::find(place.container, other) != nullptr || place.container == "credentials") return;
    rename(place, other);
  }

  void retype(const matrix::Place& place) {
    for (const std::string_view value : kValues) retype(place, value);
    if (place.cell->kind.substr(0, 5) == "words") retype(place, "\"" + upper_first(std::string(document_.text(place.node))) + "\"");
    if (place.cell->name == "Type") types(place);
  }

  void types(const matrix::Place& place) {
    for (const std::string_view type : {"Pass", "Task", "Choice", "Wait", "Succeed", "Fail", "Parallel", "Map"}) {
      if (document_.text(place.node) == type) continue;
      const NodeId state = document_.parent(place.node);
      std::string text = replaced(document_.span(place.node), "\"" + std::string(type) + "\"");
      const std::string what = "retype " + document_.pointer(place.node) + " to " + std::string(type);
      if (fits(state, type)) {
        formed(std::move(text), what);
      } else {
        refused_within(std::move(text), what, document_.pointer(state));
      }
    }
  }

  /// Whether the fields of a state are those of the type.
  bool fits(NodeId state, std::string_view type) const {
    for (const NodeId child : document_.children(state)) {
      if (matrix::find(type, document_.key(child)) == nullptr) return false;
    }
    for (const matrix::Cell* cell : matrix::cells_of(type)) {
      if (cell->required && !has(state, cell->name)) return false;
    }
    return std::all_of(matrix::groups().begin(), matrix::groups().end(), [&](const matrix::Group& group) {
      const auto count = std::count_if(group.names.begin(), group.names.end(), [&](const std::string& name) { return has(state, name); });
      return group.container != type || (count <= 1 && (count == 1 || !group.needed));
    });
  }

  void retype(const matrix::Place& place, std::string_view value) {
    if (value == source_of(document_.span(place.node))) return;
    std::string text = replaced(document_.span(place.node), value);
    const std::string what = "retype " + document_.pointer(place.node) + " to " + std::string(value);
    const std::string pointer = document_.pointer(place.node);
    Legal legal = matrix::judge(*place.cell, place.language, value);
    if (legal == Legal::Unsure) return inner_object(place, std::move(text), what, value);
    if (legal == Legal::Yes && breaks_order(place, value)) return;
    if (legal == Legal::Yes) return formed(std::move(text), what);
    if (starts_with(value, "[") && value.size() > 2 && place.cell->kind.find_first_of("ls") == 0) {
      return refused_within(std::move(text), what, pointer);  // an element is at fault
    }
    if (place.cell->name == "States" && value.size() > 2)
      return refused_within(std::move(text), what, document_.pointer(document_.parent(place.node)));
    refused(std::move(text), what, {pointer});
  }

  /// A number that is fine by itself but not beside its neighbour.
  bool breaks_order(const matrix::Place& place, std::string_view) const {
    return place.cell->name == "HeartbeatSeconds" || place.cell->name == "TimeoutSeconds" || place.cell->name == "MaxDelaySeconds";
  }

  void inner_object(const matrix::Place& place, std::string text, const std::string& what, std::string_view value) {
    const bool structure = starts_with(place.cell->kind, "object") && place.cell->kind != "object credentials";
    if (!structure || !starts_with(value, "{")) return;
    if (value.size() > 2) return refused_within(std::move(text), what, document_.pointer(place.node));
    const std::string inner = place.cell->kind.substr(7);
    const auto cells = matrix::cells_of(inner);
    const bool needs =
        inner == "nested" || std::any_of(cells.begin(), cells.end(), [](const matrix::Cell* cell) { return cell->required; });
    if (needs) refused(std::move(text), what, {document_.pointer(place.node)});
  }

  void limits(const matrix::Place& place) {
    const std::string& kind = place.cell->kind;
    if (!starts_with(kind, "int") && !starts_with(kind, "number")) return;
    const size_t blank = kind.rfind(' ');
    const std::string high = kind.substr(blank + 1), low = kind.substr(kind.find(' ') + 1, blank - kind.find(' ') - 1);
    if (high != "inf") retype(place, std::to_string(std::stoll(high) + 1));
    if (low != "-inf") retype(place, std::to_string(std::stoll(low) - 1));
    if (low != "-inf" && !breaks_order(place, low)) retype(place, low);
  }

  // --- what strings say ---

  void text_is(NodeId node, const std::string& text, bool legal, const std::string& how) {
    const std::string what = how + " " + document_.pointer(node) + " to " + text;
    std::string mutant = replaced(document_.span(node), text);
    if (legal) return formed(std::move(mutant), what);
    refused(std::move(mutant), what, {document_.pointer(node)});
  }

  void content(const matrix::Place& place) {
    const bool evaluated = place.cell->computed || place.cell->kind == "payload-object";
    if (evaluated) expressions(place.node, place.language, place.container);
    if (!document_.is_string(place.node)) return;
    const std::string& kind = place.cell->kind;
    const std::string quoted(source_of(document_.span(place.node)));
    const std::string body = quoted.substr(1, quoted.size() - 2);
    if (kind == "target") {
      text_is(place.node, "\"Nope\"", false, "turn");
      text_is(place.node, "\"" + body + "x\"", false, "turn");
      if (place.container != "machine") text_is(place.node, "\"" + upper_first(body) + "\"", false, "turn");
    }
    if (starts_with(kind, "path") || starts_with(kind, "reference") || starts_with(kind, "call")) path(place, body);
    if (kind == "time") text_is(place.node, "\"2026-13-01T00:00:00Z\"", false, "spell");
  }

  void path(const matrix::Place& place, const std::string& body) {
    if (body[0] != '$') return;
    text_is(place.node, "\"" + body + "[\"", false, "spell");
    text_is(place.node, "\"" + body + ".\"", false, "spell");
    if (!starts_with(body, "$$")) text_is(place.node, "\"" + body.substr(1) + "x\"", false, "spell");
    if (starts_with(place.cell->kind, "reference") && !starts_with(body, "$$")) {
      text_is(place.node, "\"" + body + "[*]\"", false, "spell");
      text_is(place.node, "\"" + body + "..a\"", false, "spell");
    }
    text_is(place.node, "\"States.Format('{}', 1)\"", place.cell->kind == "call", "spell");
  }

  /// `{% … %}` in a JSONata state, wherever it stands.
  void expressions(NodeId root, Language language, std::string_view container) {
    if (language != Language::Jsonata) return;
    for (NodeId node = root; node < document_.node(root).next; ++node) {
      if (!document_.is_string(node)) continue;
      const std::string quoted(source_of(document_.span(node)));
      if (!starts_with(quoted, "\"{%") || quoted.size() < 8) continue;
      const std::string body = quoted.substr(3, quoted.size() - 6);
      text_is(node, "\"{%" + body + "\"", false, "spell");
      text_is(node, "\"{%" + body + " + %}\"", false, "spell");
      text_is(node, "\"{%" + body + ") %}\"", false, "spell");
      text_is(node, "\"{% foo.bar %}\"", false, "spell");
      text_is(node, "\"{% $states.inputs %}\"", false, "spell");
      if (container != "catcher") text_is(node, "\"{% $states.errorOutput %}\"", false, "spell");
    }
  }

  void payload(NodeId root, Language language) {
    if (language != Language::JsonPath) return;
    for (NodeId node = root + 1; node < document_.node(root).next; ++node) {
      const std::string key(document_.key(node));
      if (key.size() < 3) continue;
      if (key.substr(key.size() - 2) != ".$") {
        const NodeId object = document_.parent(node);
        const bool string = document_.is_string(node);
        if (has(object, key + ".$") || (string && starts_with(document_.text(node), "$")) || key == "FunctionName.$") continue;
        if (string && document_.text(node).find("${") != std::string_view::npos) continue;
        refused(replaced(document_.key_span(node), "\"" + key + ".$\""), "mark " + document_.pointer(node),
                {sibling_pointer(node, key + ".$")});
        continue;
      }
      dollar_key(node);
    }
  }

  void dollar_key(NodeId node) {
    for (const std::string_view value :
         {"7", "true", "null", "{}", "[]", "\"x\"", "\"$.a[\"", "\"$.\"", "\"States.Nope()\"", "\"States.Format('{}'\""}) {
      text_is(node, std::string(value), false, "spell");
    }
    text_is(node, "\"$.a.b\"", true, "spell");
    text_is(node, "\"States.MathAdd(1)\"", false, "spell");
    text_is(node, "\"States.UUID()\"", true, "spell");
  }

  // --- exchanges ---

  void swap(const matrix::Object& object) {
    std::vector<matrix::Place> members;
    for (const matrix::Place& place : layout_.places) {
      if (document_.parent(place.node) == object.node && !sets_the_stage(place) && !breaks_order(place, "")) members.push_back(place);
    }
    for (size_t i = 0; i < members.size(); ++i) {
      for (size_t j = i + 1; j < members.size(); ++j) swap(members[i], members[j]);
    }
  }

  /// Two members exchange their values: each that no longer holds what it should is a fault.
  void swap(const matrix::Place& left, const matrix::Place& right) {
    const auto scalar = [&](const matrix::Place& place) { return document_.node(place.node).count == 0; };
    if (!scalar(left) || !scalar(right)) return;
    const std::string_view first = source_of(document_.span(left.node)), second = source_of(document_.span(right.node));
    const Legal one = judge_here(left, second), other = judge_here(right, first);
    if (first == second || one == Legal::Unsure || other == Legal::Unsure) return;
    std::string text(source_);
    const text::Span a = document_.span(left.node), b = document_.span(right.node);
    text.replace(b.begin, b.size(), first);
    text.replace(a.begin, a.size(), second);
    std::vector<std::string> places;
    if (one == Legal::No) places.push_back(document_.pointer(left.node));
    if (other == Legal::No) places.push_back(document_.pointer(right.node));
    const std::string what = "swap " + document_.pointer(left.node) + " with " + right.cell->name;
    if (places.empty()) return formed(std::move(text), what);
    refused(std::move(text), what, std::move(places));
  }

  Legal judge_here(const matrix::Place& place, std::string_view value) const {
    if (place.cell->kind == "target" || place.cell->kind == "arn") return value[0] == '"' ? Legal::Unsure : Legal::No;
    if (value.find("$") != std::string_view::npos || value.find("States.") != std::string_view::npos) return Legal::Unsure;
    return matrix::judge(*place.cell, place.language, value);
  }

  void states(const matrix::Object& scope) {
    const NodeId all = document_.find(scope.node, "States");
    for (const NodeId state : document_.children(all)) {
      renamed_state(scope, state);
      const NodeId after = document_.sibling(state);
      if (after == json::kNoNode) continue;
      std::string text(source_);
      const text::Span a = document_.span(state), b = document_.span(after);
      text.replace(b.begin, b.size(), source_of(a));
      text.replace(a.begin, a.size(), source_of(b));
      formed(std::move(text), "swap the states " + document_.pointer(state) + " and " + std::string(document_.key(after)));
      text = replaced(document_.key_span(after), source_of(document_.key_span(state)));
      refused_within(std::move(text), "name " + document_.pointer(after) + " as the one before", document_.pointer(scope.node));
    }
  }

  void renamed_state(const matrix::Object&, NodeId state) {
    const std::string_view quoted = source_of(document_.key_span(state));
    const std::string name = std::string(quoted.substr(0, quoted.size() - 1)) + "Zz\"";
    formed(replaced(document_.key_span(state), name), "rename the state " + document_.pointer(state));
    formed(without(state), "drop the state " + document_.pointer(state));
    for (const std::string_view value : {"null", "7", "\"x\"", "[]"}) {
      refused(replaced(document_.span(state), value), "retype the state " + document_.pointer(state) + " to " + std::string(value),
              {document_.pointer(state)});
    }
    refused(replaced(document_.span(state), "{}"), "empty the state " + document_.pointer(state), {document_.pointer(state)});
  }

  const json::Document& document_;
  std::string_view source_;
  const std::function<void(const Mutant&)>& use_;
  matrix::Layout layout_;
};

std::string listed(const diag::Findings& findings) {
  std::string out;
  for (const diag::Finding& finding : findings.list()) {
    out += "\n    " + std::string(diag::name_of(finding.severity)) + " " + std::string(finding.rule) + " " + finding.pointer + ": " +
           finding.message;
  }
  return out.empty() ? " nothing" : out;
}

}  // namespace

void for_each_mutant(const json::Document& definition, const std::function<void(const Mutant&)>& use) {
  Mutator(definition, use).run();
}

std::string misjudged(const Mutant& mutant, const diag::Findings& findings) {
  std::multiset<std::string> errors, wanted(mutant.places.begin(), mutant.places.end());
  bool others = false;
  for (const diag::Finding& finding : findings.list()) {
    if (finding.severity == diag::Severity::Error) {
      errors.insert(finding.pointer);
    } else {
      others = true;
    }
  }
  if (mutant.loose) {
    const std::string& place = mutant.places[0];
    const bool inside = std::all_of(errors.begin(), errors.end(), [&](const std::string& at) { return starts_with(at, place); });
    if (!errors.empty() && inside) return {};
  } else if (errors == wanted && (wanted.empty() || !others)) {
    return {};
  }
  std::string expected = wanted.empty() ? "no error" : mutant.loose ? "errors below" : "one error at";
  for (const std::string& place : wanted) expected += " " + (place.empty() ? "/" : place);
  return mutant.what + "\n  expected " + expected + "\n  found" + listed(findings);
}

}  // namespace sfn::mutation

// The table walk: every object of the definition is held against its rows in asl/fields.cc. This is the structure as AWS's own schema has
// it; schemas/asl.schema.json is made from the same rows.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "asl/fields.h"
#include "asl/operator.h"
#include "lint/intent.h"
#include "lint/registry.h"
#include "lint/stages.h"
#include "lint/structure_value.h"
#include "text/suggest.h"

namespace sfn::lint {
namespace {

using asl::Container;
using asl::Field;
using asl::QueryLanguage;

std::string joined(const std::vector<std::string_view>& names, std::string_view separator) {
  return fmt::format("{}", fmt::join(names, separator));
}

/// "Task, Parallel and Map states": where else a field would be at home.
std::string owners_of(std::string_view field) {
  std::vector<std::string_view> owners;
  for (auto type = asl::StateType::Pass; type <= asl::StateType::Map; type = static_cast<asl::StateType>(static_cast<int>(type) + 1)) {
    if (asl::find_field(*asl::container_of(type), field) != nullptr) owners.push_back(asl::name_of(type));
  }
  if (owners.empty()) return {};
  const std::string_view last = owners.back();
  owners.pop_back();
  return owners.empty() ? fmt::format("{} states have it", last) : fmt::format("{} and {} states have it", joined(owners, ", "), last);
}

class StructureWalk {
 public:
  StructureWalk(const json::Document& document, Report& report) : document_(document), report_(report), values_(document, report) {}

  void definition(json::NodeId root) {
    if (!document_.is_object(root)) {
      report_.set_rule(registry::mistyped_field);
      auto& finding = report_.at(root, fmt::format("a definition is a JSON object, not {}", kind_of(document_, root)));
      finding.aws_message = "Definition must be a valid JSON object";
      finding.location.clear();
      return;
    }
    const MeantLanguage meant = meant_language(document_, root);
    language_ = meant.language;
    if (meant.first_field != json::kNoNode) missing_language(meant);
    if (!is_lone_state(root)) return object(root, Container::Machine, language_);
    report_.set_rule(registry::missing_field);
    auto& finding = report_.at_object(root, "this is a single state, not a state machine");
    finding.aws_message = "These fields are required: [States, StartAt]";
    finding.help = "put it into the States of a machine: { \"StartAt\": \"Name\", \"States\": { \"Name\": { … } } }";
  }

 private:
  bool is_lone_state(json::NodeId root) const {
    const auto has = [&](std::string_view name) { return document_.find(root, name) != json::kNoNode; };
    return has("Type") && !has("States") && !has("StartAt");
  }

  /// Every state is written in JSONata and nothing says so: one fault.
  void missing_language(const MeantLanguage& meant) {
    const std::string_view name = document_.key(meant.first_field);
    auto& finding = other_language(meant.first_field, name, QueryLanguage::JsonPath);
    finding.message = fmt::format("\"{}\" and {} more {} of JSONata states, but nothing sets the query language", name, meant.fields - 1,
                                  meant.fields == 2 ? "field is one" : "fields are those");
    finding.help = "add \"QueryLanguage\": \"JSONata\" to the state machine";
  }

  void object(json::NodeId node, Container container, QueryLanguage language) {
    bool foreign = false;
    strays_ = 0;
    std::vector<std::string_view> absent = absent_fields(node, container, language);
    size_t strays = 0;
    for (const json::NodeId child : document_.children(node)) {
      const Field* field = asl::find_field(container, document_.key(child));
      if (field == nullptr) {
        if (unknown(child, container, language, absent)) ++strays;
      } else if (!asl::allows(field->languages, language)) {
        if (!foreign || asl::is_state(container)) other_language(child, field->name, language);
        foreign = true;
      } else {
        value(child, *field, language);
      }
    }
    strays_ = strays;  // behind the children: objects inside count their own
    if (!foreign || asl::is_state(container)) required(node, container, language);
    exclusions(node, container, language);
    if (!foreign) special(node, container, language);
  }

  void special(json::NodeId node, Container container, QueryLanguage language) {
    const bool rule = container == Container::ChoiceRule || container == Container::NestedRule;
    if (rule && language == QueryLanguage::JsonPath) comparison(node, container);
    if (asl::find_field(container, "End") != nullptr) transition(node);
    if (container == Container::ProcessorConfig) processor_config(node);
  }

  // --- fields that should not be there ---

  /// What the object lacks; taken off where an unknown field may be meant for it.
  std::vector<std::string_view> absent_fields(json::NodeId node, Container container, QueryLanguage language) const {
    std::vector<std::string_view> absent;
    for (const uint8_t number : asl::fields_of(container)) {
      const Field& field = asl::fields()[number];
      const bool wanted = field.required && asl::allows(field.languages, language);
      if (wanted && document_.find(node, field.name) == json::kNoNode) absent.push_back(field.name);
    }
    const bool moves = asl::find_field(container, "End") != nullptr;
    if (moves && document_.find(node, "Next") == json::kNoNode && document_.find(node, "End") == json::kNoNode) absent.push_back("Next");
    return absent;
  }

  /// Whether the field may be a missing one under a name that is not even near.
  bool unknown(json::NodeId child, Container container, QueryLanguage language, std::vector<std::string_view>& absent) {
    if (container == Container::Credentials) return false;  // recorded: AWS minds only that RoleArn is missing
    report_.set_rule(registry::unknown_field);
    report_.reject(child);
    const std::string_view name = document_.key(child);
    auto& finding = report_.at_key(child, fmt::format("{} has no field \"{}\"", asl::name_of(container), name));
    finding.aws_message = fmt::format("Field '{}' is not supported", name);
    finding.location = document_.location(document_.parent(child));
    std::vector<std::string_view> candidates;
    for (const uint8_t number : asl::fields_of(container)) {
      const Field& field = asl::fields()[number];
      const bool taken = document_.find(document_.parent(child), field.name) != json::kNoNode;
      if (asl::allows(field.languages, language) && !taken) candidates.push_back(field.name);
    }
    Report::suggest(finding, name, candidates);
    // Unmeasured for branches, where other validators accept it.
    if (container == Container::Branch && name == "QueryLanguage") finding.severity = diag::Severity::Warning;
    if (!finding.suggestion.empty()) {
      std::erase(absent, finding.suggestion);
      return false;
    }
    finding.help = help_for_unknown(name, container);
    if (finding.help.empty() && !absent.empty()) {
      finding.help = fmt::format("{} needs \"{}\", which is missing", asl::name_of(container), absent.front());
      absent.erase(absent.begin());
    }
    return true;
  }

  static std::string help_for_unknown(std::string_view name, Container container) {
    if (container == Container::NestedRule && (name == "Next" || name == "Assign"))
      return "it belongs to the rule at the top, not to one inside it";
    if (name == "QueryLanguage") return "set it on the state machine, or on each state";
    return asl::is_state(container) ? owners_of(name) : std::string();
  }

  diag::Finding& other_language(json::NodeId child, std::string_view name, QueryLanguage language) {
    report_.set_rule(registry::field_of_other_query_language);
    report_.reject(child);
    const QueryLanguage other = language == QueryLanguage::JsonPath ? QueryLanguage::Jsonata : QueryLanguage::JsonPath;
    auto& finding = report_.at_key(
        child, fmt::format("\"{}\" is a field of {} states, and this one is {}", name, asl::name_of(other), asl::name_of(language)));
    finding.aws_message = fmt::format("The QueryLanguage is set to '{}', but field '{}' is only supported for the '{}' QueryLanguage",
                                      asl::name_of(language), name, asl::name_of(other));
    finding.location = document_.location(document_.parent(child));
    finding.help = other == QueryLanguage::Jsonata
                       ? "add \"QueryLanguage\": \"JSONata\" to the state or the machine; a Map or Parallel does not pass its own on"
                       : "JSONata states use Arguments, Output and Assign instead of the path fields";
    return finding;
  }

  // --- fields that should be there ---

  void required(json::NodeId node, Container container, QueryLanguage language) {
    const bool bare = container <= Container::Iterator && document_.find(node, "StartAt") == json::kNoNode &&
                      document_.find(node, "States") == json::kNoNode;
    if (bare) return missing_both(node, container);
    std::vector<std::string_view> names;
    for (const uint8_t number : asl::fields_of(container)) {
      const Field& field = asl::fields()[number];
      if (!field.required || !asl::allows(field.languages, language)) continue;
      if (document_.find(node, field.name) == json::kNoNode && !misspelt(node, container, field.name)) names.push_back(field.name);
    }
    if (names.size() == 1) return missing_for_sure(node, container, names[0]);
    if (names.size() > 1) missing_several(node, container, names);
  }

  void missing(json::NodeId node, Container container, std::string_view name) {
    if (!misspelt(node, container, name)) missing_for_sure(node, container, name);
  }

  void missing_for_sure(json::NodeId node, Container container, std::string_view name) {
    report_.set_rule(registry::missing_field);
    auto& finding = report_.at_object(node, fmt::format("{} needs the field \"{}\"", asl::name_of(container), name));
    finding.aws_message = container == Container::Machine ? fmt::format("These fields are required: [{}]", name)
                                                          : fmt::format("The field '{}' is required but was missing", name);
  }

  void missing_several(json::NodeId node, Container container, const std::vector<std::string_view>& names) {
    report_.set_rule(registry::missing_field);
    const std::string list = fmt::format("\"{}\"", fmt::join(names, "\" and \""));
    report_.at_object(node, fmt::format("{} needs the fields {}", asl::name_of(container), list)).aws_message =
        fmt::format("The field '{}' is required but was missing", names[0]);
  }

  void missing_both(json::NodeId node, Container container) {
    if (misspelt(node, container, "StartAt") || misspelt(node, container, "States")) return;
    report_.set_rule(registry::missing_field);
    report_.at_object(node, fmt::format("{} needs the fields \"StartAt\" and \"States\"", asl::name_of(container))).aws_message =
        "These fields are required: [States, StartAt]";
  }

  /// The field is there under a wrong name, which is said already: a near one, or one that is meant for nothing else.
  bool misspelt(json::NodeId node, Container container, std::string_view name) {
    if (container == Container::Credentials) return false;
    const std::array<std::string_view, 1> wanted{name};
    for (const json::NodeId child : document_.children(node)) {
      if (asl::find_field(container, document_.key(child)) == nullptr && text::nearest(document_.key(child), wanted)) return true;
    }
    if (strays_ == 0) return false;
    --strays_;
    return true;
  }

  /// Next or "End": true.
  void transition(json::NodeId node) {
    const json::NodeId next = document_.find(node, "Next"), end = document_.find(node, "End");
    const bool ends = end != json::kNoNode && document_.kind(end) != json::NodeKind::False;
    if (next != json::kNoNode && ends && document_.is_boolean(end)) {
      report_.set_rule(registry::conflicting_fields);
      report_.at_key(end, "a state has either Next or End, not both").aws_message =
          "There should only be one of the following fields: [Next, End]";
    } else if (next == json::kNoNode && !ends && !misspelt(node, Container::Pass, "Next") && !misspelt(node, Container::Pass, "End")) {
      report_.set_rule(registry::missing_transition);
      report_.at_object(node, end == json::kNoNode ? "the state has neither Next nor \"End\": true" : "\"End\": false leads nowhere")
          .aws_message = "The state has neither Next nor End";
    }
  }

  void processor_config(json::NodeId node) {
    const json::NodeId mode = document_.find(node, "Mode");
    if (!document_.is_string(mode) || document_.text(mode) != "DISTRIBUTED") return;
    if (document_.find(node, "ExecutionType") == json::kNoNode) missing(node, Container::ProcessorConfig, "ExecutionType");
  }

  /// Exactly one comparison, And, Or or Not; a comparison has a Variable, the others have none.
  void comparison(json::NodeId node, Container container) {
    std::vector<json::NodeId> found;
    for (const json::NodeId child : document_.children(node)) {
      if (is_connective(child) || asl::find_operator(document_.key(child)) != nullptr) found.push_back(child);
    }
    const json::NodeId variable = document_.find(node, "Variable");
    if (found.size() > 1) return clash(found[1], document_.key(found[0]), document_.key(found[1]));
    if (found.empty()) return no_comparison(node, container);
    if (!is_connective(found[0]) && variable == json::kNoNode) return missing(node, container, "Variable");
    if (is_connective(found[0]) && variable != json::kNoNode) clash(variable, document_.key(found[0]), "Variable");
  }

  bool is_connective(json::NodeId child) const {
    const std::string_view key = document_.key(child);
    return key == "And" || key == "Or" || key == "Not";
  }

  void no_comparison(json::NodeId node, Container container) {
    if (container == Container::ChoiceRule && document_.node(node).count == 0) return;  // empty: its Next is missing too
    for (const json::NodeId child : document_.children(node)) {
      if (asl::find_field(container, document_.key(child)) == nullptr) return;  // a misspelt operator is said already
    }
    report_.set_rule(registry::rule_without_comparison);
    report_.at_object(node, "the rule compares nothing: it needs one comparison operator, And, Or or Not");
  }

  // --- fields that exclude each other ---

  void exclusions(json::NodeId node, Container container, QueryLanguage language) {
    for (const asl::Exclusion& exclusion : asl::exclusions()) {
      if ((exclusion.containers >> static_cast<unsigned>(container) & 1U) == 0) continue;
      std::vector<std::string_view> names, present;
      Field list;
      list.words = exclusion.names;
      for (const std::string_view name : asl::words_of(list)) {
        if (!asl::allows(asl::find_field(container, name)->languages, language)) continue;
        names.push_back(name);
        if (document_.find(node, name) != json::kNoNode) present.push_back(name);
      }
      if (present.size() > 1) clash(document_.find(node, present[1]), present[0], present[1]);
      if (present.empty() && exclusion.exactly_one) none_of(node, container, names);
    }
  }

  void clash(json::NodeId second, std::string_view first, std::string_view other) {
    report_.set_rule(registry::conflicting_fields);
    report_.at_key(second, fmt::format("\"{}\" and \"{}\" exclude each other", first, other)).aws_message =
        fmt::format("There should only be one of the following fields: [{}, {}]", first, other);
  }

  void none_of(json::NodeId node, Container container, const std::vector<std::string_view>& names) {
    if (container == Container::Credentials || names.size() == 1) return missing(node, container, names[0]);
    for (const std::string_view name : names) {
      if (misspelt(node, container, name)) return;
    }
    report_.set_rule(registry::missing_field);
    report_.at_object(node, fmt::format("{} needs one of the fields {}", asl::name_of(container), joined(names, ", ")));
  }

  // --- values ---

  void value(json::NodeId node, const Field& field, QueryLanguage language) {
    switch (values_.check(node, field, language)) {
      case ValueCheck::Verdict::Done: return;
      case ValueCheck::Verdict::Object: return inner(node, field.inner, language);
      case ValueCheck::Verdict::States: return states(node);
      case ValueCheck::Verdict::Objects: break;
    }
    for (const json::NodeId child : document_.children(node)) {
      if (values_.check_object(child, field)) inner(child, field.inner, language);
    }
  }

  /// Machines inside start over with the machine's language: a Map's or Parallel's own does not reach them.
  void inner(json::NodeId node, Container container, QueryLanguage language) {
    object(node, container, container <= Container::Iterator ? language_ : language);
  }

  void states(json::NodeId node) {
    for (const json::NodeId child : document_.children(node)) state(child);
  }

  void state(json::NodeId node) {
    if (!document_.is_object(node)) return no_state(node);
    const json::NodeId type = document_.find(node, "Type");
    const QueryLanguage language = language_of_state(document_, node, language_);
    if (type == json::kNoNode) return missing_type(node, language);
    const Field& field = *asl::find_field(Container::Pass, "Type");
    if (!document_.is_string(type)) return unknown_type(node, type, field);
    for (auto number = static_cast<int>(asl::StateType::Pass); number <= static_cast<int>(asl::StateType::Map); ++number) {
      const auto declared = static_cast<asl::StateType>(number);
      if (asl::name_of(declared) != document_.text(type)) continue;
      if (const auto meant = meant_type(document_, node, declared, language)) return other_type(node, type, *meant);
      return object(node, *asl::container_of(declared), language);
    }
    unknown_type(node, type, field);
  }

  void unknown_type(json::NodeId node, json::NodeId type, const Field& field) {
    value(type, field, language_);
    report_.reject(node);
  }

  void missing_type(json::NodeId node, QueryLanguage) {
    for (const json::NodeId child : document_.children(node)) {
      if (!text::nearest(document_.key(child), std::array<std::string_view, 1>{"Type"})) continue;
      std::vector<std::string_view> absent{"Type"};
      unknown(child, Container::Pass, QueryLanguage::JsonPath, absent);
      return report_.reject(node);
    }
    report_.reject(node);
    missing_for_sure(node, Container::Pass, "Type");
  }

  /// Not one finding for each field that the declared type does not have.
  void other_type(json::NodeId node, json::NodeId type, asl::StateType meant) {
    report_.set_rule(registry::unknown_field);
    report_.reject(node);
    const std::string_view name = asl::name_of(meant);
    auto& finding = report_.at(type, fmt::format("the fields of \"{}\" are those of a {} state, not of a {} state", document_.key(node),
                                                 name, document_.text(type)));
    finding.location = document_.location(node);
    finding.label = fmt::format("did you mean \"{}\"?", name);
    finding.suggestion = name;
  }

  void no_state(json::NodeId node) {
    report_.set_rule(registry::mistyped_field);
    report_.reject(node);
    const bool misplaced = asl::find_field(Container::Machine, document_.key(node)) != nullptr;
    auto& finding = report_.at_key(node, misplaced ? fmt::format("\"{}\" stands among the states", document_.key(node))
                                                   : fmt::format("a state is an object, not {}", kind_of(document_, node)));
    if (misplaced) finding.help = "it is a field of the state machine: move it out of States";
  }

  const json::Document& document_;
  Report& report_;
  ValueCheck values_;
  QueryLanguage language_ = QueryLanguage::JsonPath;
  size_t strays_ = 0;  ///< unknown fields of the object at hand that may each stand for a missing one
};

}  // namespace

void report_structure(const json::Document& document, json::NodeId root, Report& report) {
  StructureWalk(document, report).definition(root);
}

}  // namespace sfn::lint

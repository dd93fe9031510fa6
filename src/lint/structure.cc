// The table walk: every object of the definition is held against its rows in asl/fields.cc. This is the structure as AWS's own schema has
// it; schemas/asl.schema.json is made from the same rows.
#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "asl/fields.h"
#include "asl/operator.h"
#include "asl/parse_expression.h"
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
    language_ = language_at(root, QueryLanguage::JsonPath);
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

  QueryLanguage language_at(json::NodeId object, QueryLanguage inherited) const {
    const json::NodeId field = document_.find(object, "QueryLanguage");
    if (field == json::kNoNode) return inherited;
    return document_.is_string(field) && document_.text(field) == "JSONPath" ? QueryLanguage::JsonPath : QueryLanguage::Jsonata;
  }

  void object(json::NodeId node, Container container, QueryLanguage language) {
    bool foreign = false;
    for (const json::NodeId child : document_.children(node)) {
      const Field* field = asl::find_field(container, document_.key(child));
      if (field == nullptr) {
        unknown(child, container, language);
      } else if (!asl::allows(field->languages, language)) {
        if (!foreign || asl::is_state(container)) other_language(child, *field, language);
        foreign = true;
      } else {
        value(child, *field, language);
      }
    }
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

  void unknown(json::NodeId child, Container container, QueryLanguage language) {
    if (container == Container::Credentials) return;  // recorded: AWS minds only that RoleArn is missing
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
    if (finding.suggestion.empty()) finding.help = help_for_unknown(name, container);
    // Unmeasured for branches, where other validators accept it.
    if (container == Container::Branch && name == "QueryLanguage") finding.severity = diag::Severity::Warning;
  }

  static std::string help_for_unknown(std::string_view name, Container container) {
    if (container == Container::NestedRule && (name == "Next" || name == "Assign"))
      return "it belongs to the rule at the top, not to one inside it";
    if (name == "QueryLanguage") return "set it on the state machine, or on each state";
    return asl::is_state(container) ? owners_of(name) : std::string();
  }

  void other_language(json::NodeId child, const Field& field, QueryLanguage language) {
    report_.set_rule(registry::field_of_other_query_language);
    report_.reject(child);
    const QueryLanguage other = language == QueryLanguage::JsonPath ? QueryLanguage::Jsonata : QueryLanguage::JsonPath;
    auto& finding = report_.at_key(
        child, fmt::format("\"{}\" is a field of {} states, and this one is {}", field.name, asl::name_of(other), asl::name_of(language)));
    finding.aws_message = fmt::format("The QueryLanguage is set to '{}', but field '{}' is only supported for the '{}' QueryLanguage",
                                      asl::name_of(language), field.name, asl::name_of(other));
    finding.location = document_.location(document_.parent(child));
    finding.help = other == QueryLanguage::Jsonata
                       ? "add \"QueryLanguage\": \"JSONata\" to the state or the machine; a Map or Parallel does not pass its own on"
                       : "JSONata states use Arguments, Output and Assign instead of the path fields";
  }

  // --- fields that should be there ---

  void required(json::NodeId node, Container container, QueryLanguage language) {
    const bool bare = container <= Container::Iterator && document_.find(node, "StartAt") == json::kNoNode &&
                      document_.find(node, "States") == json::kNoNode;
    if (bare) return missing_both(node, container);
    for (const uint8_t number : asl::fields_of(container)) {
      const Field& field = asl::fields()[number];
      if (!field.required || !asl::allows(field.languages, language)) continue;
      if (document_.find(node, field.name) == json::kNoNode) missing(node, container, field.name);
    }
  }

  void missing(json::NodeId node, Container container, std::string_view name) {
    if (misspelt(node, container, name)) return;
    report_.set_rule(registry::missing_field);
    auto& finding = report_.at_object(node, fmt::format("{} needs the field \"{}\"", asl::name_of(container), name));
    finding.aws_message = container == Container::Machine ? fmt::format("These fields are required: [{}]", name)
                                                          : fmt::format("The field '{}' is required but was missing", name);
  }

  void missing_both(json::NodeId node, Container container) {
    if (misspelt(node, container, "StartAt") || misspelt(node, container, "States")) return;
    report_.set_rule(registry::missing_field);
    report_.at_object(node, fmt::format("{} needs the fields \"StartAt\" and \"States\"", asl::name_of(container))).aws_message =
        "These fields are required: [States, StartAt]";
  }

  /// The field is there under a wrong name, which is said already.
  bool misspelt(json::NodeId node, Container container, std::string_view name) const {
    if (container == Container::Credentials) return false;
    const std::array<std::string_view, 1> wanted{name};
    for (const json::NodeId child : document_.children(node)) {
      if (asl::find_field(container, document_.key(child)) == nullptr && text::nearest(document_.key(child), wanted)) return true;
    }
    return false;
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
    const QueryLanguage language = language_at(node, language_);
    if (type == json::kNoNode) return missing(node, Container::Pass, "Type");
    const Field& field = *asl::find_field(Container::Pass, "Type");
    if (!document_.is_string(type)) return value(type, field, language);
    for (size_t i = static_cast<size_t>(Container::Pass); i <= static_cast<size_t>(Container::Map); ++i) {
      const auto container = static_cast<Container>(i);
      if (asl::name_of(static_cast<asl::StateType>(i - static_cast<size_t>(Container::Pass) + 1)) != document_.text(type)) continue;
      return object(node, container, language);
    }
    value(type, field, language);
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
};

}  // namespace

void report_structure(const json::Document& document, json::NodeId root, Report& report) {
  StructureWalk(document, report).definition(root);
}

}  // namespace sfn::lint

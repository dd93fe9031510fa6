#include "lint/structure_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "asl/operator.h"
#include "lint/registry.h"
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

}  // namespace

ObjectFields::ObjectFields(const json::Document& document, Report& report, json::NodeId node, Container container, QueryLanguage language)
    : document_(document), report_(report), node_(node), container_(container), language_(language), absent_(absent_fields()) {}

// --- fields that should not be there ---

std::vector<std::string_view> ObjectFields::absent_fields() const {
  std::vector<std::string_view> absent;
  for (const uint8_t number : asl::fields_of(container_)) {
    const Field& field = asl::fields()[number];
    if (field.required && asl::allows(field.languages, language_) && !has(field.name)) absent.push_back(field.name);
  }
  const bool moves = asl::find_field(container_, "End") != nullptr;
  if (moves && !has("Next") && !has("End")) absent.push_back("Next");
  return absent;
}

std::vector<std::string_view> ObjectFields::candidates() const {
  std::vector<std::string_view> names;
  for (const uint8_t number : asl::fields_of(container_)) {
    const Field& field = asl::fields()[number];
    if (asl::allows(field.languages, language_) && !has(field.name)) names.push_back(field.name);
  }
  return names;
}

void ObjectFields::unknown(json::NodeId child) {
  if (container_ == Container::Credentials) return;  // recorded: AWS minds only that RoleArn is missing
  report_.set_rule(registry::unknown_field);
  report_.reject(child);
  const std::string_view name = document_.key(child);
  auto& finding = report_.at_key(child, fmt::format("{} has no field \"{}\"", asl::name_of(container_), name));
  finding.aws_message = fmt::format("Field '{}' is not supported", name);
  finding.location = document_.location(node_);
  Report::suggest(finding, name, candidates());
  // Unmeasured for branches, where other validators accept it.
  if (container_ == Container::Branch && name == "QueryLanguage") finding.severity = diag::Severity::Warning;
  if (!finding.suggestion.empty()) {
    std::erase(absent_, finding.suggestion);
    return;
  }
  ++strays_;
  finding.help = help_for_unknown(name);
  if (!finding.help.empty() || absent_.empty()) return;
  finding.help = fmt::format("{} needs \"{}\", which is missing", asl::name_of(container_), absent_.front());
  absent_.erase(absent_.begin());
}

std::string ObjectFields::help_for_unknown(std::string_view name) const {
  if (container_ == Container::NestedRule && (name == "Next" || name == "Assign"))
    return "it belongs to the rule at the top, not to one inside it";
  if (name == "QueryLanguage") return "set it on the state machine, or on each state";
  return asl::is_state(container_) ? owners_of(name) : std::string();
}

diag::Finding& ObjectFields::other_language(json::NodeId child) {
  report_.set_rule(registry::field_of_other_query_language);
  report_.reject(child);
  const std::string_view name = document_.key(child);
  const QueryLanguage other = language_ == QueryLanguage::JsonPath ? QueryLanguage::Jsonata : QueryLanguage::JsonPath;
  auto& finding = report_.at_key(
      child, fmt::format("\"{}\" is a field of {} states, and this one is {}", name, asl::name_of(other), asl::name_of(language_)));
  finding.aws_message = fmt::format("The QueryLanguage is set to '{}', but field '{}' is only supported for the '{}' QueryLanguage",
                                    asl::name_of(language_), name, asl::name_of(other));
  finding.location = document_.location(document_.parent(child));
  finding.help = other == QueryLanguage::Jsonata
                     ? "add \"QueryLanguage\": \"JSONata\" to the state or the machine; a Map or Parallel does not pass its own on"
                     : "JSONata states use Arguments, Output and Assign instead of the path fields";
  return finding;
}

// --- fields that should be there ---

void ObjectFields::required() {
  if (container_ <= Container::Iterator && !has("StartAt") && !has("States")) return missing_both();
  std::vector<std::string_view> names;
  for (const uint8_t number : asl::fields_of(container_)) {
    const Field& field = asl::fields()[number];
    if (!field.required || !asl::allows(field.languages, language_)) continue;
    if (!has(field.name) && !misspelt(field.name)) names.push_back(field.name);
  }
  if (names.size() == 1) return missing_for_sure(names[0]);
  if (names.size() > 1) missing_several(names);
}

void ObjectFields::missing(std::string_view name) {
  if (!misspelt(name)) missing_for_sure(name);
}

void ObjectFields::missing_for_sure(std::string_view name) {
  report_.set_rule(registry::missing_field);
  auto& finding = report_.at_object(node_, fmt::format("{} needs the field \"{}\"", asl::name_of(container_), name));
  finding.aws_message = container_ == Container::Machine ? fmt::format("These fields are required: [{}]", name)
                                                         : fmt::format("The field '{}' is required but was missing", name);
}

void ObjectFields::missing_several(const std::vector<std::string_view>& names) {
  report_.set_rule(registry::missing_field);
  const std::string list = fmt::format("\"{}\"", fmt::join(names, "\" and \""));
  report_.at_object(node_, fmt::format("{} needs the fields {}", asl::name_of(container_), list)).aws_message =
      fmt::format("The field '{}' is required but was missing", names[0]);
}

void ObjectFields::missing_both() {
  if (misspelt("StartAt") || misspelt("States")) return;
  report_.set_rule(registry::missing_field);
  report_.at_object(node_, fmt::format("{} needs the fields \"StartAt\" and \"States\"", asl::name_of(container_))).aws_message =
      "These fields are required: [States, StartAt]";
}

/// The field is there under a wrong name, which is said already: a near one, or one that is meant for nothing else.
bool ObjectFields::misspelt(std::string_view name) {
  if (container_ == Container::Credentials) return false;
  const std::array<std::string_view, 1> wanted{name};
  for (const json::NodeId child : document_.children(node_)) {
    if (asl::find_field(container_, document_.key(child)) == nullptr && text::nearest(document_.key(child), wanted)) return true;
  }
  if (strays_ == 0) return false;
  --strays_;
  return true;
}

void ObjectFields::special() {
  const bool rule = container_ == Container::ChoiceRule || container_ == Container::NestedRule;
  if (rule && language_ == QueryLanguage::JsonPath) comparison();
  if (asl::find_field(container_, "End") != nullptr) transition();
  if (container_ == Container::ProcessorConfig) processor_config();
}

/// Next or "End": true.
void ObjectFields::transition() {
  const json::NodeId next = document_.find(node_, "Next"), end = document_.find(node_, "End");
  const bool ends = end != json::kNoNode && document_.kind(end) != json::NodeKind::False;
  if (next != json::kNoNode && ends && document_.is_boolean(end)) {
    report_.set_rule(registry::conflicting_fields);
    report_.at_key(end, "a state has either Next or End, not both").aws_message =
        "There should only be one of the following fields: [Next, End]";
  } else if (next == json::kNoNode && !ends && !misspelt("Next") && !misspelt("End")) {
    report_.set_rule(registry::missing_transition);
    report_.at_object(node_, end == json::kNoNode ? "the state has neither Next nor \"End\": true" : "\"End\": false leads nowhere")
        .aws_message = "The state has neither Next nor End";
  }
}

void ObjectFields::processor_config() {
  const json::NodeId mode = document_.find(node_, "Mode");
  if (!document_.is_string(mode) || document_.text(mode) != "DISTRIBUTED") return;
  if (!has("ExecutionType")) missing("ExecutionType");
}

/// Exactly one comparison, And, Or or Not; a comparison has a Variable, the others have none.
void ObjectFields::comparison() {
  std::vector<json::NodeId> found;
  for (const json::NodeId child : document_.children(node_)) {
    if (is_connective(child) || asl::find_operator(document_.key(child)) != nullptr) found.push_back(child);
  }
  const json::NodeId variable = document_.find(node_, "Variable");
  if (found.size() > 1) return clash(found[1], document_.key(found[0]), document_.key(found[1]));
  if (found.empty()) return no_comparison();
  if (!is_connective(found[0]) && variable == json::kNoNode) return missing("Variable");
  if (is_connective(found[0]) && variable != json::kNoNode) clash(variable, document_.key(found[0]), "Variable");
}

bool ObjectFields::is_connective(json::NodeId child) const {
  const std::string_view key = document_.key(child);
  return key == "And" || key == "Or" || key == "Not";
}

void ObjectFields::no_comparison() {
  if (container_ == Container::ChoiceRule && document_.node(node_).count == 0) return;  // empty: its Next is missing too
  for (const json::NodeId child : document_.children(node_)) {
    if (asl::find_field(container_, document_.key(child)) == nullptr) return;  // a misspelt operator is said already
  }
  report_.set_rule(registry::rule_without_comparison);
  report_.at_object(node_, "the rule compares nothing: it needs one comparison operator, And, Or or Not");
}

// --- fields that exclude each other ---

void ObjectFields::exclusions() {
  for (const asl::Exclusion& exclusion : asl::exclusions()) {
    if ((exclusion.containers >> static_cast<unsigned>(container_) & 1U) != 0) this->exclusion(exclusion);
  }
}

void ObjectFields::exclusion(const asl::Exclusion& exclusion) {
  std::vector<std::string_view> names, present;
  bool other_language = false;  // the other language's field is there, which is said already
  Field list;
  list.words = exclusion.names;
  for (const std::string_view name : asl::words_of(list)) {
    if (!asl::allows(asl::find_field(container_, name)->languages, language_)) {
      other_language = other_language || has(name);
      continue;
    }
    names.push_back(name);
    if (has(name)) present.push_back(name);
  }
  if (present.size() > 1) clash(document_.find(node_, present[1]), present[0], present[1]);
  if (present.empty() && exclusion.exactly_one && !other_language) none_of(names);
}

void ObjectFields::clash(json::NodeId second, std::string_view first, std::string_view other) {
  report_.set_rule(registry::conflicting_fields);
  report_.at_key(second, fmt::format("\"{}\" and \"{}\" exclude each other", first, other)).aws_message =
      fmt::format("There should only be one of the following fields: [{}, {}]", first, other);
}

void ObjectFields::none_of(const std::vector<std::string_view>& names) {
  if (container_ == Container::Credentials || names.size() == 1) return missing(names[0]);
  for (const std::string_view name : names) {
    if (misspelt(name)) return;
  }
  report_.set_rule(registry::missing_field);
  report_.at_object(node_, fmt::format("{} needs one of the fields {}", asl::name_of(container_), joined(names, ", ")));
}

}  // namespace sfn::lint

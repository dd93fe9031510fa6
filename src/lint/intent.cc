#include "lint/intent.h"

#include <algorithm>

namespace sfn::lint {
namespace {

using asl::Container;
using asl::Field;
using asl::QueryLanguage;

/// How many fields of a definition exist in one language only.
struct Votes {
  size_t jsonpath = 0, jsonata = 0;
  json::NodeId first_jsonata = json::kNoNode;
};

const Field* field_in_state(const json::Document& document, json::NodeId type, std::string_view name) {
  if (!document.is_string(type)) return nullptr;
  for (auto number = static_cast<size_t>(Container::Pass); number <= static_cast<size_t>(Container::Map); ++number) {
    const auto state_type =
        static_cast<asl::StateType>(number - static_cast<size_t>(Container::Pass) + static_cast<size_t>(asl::StateType::Pass));
    if (asl::name_of(state_type) == document.text(type)) return asl::find_field(static_cast<Container>(number), name);
  }
  return nullptr;
}

void count_state(const json::Document& document, json::NodeId state, Votes& votes) {
  const json::NodeId type = document.find(state, "Type");
  for (const json::NodeId child : document.children(state)) {
    const Field* field = field_in_state(document, type, document.key(child));
    if (field == nullptr) continue;
    if (field->languages == asl::Languages::JsonPath) ++votes.jsonpath;
    if (field->languages != asl::Languages::Jsonata) continue;
    if (votes.jsonata++ == 0) votes.first_jsonata = child;
  }
}

/// Every state below `machine` that has no language of its own.
Votes votes_below(const json::Document& document, json::NodeId machine) {
  Votes votes;
  for (json::NodeId node = machine + 1; node < document.node(machine).next; ++node) {
    const bool state =
        document.is_object(node) && document.key(document.parent(node)) == "States" && document.find(node, "Type") != json::kNoNode;
    if (state && document.find(node, "QueryLanguage") == json::kNoNode) count_state(document, node, votes);
  }
  return votes;
}

bool is_language(const json::Document& document, json::NodeId node) {
  return document.is_string(node) && (document.text(node) == "JSONPath" || document.text(node) == "JSONata");
}

QueryLanguage named(const json::Document& document, json::NodeId node) {
  return document.text(node) == "JSONata" ? QueryLanguage::Jsonata : QueryLanguage::JsonPath;
}

/// QueryLanguage typed inside States: its value is no object.
json::NodeId among_states(const json::Document& document, json::NodeId machine) {
  return document.find(document.find(machine, "States"), "QueryLanguage");
}

MeantLanguage guessed(QueryLanguage language) {
  MeantLanguage meant;
  meant.language = language;
  meant.guessed = true;
  return meant;
}

/// How many things are wrong with the state's fields as fields of the container.
size_t mismatches(const json::Document& document, json::NodeId state, Container container, QueryLanguage language) {
  size_t unknown = 0, wrong = 0;
  for (const json::NodeId child : document.children(state)) {
    const Field* field = asl::find_field(container, document.key(child));
    if (field == nullptr || !asl::allows(field->languages, language)) ++unknown;
  }
  for (const uint8_t number : asl::fields_of(container)) {
    const Field& field = asl::fields()[number];
    if (field.required && document.find(state, field.name) == json::kNoNode) ++wrong;
  }
  const bool moves = asl::find_field(container, "End") != nullptr;
  if (moves && document.find(state, "End") == json::kNoNode && document.find(state, "Next") == json::kNoNode) ++wrong;
  for (const asl::Exclusion& exclusion : asl::exclusions()) {
    if ((exclusion.containers >> static_cast<unsigned>(container) & 1U) == 0 || !exclusion.exactly_one) continue;
    Field list;
    list.words = exclusion.names;
    const auto names = asl::words_of(list);
    const auto there = [&](std::string_view name) { return document.find(state, name) != json::kNoNode; };
    if (std::none_of(names.begin(), names.end(), there)) ++wrong;
  }
  return std::max(unknown, wrong);  // a field under a wrong name is both
}

}  // namespace

MeantLanguage meant_language(const json::Document& document, json::NodeId machine) {
  const json::NodeId field = document.find(machine, "QueryLanguage");
  MeantLanguage meant;
  if (is_language(document, field)) {
    meant.language = named(document, field);
    return meant;
  }
  const json::NodeId misplaced = among_states(document, machine);
  if (field == json::kNoNode && is_language(document, misplaced)) return guessed(named(document, misplaced));
  const Votes votes = votes_below(document, machine);
  if (field != json::kNoNode) return guessed(votes.jsonata > votes.jsonpath ? QueryLanguage::Jsonata : QueryLanguage::JsonPath);
  if (votes.jsonata < 2 || votes.jsonpath != 0) return meant;
  meant = guessed(QueryLanguage::Jsonata);
  meant.first_field = votes.first_jsonata;
  meant.fields = votes.jsonata;
  return meant;
}

QueryLanguage language_of_state(const json::Document& document, json::NodeId state, QueryLanguage inherited) {
  const json::NodeId field = document.find(state, "QueryLanguage");
  if (field == json::kNoNode) return inherited;
  if (is_language(document, field)) return named(document, field);
  Votes votes;
  count_state(document, state, votes);
  return votes.jsonpath > votes.jsonata ? QueryLanguage::JsonPath : QueryLanguage::Jsonata;
}

std::optional<asl::StateType> meant_type(const json::Document& document, json::NodeId state, asl::StateType declared,
                                         QueryLanguage language) {
  if (mismatches(document, state, *asl::container_of(declared), language) < 2) return std::nullopt;
  std::optional<asl::StateType> only;
  for (auto number = static_cast<int>(asl::StateType::Pass); number <= static_cast<int>(asl::StateType::Map); ++number) {
    const auto type = static_cast<asl::StateType>(number);
    if (type == declared || mismatches(document, state, *asl::container_of(type), language) != 0) continue;
    if (only) return std::nullopt;
    only = type;
  }
  return only;
}

OtherFile other_file(const json::Document& document, json::NodeId root) {
  const auto has = [&](std::string_view name) { return document.find(root, name) != json::kNoNode; };
  const auto has_object = [&](std::string_view name) { return has(name) && document.is_object(document.find(root, name)); };
  if (has("States") || has("StartAt")) return OtherFile::None;
  if (has("cases") && document.is_array(document.find(root, "cases"))) return OtherFile::Suite;
  if (has_object("StateMachines") || has_object("MockedResponses")) return OtherFile::Mocks;
  if (has("definition") && document.is_string(document.find(root, "definition"))) return OtherFile::ApiAnswer;
  constexpr std::string_view kOfMocks[] = {"$schema",  "version", "comment",    "states", "resources",
                                           "defaults", "objects", "executions", "context"};
  bool only_mocks = true;
  for (const json::NodeId child : document.children(root)) {
    only_mocks = only_mocks && std::find(std::begin(kOfMocks), std::end(kOfMocks), document.key(child)) != std::end(kOfMocks);
  }
  return only_mocks && (has_object("states") || has_object("resources")) ? OtherFile::Mocks : OtherFile::None;
}

}  // namespace sfn::lint

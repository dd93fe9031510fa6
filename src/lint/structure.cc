// The table walk: every object of the definition is held against its rows in asl/fields.cc. This is the structure as AWS's own schema has
// it; schemas/asl.schema.json is made from the same rows.
#include <fmt/format.h>

#include <array>

#include "asl/fields.h"
#include "lint/intent.h"
#include "lint/registry.h"
#include "lint/stages.h"
#include "lint/structure_fields.h"
#include "lint/structure_value.h"
#include "text/suggest.h"

namespace sfn::lint {
namespace {

using asl::Container;
using asl::Field;
using asl::QueryLanguage;

class StructureWalk {
 public:
  StructureWalk(const json::Document& document, Report& report) : document_(document), report_(report), values_(document, report) {}

  void definition(json::NodeId root) {
    if (!document_.is_object(root)) return no_machine(root);
    if (const OtherFile other = other_file(document_, root); other != OtherFile::None) return other_kind(root, other);
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
  void no_machine(json::NodeId root) {
    report_.set_rule(registry::mistyped_field);
    auto& finding = report_.at(root, fmt::format("a definition is a JSON object, not {}", kind_of(document_, root)));
    finding.aws_message = "Definition must be a valid JSON object";
    finding.location.clear();
  }

  /// Not one finding for each member that a machine does not have.
  void other_kind(json::NodeId root, OtherFile other) {
    const bool mocks = other == OtherFile::Mocks, suite = other == OtherFile::Suite;
    report_.set_rule(registry::missing_field);
    report_.reject(root);
    auto& finding = report_.at_object(root, mocks   ? "this looks like a mock file, not like a state machine"
                                            : suite ? "this looks like a test suite, not like a state machine"
                                                    : "this looks like an answer of AWS that holds a definition, not like a state machine");
    finding.aws_message = "These fields are required: [States, StartAt]";
    finding.help = mocks   ? "mock files are checked by sfnctl mocks check"
                   : suite ? "suites are checked and run by sfnctl test"
                           : "the definition is the text of its member \"definition\" (jq -r .definition)";
  }

  bool is_lone_state(json::NodeId root) const {
    const auto has = [&](std::string_view name) { return document_.find(root, name) != json::kNoNode; };
    return has("Type") && !has("States") && !has("StartAt");
  }

  /// Every state is written in JSONata and nothing says so: one fault.
  void missing_language(const MeantLanguage& meant) {
    const json::NodeId child = meant.first_field;
    auto& finding = fields(document_.parent(child), Container::Pass, QueryLanguage::JsonPath).other_language(child);
    finding.message = fmt::format("\"{}\" and {} more {} of JSONata states, but nothing sets the query language", document_.key(child),
                                  meant.fields - 1, meant.fields == 2 ? "field is one" : "fields are those");
    finding.help = "add \"QueryLanguage\": \"JSONata\" to the state machine";
  }

  ObjectFields fields(json::NodeId node, Container container, QueryLanguage language) {
    return ObjectFields(document_, report_, node, container, language);
  }

  void object(json::NodeId node, Container container, QueryLanguage language) {
    ObjectFields own = fields(node, container, language);
    bool foreign = false;
    for (const json::NodeId child : document_.children(node)) {
      const Field* field = asl::find_field(container, document_.key(child));
      if (field == nullptr) {
        own.unknown(child);
      } else if (!asl::allows(field->languages, language)) {
        if (!foreign || asl::is_state(container)) own.other_language(child);
        foreign = true;
      } else {
        value(child, *field, language);
      }
    }
    if (!foreign || asl::is_state(container)) own.required();
    own.exclusions();
    if (!foreign) own.special();
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
    if (type == json::kNoNode) return missing_type(node);
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

  void missing_type(json::NodeId node) {
    for (const json::NodeId child : document_.children(node)) {
      if (!text::nearest(document_.key(child), std::array<std::string_view, 1>{"Type"})) continue;
      fields(node, Container::Pass, QueryLanguage::JsonPath).unknown(child);
      return report_.reject(node);
    }
    report_.reject(node);
    fields(node, Container::Pass, QueryLanguage::JsonPath).missing_for_sure("Type");
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
};

}  // namespace

void report_structure(const json::Document& document, json::NodeId root, Report& report) {
  StructureWalk(document, report).definition(root);
}

}  // namespace sfn::lint

#include "cfn/template.h"

#include <fmt/format.h>

#include <deque>

#include "cfn/definition.h"
#include "cfn/function.h"

namespace sfn::cfn {
namespace {

using json::Document;
using json::NodeId;

constexpr std::string_view kNative = "AWS::StepFunctions::StateMachine";
constexpr std::string_view kServerless = "AWS::Serverless::StateMachine";

bool is_string(const Document& d, NodeId id, std::string_view text) {
  return d.is_string(id) && d.text(id) == text;
}

bool is_machine(const Document& d, NodeId resource) {
  const NodeId type = d.find(resource, "Type");
  return is_string(d, type, kNative) || is_string(d, type, kServerless);
}

// A resource that a macro makes (Fn::ForEach, Fn::Transform) and that holds a state machine.
bool is_generated_machine(const Document& d, NodeId resource) {
  if (d.key(resource).substr(0, 4) != "Fn::") return false;
  for (NodeId id = resource; id < d.node(resource).next; ++id) {
    if (is_machine(d, id)) return true;
  }
  return false;
}

class Extractor {
 public:
  Extractor(const std::shared_ptr<const Document>& document, const Substitutions& given)
      : shared_(document), d_(*document), given_(given) {}
  std::vector<Machine> extract();

 private:
  struct PendingObject {
    size_t machine;
    ObjectForm form;
  };

  void add(NodeId resource);
  void locate(Machine& machine, NodeId resource, NodeId properties);
  void definition_string(Machine& machine, NodeId text);
  void object_form(NodeId definition);
  void file(Machine& machine, NodeId uri);
  void finish_object_forms();
  std::optional<bool> express(NodeId properties) const;
  Substitutions substitutions(NodeId properties) const;
  Unsupported unsupported(std::string message, NodeId node) const { return {std::move(message), d_.name_span(node)}; }

  const std::shared_ptr<const Document>& shared_;
  const Document& d_;
  const Substitutions& given_;
  mutable size_t made_ = 0;  // bytes of texts that functions put together
  std::vector<Machine> machines_;
  std::deque<PendingObject> objects_;
};

std::vector<Machine> Extractor::extract() {
  const NodeId resources = d_.find(Document::root(), "Resources");
  if (!d_.is_object(resources)) return {};
  for (const NodeId resource : d_.children(resources)) {
    if (is_machine(d_, resource)) {
      add(resource);
    } else if (is_generated_machine(d_, resource)) {
      Machine& machine = machines_.emplace_back();
      machine.logical_id = d_.key(resource);
      machine.name_span = d_.name_span(resource);
      machine.source = d_.source_ptr();
      machine.unsupported = unsupported(fmt::format("state machines made by {} are not supported", d_.key(resource)), resource);
    }
  }
  finish_object_forms();
  return std::move(machines_);
}

void Extractor::add(NodeId resource) {
  const NodeId properties = d_.find(resource, "Properties");
  Machine& machine = machines_.emplace_back();
  machine.logical_id = d_.key(resource);
  machine.name_span = d_.name_span(resource);
  machine.source = d_.source_ptr();
  machine.express = express(properties);
  machine.substitutions = substitutions(properties);
  locate(machine, resource, properties);
}

std::optional<bool> Extractor::express(NodeId properties) const {
  const NodeId native = d_.find(properties, "StateMachineType");
  const NodeId type = native != json::kNoNode ? native : d_.find(properties, "Type");
  if (type == json::kNoNode || is_no_value(d_, type)) return false;
  json::DerivedText text(shared_);
  append_symbolic(d_, type, given_, text);
  if (text.text() == "EXPRESS") return true;
  return text.text() == "STANDARD" ? std::optional(false) : std::nullopt;
}

// What is literal; values that only the deployment knows stay `${Name}` in the definition.
Substitutions Extractor::substitutions(NodeId properties) const {
  Substitutions all;
  const NodeId map = d_.find(properties, "DefinitionSubstitutions");
  if (d_.is_object(map)) {
    for (const NodeId value : d_.children(map)) {
      json::DerivedText text(shared_);
      const bool literal = append_symbolic(d_, value, given_, text) && !has_placeholder(text.text());
      json::count_derived(made_, text.text().size());
      if (literal) all[std::string(d_.key(value))] = text.text();
    }
  }
  for (const auto& [name, value] : given_) all[name] = value;
  return all;
}

void Extractor::locate(Machine& machine, NodeId resource, NodeId properties) {
  const auto property = [&](std::string_view name) {
    const NodeId id = d_.find(properties, name);
    return id != json::kNoNode && is_no_value(d_, id) ? json::kNoNode : id;
  };
  const NodeId text = property("DefinitionString");
  const NodeId definition = property("Definition");
  const NodeId uri = property("DefinitionUri");
  const NodeId location = property("DefinitionS3Location");
  if (definition != json::kNoNode) return object_form(definition);
  if (text != json::kNoNode) return definition_string(machine, text);
  if (uri != json::kNoNode) return file(machine, uri);
  if (location != json::kNoNode) return file(machine, location);
  machine.unsupported = unsupported(
      fmt::format("{} has no definition: expected Definition, DefinitionString or DefinitionUri", machine.logical_id), resource);
}

void Extractor::definition_string(Machine& machine, NodeId text) {
  const std::string_view name = function_name(d_, text);
  if (name == "Fn::ToJsonString") return object_form(argument(d_, text));
  if (!name.empty() && name != "Fn::Sub" && name != "Fn::Join") {
    machine.unsupported = unsupported(fmt::format("{} as a DefinitionString is not supported", name), d_.first_child(text));
    return;
  }
  json::DerivedText derived(shared_);
  if (!append_symbolic(d_, text, given_, derived)) {
    machine.unsupported = unsupported("the DefinitionString is not a text", text);
    return;
  }
  json::count_derived(made_, derived.text().size());
  Reading reading = read_definition(derived.build(), machine.substitutions, Bare::Quote);
  machine.source = std::move(reading.source);
  machine.document = std::move(reading.document);
  machine.error = std::move(reading.error);
}

void Extractor::object_form(NodeId definition) {
  PendingObject& pending = objects_.emplace_back();
  pending.machine = machines_.size() - 1;
  pending.form.definition = definition;
  pending.form.substitutions = machines_.back().substitutions;
}

void Extractor::file(Machine& machine, NodeId uri) {
  const bool path = d_.is_string(uri) && d_.text(uri).substr(0, 5) != "s3://";
  if (path) {
    machine.file = FileReference{std::string(d_.text(uri)), d_.span(uri)};
  } else {
    const bool s3 = d_.is_string(uri) || d_.find(uri, "Bucket") != json::kNoNode;
    machine.unsupported = unsupported(s3 ? "a definition in S3 is not supported" : fmt::format("{} is not a path", d_.key(uri)), uri);
  }
}

// All object forms share one new document, so that many machines in a template stay linear.
void Extractor::finish_object_forms() {
  if (objects_.empty()) return;
  std::vector<ObjectForm*> forms;
  for (PendingObject& pending : objects_) forms.push_back(&pending.form);
  const auto document = see_through(shared_, std::move(forms), given_);
  for (PendingObject& pending : objects_) {
    Machine& machine = machines_[pending.machine];
    machine.document = document;
    machine.source = document->source_ptr();
    machine.root = pending.form.root;
    machine.unsupported = std::move(pending.form.unsupported);
  }
}

}  // namespace

bool is_template(const Document& document) {
  const NodeId resources = document.find(Document::root(), "Resources");
  if (!document.is_object(resources)) return false;
  if (document.find(Document::root(), "AWSTemplateFormatVersion") != json::kNoNode) return true;
  for (const NodeId resource : document.children(resources)) {
    const NodeId type = document.find(resource, "Type");
    if (document.is_string(type) && document.text(type).find("::") != std::string_view::npos) return true;
  }
  return false;
}

std::vector<Machine> machines(const std::shared_ptr<const Document>& document, const Substitutions& given) {
  return Extractor(document, given).extract();
}

}  // namespace sfn::cfn

#include "cfn/object_form.h"

#include <fmt/format.h>

#include <algorithm>

#include "cfn/function.h"
#include "json/derived.h"

namespace sfn::cfn {
namespace {

using json::Document;
using json::NodeId;
using json::NodeKind;

class Copier {
 public:
  Copier(const std::shared_ptr<const Document>& document, std::vector<ObjectForm*> forms, const Substitutions& given)
      : shared_(document), d_(*document), forms_(std::move(forms)), given_(given), out_(document->source_ptr()) {}

  void copy(NodeId id);
  std::shared_ptr<const Document> finish() {
    for (const json::ReadNote& note : d_.notes()) {
      if (is_inside(note.span)) out_.note(note);
    }
    return std::make_shared<const Document>(out_.finish());
  }

 private:
  void copy_node(NodeId id);
  void container(NodeId id);
  void string(NodeId id);
  void function(NodeId id, std::string_view name);
  bool changes_structure(NodeId id, std::string_view name) const;
  void refuse(std::string_view name, NodeId id);
  bool is_inside(text::Span span) const;
  std::string filled(std::string_view text) const { return fill(fill(text, form_->substitutions), given_); }

  const std::shared_ptr<const Document>& shared_;
  const Document& d_;
  std::vector<ObjectForm*> forms_;
  const Substitutions& given_;
  json::DocumentBuilder out_;
  size_t next_form_ = 0;
  ObjectForm* form_ = nullptr;  // the definition that is being copied
  NodeId copied_ = 0;           // nodes so far: the id of the next one
  size_t made_ = 0;             // bytes of strings that were filled in
};

void Copier::copy(NodeId id) {
  if (next_form_ == forms_.size() || forms_[next_form_]->definition != id) return copy_node(id);
  form_ = forms_[next_form_++];
  form_->root = copied_;
  copy_node(id);
  form_ = nullptr;
}

void Copier::copy_node(NodeId id) {
  const json::Node& node = d_.node(id);
  const std::string_view name = form_ != nullptr ? function_name(d_, id) : std::string_view();
  if (!name.empty()) return function(id, name);
  if (node.kind == NodeKind::Object || node.kind == NodeKind::Array) return container(id);
  ++copied_;
  if (node.kind == NodeKind::String) return string(id);
  if (node.kind == NodeKind::Number) return out_.number(d_.text(id), node.span, node.style);
  out_.scalar(node.kind, node.span, node.style);
}

void Copier::container(NodeId id) {
  const bool object = d_.is_object(id);
  ++copied_;
  out_.begin(d_.kind(id), d_.span(id).begin);
  for (const NodeId child : d_.children(id)) {
    if (form_ != nullptr && is_no_value(d_, child)) continue;
    const std::string_view key = d_.key(child);
    if (form_ != nullptr && object && (key == "Fn::Transform" || key.substr(0, 11) == "Fn::ForEach")) refuse(key, child);
    if (object) out_.key(form_ != nullptr && has_placeholder(key) ? filled(key) : key, d_.key_span(child));
    copy(child);
  }
  out_.end(d_.span(id).end);
}

void Copier::string(NodeId id) {
  const std::string_view text = d_.text(id);
  const json::Node& node = d_.node(id);
  if (form_ == nullptr || !has_placeholder(text)) return out_.string(text, node.span, node.style);
  const std::string made = filled(text);
  json::count_derived(made_, made.size());
  out_.string(made, node.span, node.style);
}

// Functions that may give an object or an array, where a string would be a wrong answer.
bool Copier::changes_structure(NodeId id, std::string_view name) const {
  if (name == "Fn::Transform" || name.substr(0, 11) == "Fn::ForEach") return true;
  if (name != "Fn::If" || !d_.is_array(argument(d_, id))) return false;
  for (const NodeId branch : d_.children(argument(d_, id))) {
    if ((d_.is_object(branch) || d_.is_array(branch)) && function_name(d_, branch).empty()) return true;
  }
  return false;
}

void Copier::refuse(std::string_view name, NodeId id) {
  if (!form_->unsupported) form_->unsupported = Unsupported{fmt::format("{} inside a definition is not supported", name), d_.name_span(id)};
}

void Copier::function(NodeId id, std::string_view name) {
  if (changes_structure(id, name)) refuse(name, d_.first_child(id));
  json::DerivedText text(shared_);
  append_symbolic(d_, id, given_, text);
  const NodeId inner = argument(d_, id);
  ++copied_;
  // A plain Fn::Sub says what it says: places inside it stay exact.
  const bool same = name == "Fn::Sub" && d_.is_string(inner) && d_.text(inner) == text.text();
  if (same) return string(inner);
  const std::string made = fill(text.text(), form_->substitutions);
  json::count_derived(made_, made.size());
  out_.string(made, d_.span(id));
}

bool Copier::is_inside(text::Span span) const {
  return std::any_of(forms_.begin(), forms_.end(), [&](const ObjectForm* form) {
    const text::Span definition = d_.span(form->definition);
    return definition.begin <= span.begin && span.end <= definition.end;
  });
}

}  // namespace

std::shared_ptr<const Document> see_through(const std::shared_ptr<const Document>& document, std::vector<ObjectForm*> forms,
                                            const Substitutions& given) {
  std::sort(forms.begin(), forms.end(), [](const ObjectForm* l, const ObjectForm* r) { return l->definition < r->definition; });
  Copier copier(document, std::move(forms), given);
  copier.copy(Document::root());
  return copier.finish();
}

}  // namespace sfn::cfn

#include "cfn/function.h"

#include <fmt/format.h>

namespace sfn::cfn {

using json::Document;
using json::NodeId;

std::string_view function_name(const Document& document, NodeId node) {
  if (!document.is_object(node) || document.node(node).count != 1) return {};
  const std::string_view key = document.key(document.first_child(node));
  return key == "Ref" || key.substr(0, 4) == "Fn::" ? key : std::string_view();
}

NodeId argument(const Document& document, NodeId function) {
  return document.first_child(function);
}

bool is_no_value(const Document& document, NodeId node) {
  return function_name(document, node) == "Ref" && document.is_string(argument(document, node)) &&
         document.text(argument(document, node)) == "AWS::NoValue";
}

namespace {

// One call of append_symbolic: its document, what is given, where the text goes.
class Appender {
 public:
  Appender(const Document& document, const Substitutions& given, json::DerivedText& out) : d_(document), given_(given), out_(out) {}
  bool append(NodeId node);

 private:
  bool append_function(NodeId node, std::string_view name);
  bool append_name(NodeId node, const std::string& name);
  bool get_att(NodeId node);
  bool sub(NodeId node);
  bool join(NodeId node);
  void sub_text(NodeId string, NodeId variables);

  const Document& d_;
  const Substitutions& given_;
  json::DerivedText& out_;
};

bool Appender::append(NodeId node) {
  switch (d_.kind(node)) {
    case json::NodeKind::String: return out_.verbatim(node, 0, d_.text(node).size()), true;
    case json::NodeKind::Number: return out_.stand_for(node, d_.text(node)), true;
    case json::NodeKind::True: return out_.stand_for(node, "true"), true;
    case json::NodeKind::False: return out_.stand_for(node, "false"), true;
    case json::NodeKind::Object: break;
    default: return false;
  }
  const std::string_view name = function_name(d_, node);
  return !name.empty() && append_function(node, name);
}

bool Appender::append_function(NodeId node, std::string_view name) {
  const NodeId arg = argument(d_, node);
  if (name == "Ref" && d_.is_string(arg)) return append_name(node, std::string(d_.text(arg)));
  if (name == "Fn::GetAtt" && get_att(node)) return true;
  if (name == "Fn::Sub" && sub(node)) return true;
  if (name == "Fn::Join" && join(node)) return true;
  return append_name(node, std::string(name));
}

bool Appender::append_name(NodeId node, const std::string& name) {
  const auto known = given_.find(name);
  out_.stand_for(node, known != given_.end() ? known->second : "${" + name + "}");
  return true;
}

bool Appender::get_att(NodeId node) {
  const NodeId arg = argument(d_, node);
  if (d_.is_string(arg)) return append_name(node, std::string(d_.text(arg)));
  if (!d_.is_array(arg)) return false;
  std::string name;
  for (const NodeId part : d_.children(arg)) {
    if (!d_.is_string(part)) return false;
    (name.empty() ? name : name += '.') += d_.text(part);
  }
  return append_name(node, name);
}

bool Appender::sub(NodeId node) {
  const NodeId arg = argument(d_, node);
  if (d_.is_string(arg)) return sub_text(arg, json::kNoNode), true;
  const NodeId text = d_.is_array(arg) ? d_.first_child(arg) : json::kNoNode;
  if (!d_.is_string(text)) return false;
  return sub_text(text, d_.sibling(text)), true;
}

// Variables with a literal value are filled in, `${!Name}` becomes `${Name}`, all else stays.
void Appender::sub_text(NodeId string, NodeId variables) {
  const std::string_view text = d_.text(string);
  size_t done = 0;
  for (auto found = next_placeholder(text, 0); found; found = next_placeholder(text, found->end)) {
    const NodeId variable = d_.find(variables, found->name);
    const auto known = given_.find(found->name);
    const bool literal = d_.is_string(variable) || d_.is_number(variable);
    const bool escaped = found->name[0] == '!';
    if (!literal && !escaped && known == given_.end()) continue;
    out_.verbatim(string, done, found->begin);
    const std::string value = literal   ? std::string(d_.text(variable))
                              : escaped ? fmt::format("${{{}}}", found->name.substr(1))
                                        : known->second;
    out_.replace(string, found->begin, found->end, value);
    done = found->end;
  }
  out_.verbatim(string, done, text.size());
}

bool Appender::join(NodeId node) {
  const NodeId arg = argument(d_, node);
  const NodeId delimiter = d_.is_array(arg) ? d_.first_child(arg) : json::kNoNode;
  const NodeId list = d_.is_string(delimiter) ? d_.sibling(delimiter) : json::kNoNode;
  if (!d_.is_array(list)) return false;
  bool first = true;
  for (const NodeId item : d_.children(list)) {
    if (!first) out_.verbatim(delimiter, 0, d_.text(delimiter).size());
    first = false;
    if (!append(item)) out_.stand_for(item, "${Fn::Join}");
  }
  return true;
}

}  // namespace

bool append_symbolic(const Document& document, NodeId node, const Substitutions& given, json::DerivedText& out) {
  return Appender(document, given, out).append(node);
}

}  // namespace sfn::cfn

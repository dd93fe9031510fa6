#include "jsonata/certain_failures.h"

#include <algorithm>

#include "jsonata/constant_arguments.h"
#include "jsonata/evaluate.h"
#include "jsonata/failure.h"
#include "jsonata/functions.h"
#include "jsonata/kinds.h"
#include "jsonata/walk.h"

namespace sfn::jsonata {
namespace {

using json::Value;

// A value of that kind, for checks and messages; undefined where nothing is known.
Value sample(const Node& node, const Program& program) {
  if (node.kind == NodeKind::Literal && !node.extras) return as<LiteralNode>(node).value;
  switch (kind_of(node, program)) {
    case ResultKind::Array: return Value::empty_array();
    case ResultKind::Object: return Value::empty_object();
    case ResultKind::Boolean: return Value::boolean(true);
    case ResultKind::String: return Value::string("…");
    default: return {};
  }
}

class Check {
 public:
  Check(const Node& node, const Program& program, std::vector<FailureFact>& failures)
      : node_(node), program_(program), failures_(failures) {}

  void run() {
    switch (node_.kind) {
      case NodeKind::Binary: return binary(as<BinaryNode>(node_));
      case NodeKind::Negate: return negate(as<NegateNode>(node_));
      case NodeKind::Object: return object(as<ObjectNode>(node_).content);
      case NodeKind::Call: return call(as<CallNode>(node_));
      case NodeKind::Apply: return apply(as<ApplyNode>(node_));
      default: return;
    }
  }

 private:
  void add(const Node& at, const Failure& failure) {
    failures_.push_back({{at.begin, at.position - at.begin}, failure.code, message_of(failure)});
  }
  ResultKind kind(const Node* node) const { return kind_of(*node, program_); }
  static bool known(ResultKind k) { return k != ResultKind::Unknown; }

  void binary(const BinaryNode& node) {
    const std::string_view token = jsonata::name_of(node.op);
    const ResultKind left = kind(node.left), right = kind(node.right);
    const auto no_number = [](ResultKind k) { return known(k) && k != ResultKind::Number; };
    if (node.op <= Operator::Modulo) {
      if (no_number(left)) return add(node, Failure("T2001").named(token));
      if (no_number(right)) return add(node, Failure("T2002").named(token));
    } else if (node.op == Operator::Range) {
      if (no_number(left)) return add(node, Failure("T2003").named(token));
      if (no_number(right)) return add(node, Failure("T2004").named(token));
    } else if (node.op >= Operator::Less && node.op <= Operator::GreaterEqual) {
      const auto wrong = [](ResultKind k) { return known(k) && k != ResultKind::Number && k != ResultKind::String; };
      if (wrong(left) || wrong(right)) return add(node, Failure("T2010").named(token));
      const bool literals = node.left->kind == NodeKind::Literal && node.right->kind == NodeKind::Literal;
      if (literals && left != right) add(node, Failure("T2009", sample(*node.left, program_), sample(*node.right, program_)).named(token));
    }
  }

  void negate(const NegateNode& node) {
    const ResultKind operand = kind(node.operand);
    if (known(operand) && operand != ResultKind::Number) add(node, Failure("D1002", sample(*node.operand, program_)).named("-"));
  }

  void object(const Group& group) {
    std::vector<std::string_view> seen;
    for (const auto& [key, value] : group.pairs) {
      if (key->kind != NodeKind::Literal || key->extras) continue;
      const Value& literal = as<LiteralNode>(*key).value;
      if (!literal.is_string()) {
        add(*key, Failure("T1003", literal));
      } else if (std::find(seen.begin(), seen.end(), literal.as_string()) != seen.end()) {
        add(*key, Failure("D1009", literal));
      } else {
        seen.push_back(literal.as_string());
      }
    }
  }

  static uint16_t possible(ResultKind k) {
    switch (k) {
      case ResultKind::Null: return kNull;
      case ResultKind::Boolean: return kBoolean | kMissing;
      case ResultKind::Number: return kNumber | kMissing;
      case ResultKind::String: return kString | kMissing;
      case ResultKind::Array: return kArray;
      case ResultKind::Object: return kObject;
      case ResultKind::Function: return kFunction;
      default: return kAnything;
    }
  }

  void apply(const ApplyNode& node) {
    if (node.right->kind == NodeKind::Call) return;  // gets the left side as an argument
    const ResultKind right = kind(node.right);
    if (known(right) && right != ResultKind::Function) add(*node.right, Failure("T2006"));
  }

  // Arguments that no value could make fit. Calls behind `~>` have one more than is written: only too many can be told.
  void call(const CallNode& node) {
    const NodeKind callee = node.procedure->kind;
    const bool value = callee == NodeKind::Literal || callee == NodeKind::Array || callee == NodeKind::Object;
    if (value) return add(*node.procedure, Failure("T1006"));
    const BuiltIn* const function = built_in_callee(*node.procedure, program_);
    if (function == nullptr) return;
    std::vector<uint16_t> types;
    for (const Node* argument : node.arguments) {
      const bool literal = argument->kind == NodeKind::Literal && !argument->extras;
      const uint16_t all = possible(kind(argument));
      types.push_back(literal ? static_cast<uint16_t>(all & ~kMissing) : all);
    }
    std::vector<uint16_t> applied = types;
    applied.insert(applied.begin(), kAnything);
    const size_t wrong = first_mismatch(function->signature.view(), types);
    const bool piped = first_mismatch(function->signature.view(), applied) == kAllMatch;
    if (wrong != kAllMatch && !(node.piped && piped)) {
      const Node& at = wrong < node.arguments.size() ? *node.arguments[wrong] : *node.procedure;
      return add(at, Failure("T0410").argument(wrong + 1).named(node.name));
    }
    const size_t before = failures_.size();
    if (wrong == kAllMatch && !node.piped) elements(node, *function);
    if (failures_.size() == before) find_refused_constants(node, *function, program_, failures_);
  }

  // Literals and literal arrays where an array of one type is wanted.
  void elements(const CallNode& node, const BuiltIn& function) {
    const auto parameters = function.signature.view();
    for (size_t i = 0; i < node.arguments.size() && i < parameters.size(); ++i) {
      if (parameters[i].context) return;  // places may be shifted
      if (parameters[i].type != 'a' || parameters[i].subtype == 0) continue;
      const Value value = literal_of(*node.arguments[i]);
      if (value.is_undefined() || parameters[i].repeats) continue;
      if (element_mismatch(parameters[i], value)) {
        Failure failure("T0412");
        failure.argument(i + 1).named(node.name).detail = plural_of(parameters[i].subtype);
        return add(*node.arguments[i], failure);
      }
    }
  }

  Value literal_of(const Node& node) const {
    if (node.extras) return {};
    if (node.kind == NodeKind::Literal) return as<LiteralNode>(node).value;
    if (node.kind != NodeKind::Array) return {};
    json::ArrayBuilder out;
    for (const Node* item : as<ArrayNode>(node).items) {
      if (item->kind != NodeKind::Literal || item->extras) return {};
      out.push(as<LiteralNode>(*item).value);
    }
    return out.build();
  }

  const Node& node_;
  const Program& program_;
  std::vector<FailureFact>& failures_;
};

// Levels of evaluation that a node takes for certain: those of parts that may not be evaluated do not count.
uint32_t certain_depth(const Node& node) {
  const bool all = node.kind == NodeKind::Negate || node.kind == NodeKind::Array || node.kind == NodeKind::Object ||
                   node.kind == NodeKind::Block ||
                   (node.kind == NodeKind::Binary && as<BinaryNode>(node).op != Operator::And && as<BinaryNode>(node).op != Operator::Or);
  uint32_t deepest = 0;
  if (all) each_child(node, [&](const Node& child) { deepest = std::max(deepest, certain_depth(child)); });
  return deepest + 1;
}

}  // namespace

void find_certain_overflow(const Node& root, std::vector<FailureFact>& failures) {
  const uint32_t levels = Limits::step_functions().max_depth, depth = certain_depth(root);
  if (depth <= levels) return;
  failures.push_back(
      {{root.begin, root.position - root.begin},
       "",
       "Stack overflow error: it takes " + std::to_string(depth) + " levels of evaluation, and there are " + std::to_string(levels)});
}

void find_certain_failures(const Node& node, const Program& program, std::vector<FailureFact>& failures) {
  Check(node, program, failures).run();
}

}  // namespace sfn::jsonata

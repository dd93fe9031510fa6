// The tree that runs. In: resolve.h makes it of the tree as written: paths are flat, predicates sit on their steps, variables have
// addresses. Out: the evaluator walks it.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "json/value.h"
#include "jsonata/expression.h"
#include "jsonata/signature.h"
#include "jsonata/syntax.h"
#include "text/regex.h"

namespace sfn::jsonata {

enum class NodeKind : unsigned char {
  Literal,
  Name,
  Variable,
  Context,
  Root,
  Wildcard,
  Descendants,
  Parent,
  Path,
  Sort,
  Negate,
  Binary,
  Array,
  Object,
  Block,
  Bind,
  Condition,
  Coalesce,
  Call,
  Partial,
  Placeholder,
  Lambda,
  Apply,
  Regex,
  Transform
};

struct Node;

/// Names of one scope; each has a slot of the frame that is made for the scope when it runs. A scope without names has no frame.
struct Scope {
  const Scope* parent = nullptr;
  std::vector<std::string> names;
  size_t parameters = 0;                        ///< the first so many are bound when the frame is made
  size_t slot_of(std::string_view name) const;  ///< kNoSlot if absent
};
inline constexpr size_t kNoSlot = SIZE_MAX;
inline constexpr uint32_t kNoGlobal = UINT32_MAX;

/// Where a variable lives: `hops` frames outwards, then a slot.
struct Address {
  uint32_t hops = 0;
  uint32_t slot = 0;
};

/// What runs on the result of a step, or of a node: `[expression]`, or the numbering `#$name`.
struct Stage {
  Node* filter = nullptr;  ///< null: an index stage
  std::string index;
  uint32_t slot = 0;  ///< of the index
};

using Pairs = std::vector<std::pair<Node*, Node*>>;

/// `{key: value, …}` behind a node.
struct Group {
  Pairs pairs;
  size_t position = 0;
};

/// One `%`: its step is found by walking left, counting `level` down. Equal labels share what they record.
struct Ancestor {
  int label = 0;
  int level = 1;
};

/// What few nodes have.
struct Extras {
  std::vector<Stage> predicates;  ///< on the whole result of the node
  std::vector<Stage> stages;      ///< as a step: on its result for each item
  std::unique_ptr<Group> group;
  std::string focus, index;  ///< `@$focus`, `#$index`
  bool has_focus = false, has_index = false;
  Ancestor* ancestor = nullptr;    ///< its input is recorded under this label
  std::vector<Ancestor*> seeking;  ///< `%` inside that look for a step further left
  uint32_t focus_slot = 0, index_slot = 0, ancestor_slot = 0;
};

struct Node {
  explicit Node(NodeKind k) : kind(k) {}
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  virtual ~Node() = default;

  Extras& more() {
    if (!extras) extras = std::make_unique<Extras>();
    return *extras;
  }

  NodeKind kind;
  bool keep_array = false;  ///< a sequence of one stays an array
  bool cons = false;        ///< an array constructor that is not flattened into its path
  bool tuple = false;       ///< as a step: makes binding tuples; as a path or block: its result carries them on
  size_t position = 0;      ///< bytes, behind the token
  size_t begin = 0;         ///< bytes, start of the token
  size_t first = 0;         ///< bytes, start of the whole text
  std::unique_ptr<Extras> extras;
};

struct LiteralNode : Node {
  explicit LiteralNode(json::Value v) : Node(NodeKind::Literal), value(std::move(v)) {}
  json::Value value;
};

struct NameNode : Node {
  explicit NameNode(std::string_view name) : Node(NodeKind::Name), lookup(name) {}
  json::Lookup lookup;
};

struct VariableNode : Node {
  explicit VariableNode(std::string n) : Node(NodeKind::Variable), name(std::move(n)) {}
  std::string name;
  std::vector<Address> addresses;  ///< innermost first; the first that is bound counts
  uint32_t global = 0;             ///< index into Program::globals, if none is
};

struct ParentNode : Node {
  explicit ParentNode(Ancestor* s) : Node(NodeKind::Parent), slot(s) {}
  Ancestor* slot;
  std::vector<Address> addresses;
};

struct PathNode : Node {
  PathNode() : Node(NodeKind::Path) {}
  std::vector<Node*> steps;
  bool keep_singleton = false;
  bool plain = false;             ///< name steps without extras only
  std::unique_ptr<Scope> tuples;  ///< names of the tuples, slot 0 = `@`; null: no tuples
};

struct SortNode : Node {
  SortNode() : Node(NodeKind::Sort) {}
  std::vector<std::pair<Node*, bool>> terms;  ///< expression, descending
};

struct NegateNode : Node {
  NegateNode() : Node(NodeKind::Negate) {}
  Node* operand = nullptr;
};

struct BinaryNode : Node {
  explicit BinaryNode(Operator o) : Node(NodeKind::Binary), op(o) {}
  Operator op;
  Node* left = nullptr;
  Node* right = nullptr;
};

struct ArrayNode : Node {
  ArrayNode() : Node(NodeKind::Array) {}
  std::vector<Node*> items;
};

struct ObjectNode : Node {
  ObjectNode() : Node(NodeKind::Object) {}
  Group content;
};

struct BlockNode : Node {
  BlockNode() : Node(NodeKind::Block) {}
  std::vector<Node*> expressions;
  Scope scope;
};

struct BindNode : Node {
  BindNode() : Node(NodeKind::Bind) {}
  std::string name;
  Address address;
  Node* value = nullptr;
};

/// `a ? b : c`; `a ?: b` with the condition as the then branch.
struct ConditionNode : Node {
  ConditionNode() : Node(NodeKind::Condition) {}
  Node* condition = nullptr;
  Node* then = nullptr;  ///< null: the value of the condition
  Node* otherwise = nullptr;
};

struct CoalesceNode : Node {
  CoalesceNode() : Node(NodeKind::Coalesce) {}
  Node* left = nullptr;
  Node* right = nullptr;
};

struct CallNode : Node {
  explicit CallNode(NodeKind k) : Node(k) {}  // Call or Partial
  Node* procedure = nullptr;
  std::vector<Node*> arguments;  ///< of a partial application, Placeholder nodes among them
  std::string name;              ///< of the callee, if it is a name or variable
  bool tail = false;             ///< the last thing its lambda does
  bool piped = false;            ///< right of `~>`: gets one argument more
};

struct LambdaNode : Node {
  LambdaNode() : Node(NodeKind::Lambda) {}
  std::vector<std::string> parameters;
  std::vector<uint32_t> slots;  ///< of each parameter
  std::vector<Parameter> signature;
  bool has_signature = false;
  Scope scope;
  Node* body = nullptr;
};

struct ApplyNode : Node {
  ApplyNode() : Node(NodeKind::Apply) {}
  Node* left = nullptr;
  Node* right = nullptr;
};

struct RegexNode : Node {
  explicit RegexNode(text::Regex r) : Node(NodeKind::Regex), regex(std::move(r)) {}
  std::string pattern;
  text::Regex regex;
};

struct TransformNode : Node {
  TransformNode() : Node(NodeKind::Transform) {}
  Node* pattern = nullptr;
  Node* update = nullptr;
  Node* remove = nullptr;
};

template <class T>
const T& as(const Node& node) {
  return static_cast<const T&>(node);
}

struct BuiltIn;

/// A name that no scope of the expression binds: a variable of the host or a function.
struct Global {
  std::string name;
  const BuiltIn* function = nullptr;
};

/// A parsed and resolved expression.
struct Program {
  std::string source;
  Profile profile = Profile::Reference;
  std::vector<std::unique_ptr<Node>> nodes;
  std::deque<Ancestor> ancestors;
  std::vector<Global> globals;
  Scope top;
  Node* root = nullptr;
  Facts facts;
};

}  // namespace sfn::jsonata

// The model of a definition. In: a json::Document (or a subtree of one). Out: scopes and states as flat lists that refer to each other by
// number, expressions parsed, positions as node ids. The builder is tolerant and silent: what it cannot use it leaves out, and the table
// walk of lint says why.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "asl/state.h"
#include "json/document.h"

namespace sfn::asl {

/// A StartAt with its States: the machine itself, a Parallel branch, a Map's ItemProcessor.
struct Scope {
  enum class Kind : uint8_t { Machine, Branch, ItemProcessor };
  ScopeId id = kNone;
  Kind kind = Kind::Machine;
  json::NodeId node = json::kNoNode;
  StateId owner = kNone;     ///< the Parallel or Map; kNone for the machine
  ScopeId parent = kNone;    ///< the scope that the owner is in
  uint32_t branch = 0;       ///< index among the owner's branches
  bool distributed = false;  ///< a DISTRIBUTED ItemProcessor: its own executions, no outer variables
  Transition start_at;
  std::vector<StateId> states;  ///< in the order of the text
  std::unordered_map<std::string_view, StateId> by_name;
};

/// What an expression, template or transition is a field of.
enum class Holder : uint8_t { State, ChoiceRule, Catcher, ItemReader, ItemBatcher, ResultWriter };

/// An expression with where it stands, for whoever looks at all of them.
struct ExpressionUse {
  StateId state = kNone;
  const Expression* expression = nullptr;
  std::string_view field;  ///< the field that it is or is below: "Parameters", "InputPath", "Variable", "StringEqualsPath"
  Holder holder = Holder::State;
  bool in_template = false;  ///< a part of a payload template
};

struct TemplateUse {
  StateId state = kNone;
  const Template* content = nullptr;
  std::string_view field;
  Holder holder = Holder::State;
};

struct TransitionUse {
  StateId state = kNone;  ///< kNone: StartAt
  ScopeId scope = kNone;
  const Transition* transition = nullptr;
  std::string_view field;  ///< "StartAt", "Next", "Default"
  Holder holder = Holder::State;
};

/// Immutable after build. Nodes, views and pointers refer to `document`, which it keeps alive.
struct Program {
  std::shared_ptr<const json::Document> document;
  json::NodeId root = 0;  ///< the machine's object
  QueryLanguage language = QueryLanguage::JsonPath;
  std::optional<Computed> timeout_seconds;
  std::vector<Scope> scopes;  ///< [0] is the machine
  std::vector<State> states;  ///< in the order of the text: a container before what is inside it

  // The same parts as flat lists, by state (made once, by walk.cc).
  std::vector<ExpressionUse> expressions;
  std::vector<TemplateUse> templates;
  std::vector<TransitionUse> transitions;

  const Scope& machine() const { return scopes.front(); }
  const State& state(StateId id) const { return states[id]; }
  const Scope& scope_of(const State& state) const { return scopes[state.scope]; }
  /// The state of that name anywhere (names are unique in a valid machine); the first if there are several, nullptr if none.
  const State* find(std::string_view name) const;
};

/// Builds the model of the object at `root`. Never fails: an unusable document gives a Program with one empty scope.
std::shared_ptr<const Program> build(std::shared_ptr<const json::Document> document, json::NodeId root = json::Document::root());

}  // namespace sfn::asl

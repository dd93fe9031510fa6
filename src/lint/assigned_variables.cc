#include "lint/assigned_variables.h"

#include <algorithm>

#include "asl/operator.h"
#include "asl/walk.h"

namespace sfn::lint {
namespace {

template <class Visit>
void for_each_name(const std::optional<asl::Template>& assign, Visit&& visit) {
  if (!assign) return;
  if (const auto* object = std::get_if<asl::Template::Object>(&assign->content)) {
    for (const asl::TemplateField& field : object->fields) visit(field.key.view());
  } else if (const auto* constant = std::get_if<asl::Template::Constant>(&assign->content);
             constant != nullptr && constant->value.is_object()) {
    for (size_t i = 0; i < constant->value.size(); ++i) visit(constant->value.key_at(i).view());
  }
}

const std::optional<asl::Template>& assigned_on(const asl::State& state, const asl::Edge& edge) {
  if (edge.kind == asl::Edge::Kind::Catch) return state.catchers[edge.index].assign;
  if (edge.kind == asl::Edge::Kind::Rule) return state.as<asl::Choice>()->choices[edge.index].assign;
  return state.assign;
}

/// Variables whose presence a Choice asks for: whoever asks knows what to do if there is none.
template <class Visit>
void for_each_tested_name(const asl::Choice& choice, Visit&& visit) {
  for (const asl::ChoiceRule& rule : choice.choices) {
    asl::for_each_condition(rule.condition, [&](const asl::Condition& condition) {
      if (condition.kind == asl::Condition::Kind::Comparison && condition.op == asl::Operator::IsPresent) {
        if (const auto* path = condition.variable.path(); path != nullptr && path->root() == jsonpath::Root::Variable)
          visit(path->variable());
      }
      if (!condition.condition || condition.condition->expression() == nullptr) return;
      const auto* expression = condition.condition->expression()->jsonata();
      if (expression == nullptr || expression->source().find("$exists") == std::string_view::npos) return;
      for (const jsonata::NameFact& fact : expression->free_variables()) visit(std::string_view(fact.name));
    });
  }
}

}  // namespace

AssignedVariables::AssignedVariables(const asl::Flow& flow) : flow_(flow) {
  number_names();
  if (numbers_.empty() || numbers_.size() > kMaxTrackedVariables) return;
  collect_edge_names();
  words_ = numbers_.size() / 64 + 1;
  always_.assign(words_ * flow.program().states.size(), ~Word{0});
  sometimes_.assign(always_.size(), 0);
  for (const asl::Scope& scope : flow.program().scopes) settle(scope);  // a scope stands behind the one around it
}

uint32_t AssignedVariables::number(std::string_view name) {
  return numbers_.try_emplace(name, static_cast<uint32_t>(numbers_.size())).first->second;
}

void AssignedVariables::number_names() {
  const auto take = [&](std::string_view name) { number(name); };
  for (const asl::State& state : flow_.program().states) {
    for_each_name(state.assign, take);
    for (const asl::Catcher& catcher : state.catchers) for_each_name(catcher.assign, take);
    const auto* choice = state.as<asl::Choice>();
    if (choice == nullptr) continue;
    for (const asl::ChoiceRule& rule : choice->choices) for_each_name(rule.assign, take);
  }
}

void AssignedVariables::collect_edge_names() {
  edge_names_.resize(flow_.edges().size());
  for (size_t i = 0; i < edge_names_.size(); ++i) {
    const asl::Edge& edge = flow_.edges()[i];
    const asl::State& state = flow_.program().state(edge.from);
    const auto take = [&](std::string_view name) {
      if (const auto found = numbers_.find(name); found != numbers_.end()) edge_names_[i].push_back(found->second);
    };
    for_each_name(assigned_on(state, edge), take);
    if (const auto* choice = state.as<asl::Choice>()) for_each_tested_name(*choice, take);
  }
}

/// What a scope starts with.
void AssignedVariables::start(const asl::Scope& scope, Sets& sets) const {
  sets.always.assign(words_, 0);
  sets.sometimes.assign(words_, 0);
  if (scope.owner == asl::kNone || scope.distributed) return;
  std::copy_n(always_.begin() + static_cast<ptrdiff_t>(scope.owner * words_), words_, sets.always.begin());
  std::copy_n(sometimes_.begin() + static_cast<ptrdiff_t>(scope.owner * words_), words_, sets.sometimes.begin());
}

/// Recomputes the sets of a state from its ways in; whether they have changed. `sets` is room to work in.
bool AssignedVariables::enter(const asl::Scope& scope, asl::StateId state, Sets& sets) {
  if (scope.start_at.target == state) {
    start(scope, sets);
  } else {
    sets.always.assign(words_, ~Word{0});
    sets.sometimes.assign(words_, 0);
  }
  std::vector<Word> row(words_);
  for (const uint32_t edge : flow_.incoming(state)) {
    const size_t from = flow_.edges()[edge].from;
    if (!flow_.is_reachable(static_cast<asl::StateId>(from))) continue;
    row.assign(words_, 0);
    for (const uint32_t name : edge_names_[edge]) row[name / 64] |= Word{1} << (name % 64);
    for (size_t i = 0; i < words_; ++i) {
      sets.always[i] &= always_[from * words_ + i] | row[i];
      sets.sometimes[i] |= sometimes_[from * words_ + i] | row[i];
    }
  }
  const auto at = static_cast<ptrdiff_t>(state * words_);
  const bool same = std::equal(sets.always.begin(), sets.always.end(), always_.begin() + at) &&
                    std::equal(sets.sometimes.begin(), sets.sometimes.end(), sometimes_.begin() + at);
  std::copy(sets.always.begin(), sets.always.end(), always_.begin() + at);
  std::copy(sets.sometimes.begin(), sets.sometimes.end(), sometimes_.begin() + at);
  return !same;
}

void AssignedVariables::settle(const asl::Scope& scope) {
  Sets sets;
  bool changed = true;
  for (size_t round = 0; changed && round < kMaxVariableRounds; ++round) {
    changed = false;
    for (const asl::StateId state : flow_.order(scope.id)) changed = enter(scope, state, sets) || changed;
  }
}

bool AssignedVariables::is_set(const std::vector<Word>& matrix, asl::StateId state, std::string_view name) const {
  const auto found = numbers_.find(name);
  if (matrix.empty() || found == numbers_.end()) return true;
  return (matrix[state * words_ + found->second / 64] >> (found->second % 64) & 1U) != 0;
}

bool AssignedVariables::always(asl::StateId state, std::string_view name) const {
  return is_set(always_, state, name);
}
bool AssignedVariables::sometimes(asl::StateId state, std::string_view name) const {
  return is_set(sometimes_, state, name);
}

}  // namespace sfn::lint

#include "sim/scope.h"

#include "json/writer.h"
#include "sim/history.h"
#include "sim/random.h"

namespace sfn::sim {
namespace {

jsonpath::Missing no_such_variable(const jsonpath::Path& path) {
  return jsonpath::Missing{path};
}

/// Whether the expression may need more of `$states`, which it reads, than members named in it: it may hand the whole object on.
bool passes_states_around(const jsonata::Facts& facts) {
  size_t uses = 0;
  for (const jsonata::NameFact& variable : facts.free_variables) uses += variable.name == "states";
  return uses == 0 || uses != facts.states_members.size();
}

bool reads(const jsonata::Facts& facts, std::string_view member) {
  for (const jsonata::StatesFact& fact : facts.states_members)
    if (fact.member == member) return true;
  return false;
}

}  // namespace

class Scope::StatesVariables final : public jsonata::Variables {
 public:
  StatesVariables(const Scope& scope, const jsonata::Expression& expression) : scope_(&scope), expression_(&expression) {}
  json::Value lookup(std::string_view name) const override {
    return name == "states" ? scope_->states(*expression_) : scope_->host_->variable(name);
  }

 private:
  const Scope* scope_;
  const jsonata::Expression* expression_;
};

text::Result<json::Value, jsonpath::Missing> Scope::read(const jsonpath::Path& path) {
  switch (path.root()) {
    case jsonpath::Root::Context: return jsonpath::evaluate(path, host_->context());
    case jsonpath::Root::Variable: {
      const json::Value value = host_->variable(path.variable());
      if (value.is_undefined()) return no_such_variable(path);
      return jsonpath::evaluate(path, value);
    }
    case jsonpath::Root::Input: break;
  }
  return jsonpath::evaluate(path, dollar_.value);
}

std::string Scope::shown_input(const jsonpath::Path& path) {
  return path.root() == jsonpath::Root::Context ? json::to_json(host_->context()) : text_of(dollar_);
}

std::string Scope::uuid() {
  return make_uuid(host_->draw(), host_->draw());
}

json::Value Scope::states(const jsonata::Expression& expression) const {
  const jsonata::Facts& facts = expression.facts();
  const bool all = passes_states_around(facts);
  json::ObjectBuilder states;
  if (all || reads(facts, "input")) states.set("input", input_.value);
  if (all || reads(facts, "context")) states.set("context", host_->context());
  if (result_) states.set("result", *result_);
  if (error_output_) states.set("errorOutput", *error_output_);
  return states.build();
}

json::Value Scope::evaluate(const jsonata::Expression& expression) {
  const StatesVariables variables(*this, expression);
  jsonata::Environment environment;
  environment.variables = &variables;
  environment.now_millis = host_->now();
  environment.random_state = host_->draw();
  environment.unknown = host_->unknown();
  return jsonata::to_output(jsonata::evaluate(expression, environment));
}

}  // namespace sfn::sim

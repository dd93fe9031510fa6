#include "lint/variables.h"

#include <algorithm>

#include "lint/calls.h"
#include "lint/known_facts.h"
#include "text/utf8.h"

namespace sfn::lint {
namespace {

bool is_start(char32_t c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

std::string_view variable_name(std::string_view key, asl::QueryLanguage language) {
  const bool suffixed = language == asl::QueryLanguage::JsonPath && key.size() > 2 && key.substr(key.size() - 2) == ".$";
  return suffixed ? key.substr(0, key.size() - 2) : key;
}

bool is_called(const jsonata::Facts& facts, std::string_view name) {
  const auto& calls = facts.calls;
  return std::any_of(calls.begin(), calls.end(), [&](const jsonata::CallFact& call) { return call.variable && call.name == name; });
}

void add_jsonata(const asl::ExpressionUse& use, std::vector<VariableUse>& out) {
  const KnownFacts facts(*use.expression);
  if (!facts) return;
  for (const jsonata::NameFact& fact : facts->free_variables) {
    if (fact.name == "states" || is_called(*facts, fact.name)) continue;
    const size_t begin = use.expression->begin + fact.offset;
    const std::string_view name = use.expression->text.substr(begin + 1, fact.length - 1);  // behind `$`; outlives the facts
    out.push_back({name, use.expression, use.state, begin, begin + fact.length});
  }
}

}  // namespace

bool is_identifier(std::string_view name) {
  for (size_t at = 0; at < name.size();) {
    const bool first = at == 0;
    const char32_t c = text::decode(name, at);
    if (!is_start(c) && (first || c < '0' || c > '9')) return false;
  }
  return !name.empty();
}

std::vector<Assignment> assignments(const asl::Program& program) {
  std::vector<Assignment> out;
  for (const asl::TemplateUse& use : program.templates) {
    if (use.field != "Assign" || !program.document->is_object(use.content->node)) continue;
    const asl::State& state = program.state(use.state);
    for (const json::NodeId member : program.document->children(use.content->node)) {
      out.push_back({variable_name(program.document->key(member), state.language), member, state.id, state.scope});
    }
  }
  return out;
}

std::vector<VariableUse> variable_uses(const asl::Program& program) {
  std::vector<VariableUse> out;
  for (const asl::ExpressionUse& use : program.expressions) {
    for_each_path(*use.expression, [&](const jsonpath::Path& path, size_t offset) {
      if (path.root() != jsonpath::Root::Variable) return;
      out.push_back({path.variable(), use.expression, use.state, offset, offset + 1 + path.variable().size()});
    });
    add_jsonata(use, out);
  }
  return out;
}

bool has_unread_expressions(const asl::Program& program) {
  return std::any_of(program.expressions.begin(), program.expressions.end(),
                     [](const asl::ExpressionUse& use) { return use.expression->error() != nullptr; });
}

}  // namespace sfn::lint

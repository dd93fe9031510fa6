#include "lint/known_facts.h"

#include "asl/open_expression.h"
#include "asl/placeholder.h"

namespace sfn::lint {
namespace {

bool stands_in(std::string_view text) {
  return text.find(asl::kStandIn) != std::string_view::npos;
}

/// The facts that hold whatever is filled in.
jsonata::Facts certain_facts(const jsonata::Expression& expression) {
  jsonata::Facts facts = expression.facts();
  const auto named = [](const auto& fact) { return stands_in(fact.name); };
  std::erase_if(facts.top_level_references, named);
  std::erase_if(facts.free_variables, named);
  std::erase_if(facts.shadowed_built_ins, named);
  std::erase_if(facts.calls, named);
  std::erase_if(facts.states_members, [](const auto& fact) { return stands_in(fact.member) || stands_in(fact.further); });
  std::erase_if(facts.failures, [&](const auto& fact) { return stands_in(expression.source().substr(fact.offset, fact.length)); });
  facts.result_kind = jsonata::ResultKind::Unknown;
  return facts;
}

}  // namespace

KnownFacts::KnownFacts(const asl::Expression& expression) {
  if (const jsonata::Expression* parsed = expression.jsonata()) facts_ = &parsed->facts();
  const text::SyntaxError* error = expression.error();
  if (error == nullptr || error->code != asl::kPlaceholderCode || expression.begin == 0) return;
  const auto around = asl::parse_around_placeholders(expression.source());
  if (around) facts_ = &own_.emplace(certain_facts(*around));
}

}  // namespace sfn::lint

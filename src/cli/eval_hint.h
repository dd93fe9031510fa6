// What helps somebody whose JSONata expression failed: a word behind the marks under it. In: the expression, the error. Out: text, or "".
#pragma once

#include <string>

#include "jsonata/evaluate.h"

namespace sfn::cli {

/// For what fails while it is evaluated: a name that no function has.
std::string hint_for(const jsonata::Expression& expression, const jsonata::Error& error);
/// For an operator that Step Functions does not have; "" for every other syntax error.
std::string hint_for(std::string_view refused_operator);
/// For a name that is read from the context item, which Step Functions does not have.
std::string hint_for_name(const jsonata::Expression& expression, const jsonata::NameFact& name);
/// For a member of `$states` that is neither `input` nor `context`.
std::string hint_for_member(std::string_view member);

}  // namespace sfn::cli

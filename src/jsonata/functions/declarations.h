// One declaration for each row of functions.def.
#pragma once

#include "jsonata/functions.h"

namespace sfn::jsonata::functions {

#define FUNCTION(name, function, signature, arity, availability) json::Value function(Call& call);
#include "jsonata/functions.def"
#undef FUNCTION

}  // namespace sfn::jsonata::functions

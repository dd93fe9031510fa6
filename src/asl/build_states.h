// The parts of a state that have an idea of their own, out of the document.
#pragma once

#include "asl/object_reader.h"
#include "asl/state.h"

namespace sfn::asl {

Choice build_choice(const ObjectReader& state);
std::vector<Retrier> build_retriers(const ObjectReader& state);
std::vector<Catcher> build_catchers(const ObjectReader& state);
/// All of a Map but its processor.
Map build_map(const ObjectReader& state);

}  // namespace sfn::asl

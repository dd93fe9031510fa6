// Writing by a reference path: ResultPath. In: the raw input and a result. Out: the input with the result in it.
#pragma once

#include "json/value.h"
#include "jsonpath/path.h"

namespace sfn::jsonpath {

/// Sets what `path` (a reference path) names to `leaf`: missing objects on the way are made, siblings stay, an existing value is replaced
/// in its place, a new member is appended; `$` replaces everything. An index must exist. False, and `root` as it was, if a value on the way
/// cannot hold the step (a name in a text, an index beyond the end). Throws json::HeightExceeded.
bool assign(json::Value& root, const Path& path, json::Value leaf);

/// The step (index into path.steps()) that assign() cannot take in `root`; the number of steps if there is none.
size_t conflicting_step(const json::Value& root, const Path& path);

}  // namespace sfn::jsonpath

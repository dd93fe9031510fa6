// What can be told about an expression without running it.
#include <algorithm>

#include "jsonata/failure.h"
#include "jsonata/functions.h"
#include "jsonata/resolve.h"
#include "jsonata/walk.h"

namespace sfn::jsonata {

void find_facts(Program&) {}

}  // namespace sfn::jsonata

// Files that one command line names twice. In: parsed arguments. Out: nothing, or a usage error.
#pragma once

#include "cli/arguments.h"

namespace sfn::cli {

/// Throws ToolError if two options would write one file, or one would write a file that the command reads: one of them would be lost.
void check_output_names(const Arguments& arguments);

}  // namespace sfn::cli

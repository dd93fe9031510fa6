// Files that one command line names twice. In: parsed arguments. Out: nothing, or a usage error.
#pragma once

#include "cli/arguments.h"

namespace sfn::cli {

/// Throws ToolError if two options would write one file, or one would write a file that another names: one of them would be lost. What is
/// read because a folder, a suite or a mock file names it is seen when it is read (reserve_output).
void check_output_names(const Arguments& arguments);

}  // namespace sfn::cli

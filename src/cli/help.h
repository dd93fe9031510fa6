// Help as text, from what the commands declare.
#pragma once

#include <string>

#include "cli/command.h"

namespace sfn::cli {

std::string overview();
std::string help_of(const CommandInfo& info);

}  // namespace sfn::cli

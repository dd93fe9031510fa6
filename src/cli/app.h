// The program as a function of its arguments and streams. In: argv. Out: an exit code (exit_code.h).
#pragma once

#include "cli/streams.h"

namespace sfn::cli {

int main(int argc, const char* const* argv, Streams& streams);

}  // namespace sfn::cli

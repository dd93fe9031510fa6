#include "cli/app.h"
#include "cli/streams.h"

int main(int argc, char** argv) {
  sfn::cli::StandardStreams streams;
  return sfn::cli::main(argc, argv, streams);
}

#include "cli/progress.h"

#include <doctest/doctest.h>

using namespace sfn;

TEST_CASE("progress is told in numbers that can be read") {
  sim::Counts counts;
  counts.transitions = 1'234'567;
  counts.events = 999;
  CHECK(cli::Progress::line(counts, 3'500) == "1,234,567 transitions, 999 events, 00:00:03.500 of virtual time");
}

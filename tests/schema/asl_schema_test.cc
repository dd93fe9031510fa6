#include "schema/asl_schema.h"

#include <doctest/doctest.h>

#include "support/golden.h"

using namespace sfn;

TEST_CASE("schemas/asl.schema.json is what the table of fields says (SFN_UPDATE_GOLDEN=1 writes it)") {
  CHECK(support::compare_golden(support::testdata("../schemas/asl.schema.json"), schema::asl_schema()) == "");
}

#include <doctest/doctest.h>

#include "text/case_mapping.h"

using namespace sfn::text;

TEST_CASE("capitals may be longer than their letters") {
  CHECK(to_upper("straße ﬁx") == "STRASSE FIX");
  CHECK(to_upper("éàü жук") == "ÉÀÜ ЖУК");
  CHECK(to_upper("ǆ 𐐨") == "Ǆ 𐐀");
}

TEST_CASE("a capital sigma at the end of a word is a final one") {
  CHECK(to_lower("ΟΔΟΣ") == "οδος");
  CHECK(to_lower("ΣΑΣ. Σ") == "σας. σ");
  CHECK(to_lower("İ") == "i\u0307");
}

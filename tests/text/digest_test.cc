#include <doctest/doctest.h>

#include "text/digest.h"

using namespace sfn::text;

TEST_CASE("digests of the empty text and of abc are those of the standards") {
  CHECK(hex_digest("MD5", "") == "d41d8cd98f00b204e9800998ecf8427e");
  CHECK(hex_digest("SHA-1", "abc") == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(hex_digest("SHA-256", "") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex_digest("SHA-384", "abc") == "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7");
  CHECK(hex_digest("SHA-512", "abc") ==
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
  CHECK_FALSE(hex_digest("sha-256", "abc"));
}

TEST_CASE("base64 goes there and back") {
  CHECK(base64_encode("") == "");
  CHECK(base64_encode("f") == "Zg==");
  CHECK(base64_encode("foobar") == "Zm9vYmFy");
  CHECK(base64_decode("Zm9vYg==") == "foob");
  CHECK(base64_decode("") == "");
}

TEST_CASE("strict base64 takes nothing but whole groups of the alphabet") {
  for (const char* text : {"Zg=", "Zg", "Z===", "Zg==Zg==", "Zm9v\n", "Zm-v", "====", "Zg=a"}) {
    INFO(text);
    CHECK_FALSE(base64_decode(text));
  }
}

TEST_CASE("lenient base64 takes what it can") {
  CHECK(base64_decode_lenient("Zm9v\nYg") == "foob");
  CHECK(base64_decode_lenient("_-8=") == base64_decode("/+8="));
  CHECK(base64_decode_lenient("Zg==Zg==") == "f");
}

#include <doctest/doctest.h>

#include "text/source_file.h"
#include "text/suggest.h"
#include "text/utf8.h"

using namespace sfn::text;

TEST_CASE("lines end with LF, CR LF or CR, and columns count code points") {
  const auto file = std::make_shared<SourceFile>("f", "a\r\nb\u00e9\U0001F600c\rd\n");
  CHECK(file->line_count() == 4);
  CHECK(file->position(0) == Position{1, 1, 0});
  CHECK(file->position(3) == Position{2, 1, 3});
  CHECK(file->position(10) == Position{2, 4, 10});
  CHECK(file->line(2) == "b\u00e9\U0001F600c");
  CHECK(file->line(3) == "d");
  CHECK(file->line(9).empty());
  CHECK(file->position(999) == Position{4, 1, 14});
}

TEST_CASE("columns of a long line are those of a short one") {
  std::string text = "a\n";
  for (int i = 0; i < 4000; ++i) text += i % 3 == 0 ? "\u00e9" : i % 3 == 1 ? "\U0001F600" : "x";
  const auto file = std::make_shared<SourceFile>("f", text + "\nlast");
  uint32_t column = 1;
  for (uint32_t offset = 2; offset < text.size(); ++offset) {
    if ((static_cast<unsigned char>(text[offset]) & 0xC0U) == 0x80U) continue;
    REQUIRE(file->position(offset) == Position{2, column++, offset});
  }
  CHECK(column == 4001);
  CHECK(file->position(static_cast<uint32_t>(text.size()) + 3) == Position{3, 3, static_cast<uint32_t>(text.size()) + 3});
}

TEST_CASE("invalid UTF-8 is found at its first byte") {
  CHECK_FALSE(first_invalid_utf8("plain \u00e9 \U0001F600").has_value());
  CHECK(first_invalid_utf8("ab\xff") == 2);
  CHECK(first_invalid_utf8("\xc0\x80") == 0);
  CHECK(first_invalid_utf8("a\xed\xa0\x80") == 1);
  CHECK(first_invalid_utf8("a\xe2\x82") == 1);
}

TEST_CASE("strings compare by UTF-16 units") {
  CHECK(compare_utf16("A", "AB") == std::strong_ordering::less);
  CHECK(compare_utf16("b", "a") == std::strong_ordering::greater);
  CHECK(compare_utf16("\U0001F600", "\uFFFF") == std::strong_ordering::less);
  CHECK(compare_utf16("\U0001F600", "\uD7FF") == std::strong_ordering::greater);
  CHECK(compare_utf16("x", "x") == std::strong_ordering::equal);
}

TEST_CASE("UTF-16 and UTF-8 turn into each other") {
  CHECK(to_utf16("a\U0001F600").size() == 3);
  CHECK(from_utf16(to_utf16("a\u00e9\U0001F600")) == "a\u00e9\U0001F600");
  CHECK(count_utf16("a\U0001F600") == 3);
}

TEST_CASE("width counts wide characters twice and marks not at all") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("\u4f60") == 2);
  CHECK(display_width("e\u0301") == 1);
}

TEST_CASE("a misspelt word is matched by case first, then by nearness") {
  const std::vector<std::string> names = {"Parameters", "ResultPath", "Next"};
  CHECK(nearest("parameters", names) == "Parameters");
  CHECK(nearest("ResultsPath", names) == "ResultPath");
  CHECK(nearest("Nxet", names) == "Next");
  CHECK_FALSE(nearest("Completely", names).has_value());
  CHECK_FALSE(nearest("D", std::vector<std::string>{"A", "B"}).has_value());
  CHECK(nearest("d", std::vector<std::string>{"A", "D"}) == "D");
}

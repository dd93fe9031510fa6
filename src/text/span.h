// Positions in a text: a half-open range of bytes, and a line and column for people.
#pragma once

#include <cstdint>

namespace sfn::text {

/// Bytes [begin, end) of one SourceFile. Files are at most 4 GiB (see kMaxFileSize in source_file.h).
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0;

  constexpr bool operator==(const Span&) const = default;
  constexpr uint32_t size() const { return end - begin; }
};

/// A place for people and editors. Lines and columns count from 1; a column is a number of Unicode code points.
struct Position {
  uint32_t line = 1;
  uint32_t column = 1;
  uint32_t offset = 0;  ///< bytes from the start of the file

  constexpr bool operator==(const Position&) const = default;
};

}  // namespace sfn::text

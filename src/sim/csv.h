// CSV as ItemReader reads it: RFC 4180 quotes, a delimiter, all values texts.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"

namespace sfn::sim {

/// The rows of a text, one after the other. Empty lines are skipped.
class CsvReader {
 public:
  CsvReader(std::string_view text, char delimiter) : text_(text), delimiter_(delimiter) {}
  /// False at the end.
  bool next(std::vector<std::string>& row);

 private:
  std::string cell();

  std::string_view text_;
  char delimiter_;
  size_t at_ = 0;
};

/// Rows as objects: missing cells are "", cells beyond the header are dropped, keys stand in the order of a Java HashMap.
class CsvRows {
 public:
  explicit CsvRows(const std::vector<std::string>& headers);
  json::Value object(const std::vector<std::string>& row) const;

 private:
  std::vector<size_t> order_;
  std::vector<json::Key> keys_;
};

}  // namespace sfn::sim

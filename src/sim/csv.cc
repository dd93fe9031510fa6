#include "sim/csv.h"

#include "json/java_order.h"

namespace sfn::sim {

std::string CsvReader::cell() {
  std::string cell;
  if (at_ < text_.size() && text_[at_] == '"') {
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] != '"') {
        cell += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        cell += text_[at_++];
      } else {
        ++at_;
        break;
      }
    }
  }
  while (at_ < text_.size() && text_[at_] != delimiter_ && text_[at_] != '\n' && text_[at_] != '\r') cell += text_[at_++];
  return cell;
}

bool CsvReader::next(std::vector<std::string>& row) {
  while (at_ < text_.size() && (text_[at_] == '\n' || text_[at_] == '\r')) ++at_;
  if (at_ >= text_.size()) return false;
  row.clear();
  for (;;) {
    row.push_back(cell());
    if (at_ >= text_.size() || text_[at_] != delimiter_) return true;
    ++at_;
  }
}

CsvRows::CsvRows(const std::vector<std::string>& headers) {
  std::vector<std::string_view> names(headers.begin(), headers.end());
  order_ = json::java_order(names);
  for (const size_t column : order_) keys_.emplace_back(headers[column]);
}

json::Value CsvRows::object(const std::vector<std::string>& row) const {
  json::ObjectBuilder object(keys_.size());
  for (size_t i = 0; i < keys_.size(); ++i)
    object.set(keys_[i], json::Value::string(order_[i] < row.size() ? std::string_view(row[order_[i]]) : std::string_view()));
  return object.build();
}

}  // namespace sfn::sim

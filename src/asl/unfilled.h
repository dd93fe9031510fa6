// The placeholders of a definition that nothing has filled in. A value that holds one came from the definition, wherever it was handed to
// since; data that looks like a placeholder but stands in no definition is data.
#pragma once

#include <string>
#include <unordered_set>

#include "json/document.h"
#include "text/unknown_texts.h"

namespace sfn::asl {

class Unfilled final : public text::UnknownTexts {
 public:
  /// Those of all strings of a definition.
  void add(const json::Document& document);
  bool empty() const { return placeholders_.empty(); }
  std::string_view found_in(std::string_view text) const override;

 private:
  std::unordered_set<std::string> placeholders_;
};

}  // namespace sfn::asl

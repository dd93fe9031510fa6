#include "asl/unfilled.h"

#include "asl/placeholder.h"

namespace sfn::asl {

void add_unfilled(const json::Document& document, text::UnknownTexts& unfilled) {
  const auto add = [&](std::string_view text) {
    if (text.find('{') == std::string_view::npos) return;
    for (const text::Span& span : all_placeholders(text)) unfilled.add(text.substr(span.begin, span.size()));
  };
  for (json::NodeId id = 0; id < document.size(); ++id) {
    add(document.key(id));
    if (document.is_string(id)) add(document.text(id));
  }
}

}  // namespace sfn::asl

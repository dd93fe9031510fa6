#include "asl/unfilled.h"

#include "asl/placeholder.h"

namespace sfn::asl {
namespace {

/// Hands each placeholder of the text to `visit` until that says true.
template <class Visit>
void each_placeholder(std::string_view text, Visit visit) {
  if (text.find('{') == std::string_view::npos) return;
  for (auto found = find_placeholder(text); found; found = find_placeholder(text, found->end)) {
    if (visit(text.substr(found->begin, found->size()))) return;
  }
}

}  // namespace

void Unfilled::add(const json::Document& document) {
  for (json::NodeId id = 0; id < document.size(); ++id) {
    if (!document.is_string(id)) continue;
    each_placeholder(document.text(id), [&](std::string_view placeholder) {
      placeholders_.emplace(placeholder);
      return false;
    });
  }
}

std::string_view Unfilled::found_in(std::string_view text) const {
  std::string_view part;
  each_placeholder(text, [&](std::string_view placeholder) {
    const auto known = placeholders_.find(std::string(placeholder));
    if (known != placeholders_.end()) part = *known;
    return !part.empty();
  });
  return part;
}

}  // namespace sfn::asl

#include "cli/placeholder_use.h"

#include <fmt/format.h>

#include "cfn/substitution.h"
#include "text/suggest.h"

namespace sfn::cli {
namespace {

constexpr size_t kListedNames = 8;

}  // namespace

void PlaceholderUse::expect(const std::string& name) {
  unused_.insert(name);
}

void PlaceholderUse::look_at(std::string_view text, bool any_mention) {
  const std::lock_guard<std::mutex> lock(mutex_);
  looked_ = true;
  if (unused_.empty()) return;
  for (auto found = cfn::next_placeholder(text, 0); found; found = cfn::next_placeholder(text, found->end)) {
    placeholders_.emplace(found->name);
  }
  std::erase_if(unused_, [&](const std::string& name) {
    return placeholders_.count(name) != 0 || (any_mention && text.find(name) != std::string_view::npos);
  });
}

std::string PlaceholderUse::complaint(const std::string& name) const {
  const std::string start = fmt::format("sfnctl: --substitute: there is no placeholder ${{{}}}", name);
  const std::vector<std::string_view> names(placeholders_.begin(), placeholders_.end());
  if (const auto near = text::nearest(name, std::span<const std::string_view>(names))) {
    return fmt::format("{}; did you mean {}?", start, *near);
  }
  if (names.empty()) return start + " nor any other";
  std::string list;
  for (size_t i = 0; i < names.size() && i < kListedNames; ++i) list += fmt::format("{}{}", i == 0 ? "" : ", ", names[i]);
  return fmt::format("{}; there are: {}{}", start, list, names.size() > kListedNames ? ", …" : "");
}

std::vector<std::string> PlaceholderUse::complaints() const {
  std::vector<std::string> lines;
  if (!looked_) return lines;
  for (const std::string& name : unused_) lines.push_back(complaint(name));
  return lines;
}

}  // namespace sfn::cli

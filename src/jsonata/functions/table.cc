#include <algorithm>
#include <array>

#include "jsonata/functions/declarations.h"

namespace sfn::jsonata {
namespace {

constexpr BuiltIn kBuiltIns[] = {
#define FUNCTION(name, function, signature, arity, availability) \
  {name, signature, built_in_signature(signature), arity, Availability::availability, functions::function},
#include "jsonata/functions.def"
#undef FUNCTION
};
constexpr size_t kCount = std::size(kBuiltIns);

constexpr std::array<unsigned char, kCount> sorted_rows() {
  std::array<unsigned char, kCount> rows{};
  for (size_t i = 0; i < kCount; ++i) rows[i] = static_cast<unsigned char>(i);
  std::sort(rows.begin(), rows.end(), [](unsigned char a, unsigned char b) { return kBuiltIns[a].name < kBuiltIns[b].name; });
  return rows;
}
constexpr auto kByName = sorted_rows();

bool exists_in(const BuiltIn& row, Profile profile) {
  return row.availability == Availability::Everywhere ||
         (row.availability == Availability::ReferenceOnly) == (profile == Profile::Reference);
}

}  // namespace

const BuiltIn* find_built_in(std::string_view name, Profile profile) {
  const auto first = std::lower_bound(kByName.begin(), kByName.end(), name,
                                      [](unsigned char row, std::string_view wanted) { return kBuiltIns[row].name < wanted; });
  for (auto at = first; at != kByName.end() && kBuiltIns[*at].name == name; ++at) {
    if (exists_in(kBuiltIns[*at], profile)) return &kBuiltIns[*at];
  }
  return nullptr;
}

std::span<const BuiltIn> all_built_ins() {
  return kBuiltIns;
}

}  // namespace sfn::jsonata

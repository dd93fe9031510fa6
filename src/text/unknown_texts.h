// Texts that are not known yet, since parts of them have to be filled in. One may be handed on as it is; whoever has to look at what it
// says cannot answer.
#pragma once

#include <cstdint>
#include <functional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace sfn::text {

class UnknownTexts {
 public:
  /// What is not known of a text: from the first part to the end of the last. Empty if all of it is known.
  struct Stretch {
    size_t begin = 0, end = 0;
    std::string_view first;  ///< the first part
    bool empty() const { return first.empty(); }
  };

  /// A part as it is written: `${Table}`, `#{Table}`, `{{Table}}`.
  void add(std::string_view part);
  bool empty() const { return parts_.empty(); }
  Stretch stretch(std::string_view text) const;
  std::string_view found_in(std::string_view text) const { return stretch(text).first; }
  /// Whether the texts can be the same once they are filled in.
  bool may_equal(std::string_view left, std::string_view right) const;
  /// Work that looking for parts in so many bytes takes, in steps of an evaluation.
  uint64_t cost(size_t bytes) const { return 1 + bytes / 64 * (1 + lengths_.size()); }

 private:
  struct Hash : std::hash<std::string_view> {
    using is_transparent = void;
  };
  size_t longest_at(std::string_view text, size_t begin) const;

  std::unordered_set<std::string, Hash, std::equal_to<>> parts_;
  std::vector<size_t> lengths_;  // of the parts, falling
};

/// Somebody has to look at a text that holds `part`. Says the part.
struct UnknownText : std::runtime_error {
  explicit UnknownText(std::string_view part) : std::runtime_error(std::string(part)) {}
};

}  // namespace sfn::text

// Example data that has what somebody reads. In: paths with a hint of what is expected there. Out: JSON in which all of them lead
// somewhere.
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "json/value.h"

namespace sfn::mocks {

/// What a reader expects at the end of a path.
enum class Hint : uint8_t { Anything, Text, Number, Boolean, Array, Object, Timestamp, JsonText };

/// Names, and kElement for any element of an array.
using KeyPath = std::vector<std::string>;
inline constexpr std::string_view kElement = "[]";  ///< a step into an array's elements

class Skeleton {
 public:
  void need(const KeyPath& path, Hint hint, const json::Value& example = {}) { need(path, 0, hint, example); }
  bool empty() const { return members_.empty() && !element_ && hint_ == Hint::Anything && example_.is_undefined(); }
  /// The part below a name; nullptr if nobody reads there.
  const Skeleton* find(std::string_view name) const;
  /// `nothing` is what stands where no more is known.
  json::Value value(const json::Value& nothing = json::Value::string("text")) const;

 private:
  void need(const KeyPath& path, size_t at, Hint hint, const json::Value& example);
  std::pair<std::string, Skeleton>& member(const std::string& name);

  std::vector<std::pair<std::string, Skeleton>> members_;
  std::shared_ptr<Skeleton> element_;
  Hint hint_ = Hint::Anything;
  json::Value example_;
};

}  // namespace sfn::mocks

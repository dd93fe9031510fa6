// What can be told about a JSONata expression without running it, also where placeholders stand in it.
#pragma once

#include <optional>

#include "asl/expression.h"

namespace sfn::lint {

class KnownFacts {
 public:
  explicit KnownFacts(const asl::Expression& expression);
  KnownFacts(const KnownFacts&) = delete;
  KnownFacts& operator=(const KnownFacts&) = delete;

  explicit operator bool() const { return facts_ != nullptr; }  ///< false: no JSONata, or JSONata that does not parse
  /// Without what the stand-ins of placeholders brought in.
  const jsonata::Facts& operator*() const { return *facts_; }
  const jsonata::Facts* operator->() const { return facts_; }

 private:
  const jsonata::Facts* facts_ = nullptr;
  std::optional<jsonata::Facts> own_;
};

}  // namespace sfn::lint

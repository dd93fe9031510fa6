// A Task's Resource, taken apart.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "asl/state.h"

namespace sfn::asl {

/// `arn:partition:service:region:account:rest…`; parts are views of the text. A placeholder counts as one character, whatever is in it.
struct Arn {
  std::string_view partition, service, region, account;
  std::vector<std::string_view> rest;  ///< what follows the account, split at the colons
};

/// Nothing if the text does not start with `arn:` or has fewer than six parts.
std::optional<Arn> split_arn(std::string_view text);

/// The text split at colons that are not inside a placeholder.
std::vector<std::string_view> split_at_colons(std::string_view text);

std::string_view name_of(Resource::Pattern pattern);  ///< "", ".sync", ".sync:2", ".waitForTaskToken"

}  // namespace sfn::asl

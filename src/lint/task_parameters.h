// What a call hands to its service. In: a state. Out: the object in which the parameters stand, and how its keys compare with the names
// that the service knows.
#pragma once

#include <string_view>
#include <vector>

#include "asl/program.h"

namespace sfn::lint {

using Names = std::vector<std::string_view>;

Names split_names(std::string_view list, char separator);

/// Parameters or Arguments of `owner` (a state, an ItemReader, a ResultWriter); kNoNode unless it is an object: what one expression or
/// placeholder holds nobody knows.
json::NodeId parameters_of(const json::Document& document, json::NodeId owner, asl::QueryLanguage language);

/// The key without its `.$`.
std::string_view parameter_name(std::string_view key);

/// Whether one of the names is there, as `Name` or `Name.$`.
bool has_parameter(const json::Document& document, json::NodeId parameters, const Names& names);

/// The member whose key is none of `known` but so near one of `wanted` that it is probably meant; kNoNode if there is none.
json::NodeId misspelt_parameter(const json::Document& document, json::NodeId parameters, const Names& wanted, const Names& known);

}  // namespace sfn::lint

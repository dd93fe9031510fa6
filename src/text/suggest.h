// "did you mean": the candidate that a misspelt word was probably meant to be.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sfn::text {

/// ASCII letters in either case count as the same.
bool equal_ignoring_case(std::string_view left, std::string_view right);

/// Edit distance (insert, delete, replace, swap of neighbours), at most `limit` + 1.
size_t edit_distance(std::string_view left, std::string_view right, size_t limit);

/// The nearest candidate: equal but for case, else at most two edits away (one for words of up to four letters). Nothing if none is near.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string_view> candidates);
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace sfn::text

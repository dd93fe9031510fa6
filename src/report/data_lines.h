// JSON data as lines for a person, and what changed against earlier data. In: a value, and the one to compare it with. Out: lines marked
// `+` (new), `~` (changed), `-` (gone); what stayed is shown short.
#pragma once

#include <string>
#include <vector>

#include "json/value.h"
#include "report/style.h"

namespace sfn::report {

/// Columns that data may take on one line.
inline constexpr size_t kDataColumns = 100;
/// Lines of one value; the rest is counted.
inline constexpr size_t kDataLines = 400;

/// The value as JSON, safe for a terminal: a container that fits into kDataColumns is on one line. `lead` stands before the first line.
std::vector<std::string> data_lines(const json::Value& value, const std::string& lead = {});

/// The value, on one line if it fits, else indented. Every line begins with `margin`, except the first.
std::string data_text(const json::Value& value, const std::string& margin);

/// `value` with marks where it differs from `base`. Every line begins with `margin`, except the first.
std::string changed_data_text(const json::Value& base, const json::Value& value, const std::string& margin, const Style& style);

}  // namespace sfn::report

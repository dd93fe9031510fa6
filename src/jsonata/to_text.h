// Values to text, as $string and `&` have it.
#pragma once

#include <string>

#include "json/value.h"

namespace sfn::jsonata {

/// Appends the text of a value: strings as they are, nothing for undefined and functions, else JSON. Numbers that are no integers are
/// rounded to 15 digits. Raises D3001 for a number that is not finite, D1001 for one inside. `indent`: blanks a level, 0 for one line.
void append_text(std::string& out, const json::Value& value, int indent = 0);

/// What reading the JSON text of a value gives: a copy that shares nothing, numbers rounded, functions "", NaN null. Raises D1001.
json::Value copy_through_text(const json::Value& value);

/// A finite number as ECMAScript writes it after rounding to 15 significant digits; integers are not rounded.
void append_number(std::string& out, const json::Value& number);

}  // namespace sfn::jsonata

// Numbers as text: how Java and ECMAScript print doubles, and how JSON text becomes a number.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sfn::json {

/// Double.toString of Java (shortest digits): 0.0, 1.0E10, 1.0E-5. Infinity and NaN by name.
std::string java_text(double value);
/// Number.prototype.toString of ECMAScript: 0, 10000000000, 1e+21, 1e-7.
std::string ecmascript_text(double value);
/// The text is a JSON number and nothing else.
bool is_json_number(std::string_view text);
/// The nearest double of a JSON number; nothing if it overflows.
std::optional<double> to_double(std::string_view json_number);

}  // namespace sfn::json

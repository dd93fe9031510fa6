// Values to JSON text. In: a Value. Out: UTF-8 without blanks (or indented).
#pragma once

#include <string>
#include <string_view>

#include "json/value.h"

namespace sfn::json {

/// How numbers are written: as they were read, in Java's manner where they were computed (what AWS shows), or in ECMAScript's (JSONata's
/// $string).
enum class Numbers : uint8_t {
  AsRead,     ///< integers exact, decimals by their text, doubles in Java's manner: 0.0, 1.0E10
  Ecmascript  ///< 0, 10000000000, 1e+21
};

struct WriteOptions {
  Numbers numbers = Numbers::AsRead;
  int indent = 0;  ///< blanks a level; 0 = compact on one line
};

std::string to_json(const Value& value, WriteOptions options = {});
void append_json(std::string& out, const Value& value, WriteOptions options = {});
/// `text` in quotes, with `"`, `\` and controls escaped; everything else stays as it is.
void append_quoted(std::string& out, std::string_view text);
std::string quoted(std::string_view text);

}  // namespace sfn::json

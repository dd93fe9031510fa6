// Function signatures, `<s-n?:s>`. In: the text, at parse time. Out: parameters that arguments are matched with, as one anchored regular
// expression over the types of the arguments would match them.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"

namespace sfn::jsonata {

/// Types of arguments as bits.
enum TypeBit : uint16_t {
  kString = 1,
  kNumber = 2,
  kBoolean = 4,
  kNull = 8,
  kArray = 16,
  kObject = 32,
  kFunction = 64,
  kMissing = 128,
  kAnyJson = kString | kNumber | kBoolean | kNull | kArray | kObject | kMissing,
  kAnything = kAnyJson | kFunction
};

struct Parameter {
  uint16_t types = 0;     ///< TypeBits that it takes
  char type = 0;          ///< the letter it was written as; '(' for a choice
  char subtype = 0;       ///< of an array: the letter between < and >; 0 = any
  bool context = false;   ///< `-`: the context item stands in
  bool optional = false;  ///< `?` (and `-`)
  bool repeats = false;   ///< `+`
  bool lazy = false;      ///< `?` behind one of these, as in a regular expression: takes as few arguments as it can
};

/// Parameters of a built-in function: made at compile time.
struct BuiltInSignature {
  std::array<Parameter, 4> parameters{};
  size_t count = 0;
  constexpr std::span<const Parameter> view() const { return {parameters.data(), count}; }
};

enum class SignatureFault : unsigned char { None, SubtypeOfScalar, SubtypeInChoice };  // -, S0401, S0402

namespace signature_detail {

constexpr uint16_t types_of(char letter) {
  switch (letter) {
    case 's': return kString | kMissing;
    case 'n': return kNumber | kMissing;
    case 'b': return kBoolean | kMissing;
    case 'l': return kNull | kMissing;
    case 'o': return kObject | kMissing;
    case 'a':
    case 'x': return kAnything;
    case 'f': return kFunction;
    case 'j': return kAnyJson;
    default: return 0;
  }
}

/// The bits of the letters of a choice: there `a` is an array and `f` a function, nothing more.
constexpr uint16_t choice_types(std::string_view letters) {
  uint16_t types = kMissing;
  for (const char letter : letters) {
    if (letter == 'a')
      types |= kArray;
    else if (letter == 'f')
      types |= kFunction;
    else if (letter != 'x' && letter != 'j')
      types = static_cast<uint16_t>(types | types_of(letter));
  }
  return types;
}

constexpr size_t closing(std::string_view text, size_t open, char opens, char closes) {
  size_t depth = 1;
  for (size_t at = open + 1; at < text.size(); ++at) {
    if (text[at] == closes && --depth == 0) return at;
    if (text[at] == opens) ++depth;
  }
  return text.size();
}

}  // namespace signature_detail

/// Reads `<…>`, handing each parameter to `add(Parameter)` and changes of the last one to `last()`. `at` is left where a fault is.
template <class Add, class Last>
constexpr SignatureFault read_signature(std::string_view text, size_t& at, Add add, Last last) {
  for (at = 1; at < text.size() && text[at] != ':'; ++at) {
    const char letter = text[at];
    Parameter* const previous = last();
    if (letter == '(') {
      const size_t end = signature_detail::closing(text, at, '(', ')');
      const std::string_view choice = text.substr(at + 1, end - at - 1);
      if (choice.find('<') != std::string_view::npos) return SignatureFault::SubtypeInChoice;
      add(Parameter{signature_detail::choice_types(choice), '('});
      at = end;
    } else if (letter == '<') {
      if (previous == nullptr || (previous->type != 'a' && previous->type != 'f')) return SignatureFault::SubtypeOfScalar;
      if (at + 1 < text.size()) previous->subtype = text[at + 1];
      at = signature_detail::closing(text, at, '<', '>');
    } else if (letter == '-' || letter == '?' || letter == '+') {
      if (previous == nullptr) continue;
      if (letter == '-') previous->context = true;
      const bool quantified = previous->repeats || previous->optional;
      (letter == '+' ? previous->repeats : quantified ? previous->lazy : previous->optional) = true;
    } else if (signature_detail::types_of(letter) != 0) {
      add(Parameter{signature_detail::types_of(letter), letter});
    }
  }
  return SignatureFault::None;
}

constexpr BuiltInSignature built_in_signature(std::string_view text) {
  BuiltInSignature signature;
  size_t at = 0;
  read_signature(
      text, at, [&](Parameter p) { signature.parameters[signature.count++] = p; },
      [&]() -> Parameter* { return signature.count == 0 ? nullptr : &signature.parameters[signature.count - 1]; });
  return signature;
}

/// The bit of a value's type.
uint16_t type_bit(const json::Value& value);

/// Arguments of one call.
using Arguments = std::vector<json::Value>;

/// Matches `arguments` with `parameters` and completes them: context for `-`, undefined for absent ones, arrays around scalars. Raises
/// T0410, T0411, T0412 (without token and position).
void validate(std::span<const Parameter> parameters, Arguments& arguments, const json::Value& context);

inline constexpr size_t kAllMatch = SIZE_MAX;
/// The first argument that cannot fit, counted from 0 (the number of arguments if some are missing), where each argument may be of several
/// types; kAllMatch if they can all fit.
size_t first_mismatch(std::span<const Parameter> parameters, const std::vector<uint16_t>& types);
/// Whether a value can be no array of the parameter's subtype, nor an element of one.
bool element_mismatch(const Parameter& parameter, const json::Value& value);
/// "numbers" for `n`; empty if there is no word.
std::string plural_of(char subtype);

}  // namespace sfn::jsonata

#include "jsonata/signature.h"

#include "jsonata/failure.h"
#include "jsonata/function_value.h"

namespace sfn::jsonata {

using json::Value;

namespace {

// How many arguments each parameter takes, as a regular expression with backtracking would share them out.
class Sharing {
 public:
  Sharing(std::span<const Parameter> parameters, const std::vector<uint16_t>& types) : parameters_(parameters), types_(types) {
    taken_.resize(parameters.size());
  }

  /// All arguments by all parameters.
  bool match() {
    reset();
    return match(0, 0, parameters_.size(), true);
  }
  /// The first arguments by the first `count` parameters; `end` is where they end.
  bool match_prefix(size_t count, size_t& end) {
    reset();
    if (!match(0, 0, count, false)) return false;
    end = 0;
    for (size_t i = 0; i < count; ++i) end += taken_[i];
    return true;
  }
  size_t taken(size_t parameter) const { return taken_[parameter]; }

 private:
  void reset() { hopeless_.assign((parameters_.size() + 1) * (types_.size() + 1), false); }
  // What has failed once from a parameter and an argument on is not tried again: the work is bounded by the product of their numbers.
  bool match(size_t parameter, size_t at, size_t count, bool whole) {
    if (parameter == count) return !whole || at == types_.size();
    const size_t here = parameter * (types_.size() + 1) + at;
    if (hopeless_[here]) return false;
    const Parameter& p = parameters_[parameter];
    size_t most = 0;
    const size_t allowed = p.repeats ? types_.size() : 1;
    while (most < allowed && at + most < types_.size() && (types_[at + most] & p.types) != 0) ++most;
    const size_t least = p.optional ? 0 : 1;
    for (size_t tried = least; tried <= most; ++tried) {
      const size_t n = p.lazy ? tried : least + most - tried;
      taken_[parameter] = n;
      if (match(parameter + 1, at + n, count, whole)) return true;
    }
    hopeless_[here] = true;
    return false;
  }

  std::span<const Parameter> parameters_;
  const std::vector<uint16_t>& types_;
  std::vector<size_t> taken_;
  std::vector<bool> hopeless_;
};

// The same for the usual signature: few parameters, none with `+`, none lazy.
struct Simple {
  static constexpr size_t kMost = 8;  // parameters
  std::array<bool, kMost> takes{};

  bool match(std::span<const Parameter> parameters, const Arguments& arguments) {
    if (parameters.size() > kMost) return false;
    for (const Parameter& parameter : parameters) {
      if (parameter.repeats || parameter.lazy) return false;
    }
    return match(parameters, 0, arguments, 0);
  }
  bool match(std::span<const Parameter> parameters, size_t parameter, const Arguments& arguments, size_t at) {
    if (parameter == parameters.size()) return at == arguments.size();
    takes[parameter] = at < arguments.size() && (type_bit(arguments[at]) & parameters[parameter].types) != 0;
    if (takes[parameter] && match(parameters, parameter + 1, arguments, at + 1)) return true;
    takes[parameter] = false;
    return parameters[parameter].optional && match(parameters, parameter + 1, arguments, at);
  }
  size_t taken(size_t parameter) const { return takes[parameter] ? 1 : 0; }
};

[[noreturn]] void fail_argument(const char* code, size_t index, Value value, std::string detail = {}) {
  Failure failure(code, std::move(value));
  failure.argument(index + 1);
  failure.detail = std::move(detail);
  throw failure;
}

// The one type that a subtype stands for; letters that stand for several fit nothing.
uint16_t element_type(char subtype) {
  if (subtype == 'a') return kArray;
  return subtype == 'j' || subtype == 'x' ? uint16_t{0} : static_cast<uint16_t>(signature_detail::types_of(subtype) & ~kMissing);
}

bool array_fits(const Value& array, char subtype) {
  if (array.size() == 0 || subtype == 'x') return true;
  const uint16_t type = type_bit(array[0]);
  if ((type & element_type(subtype)) == 0) return false;
  for (const Value& item : array.items()) {
    if (type_bit(item) != type) return false;
  }
  return true;
}

// An argument for an array: scalars become arrays of one. Subtype `x` (of the service's $partition) takes arrays only. `matched` is what
// the parameter took; behind an optional one that was left out, what is passed is another argument. Several scalars for one
// `+` are never of a subtype, as the reference has it.
Value as_array(const Parameter& parameter, const Value& matched, const Value& passed, size_t index, bool several = false) {
  if (matched.is_undefined()) return {};
  const Value& looked_at = matched.is_array() ? passed : matched;
  const bool counted = !matched.is_array() || passed.is_array() || passed.is_string();  // of what has no length nothing is looked at
  const bool wrong = (several && !matched.is_array()) || (counted && !looked_at.is_undefined() && element_mismatch(parameter, looked_at));
  if (parameter.subtype != 0 && wrong) fail_argument("T0412", index, passed, plural_of(parameter.subtype));
  if (matched.is_array()) return passed;
  return passed.is_undefined() ? Value::empty_array() : Value::array({passed});
}

template <class Sharer, class Shares>
void share_out(const Sharer& matcher, std::span<const Parameter> parameters, const Arguments& arguments, const Value& context,
               Shares& result) {
  size_t at = 0, took = 0;
  // Behind an optional parameter that was left out, the arguments are shifted, and may run out.
  const auto next = [&] { return at < arguments.size() ? arguments[at] : Value(); };
  for (size_t i = 0; i < parameters.size(); ++i) {
    const Parameter& parameter = parameters[i];
    if (matcher.taken(i) == 0 && parameter.context) {
      if ((type_bit(context) & parameter.types) == 0) fail_argument("T0411", at, context);
      result.push_back(context);
      continue;
    }
    if (matcher.taken(i) == 0) {
      result.push_back(next());
      ++at;
      continue;
    }
    for (size_t n = 0; n < matcher.taken(i); ++n, ++at, ++took) {
      result.push_back(parameter.type == 'a' ? as_array(parameter, arguments[took], next(), at, matcher.taken(i) > 1) : next());
    }
  }
}

/// One value for each of few parameters; on the stack.
struct FewShares {
  std::array<Value, Simple::kMost> values;
  size_t count = 0;
  void push_back(Value value) { values[count++] = std::move(value); }
};

void validate_slowly(std::span<const Parameter> parameters, Arguments& arguments, const Value& context) {
  Simple simple;
  if (simple.match(parameters, arguments)) {
    FewShares shares;
    share_out(simple, parameters, arguments, context, shares);
    arguments.clear();
    std::move(shares.values.begin(), shares.values.begin() + shares.count, std::back_inserter(arguments));
    return;
  }
  std::vector<uint16_t> types;
  for (const Value& argument : arguments) types.push_back(type_bit(argument));
  Sharing matcher(parameters, types);
  if (!matcher.match()) {
    const size_t wrong = first_mismatch(parameters, types);
    fail_argument("T0410", wrong, wrong < arguments.size() ? arguments[wrong] : Value());
  }
  Arguments shares;
  shares.reserve(parameters.size());
  share_out(matcher, parameters, arguments, context, shares);
  arguments = std::move(shares);
}

}  // namespace

std::string plural_of(char subtype) {
  switch (subtype) {
    case 'a': return "arrays";
    case 'b': return "booleans";
    case 'f': return "functions";
    case 'n': return "numbers";
    case 'o': return "objects";
    case 's': return "strings";
    default: return {};
  }
}

bool element_mismatch(const Parameter& parameter, const Value& value) {
  if (value.is_array()) return !array_fits(value, parameter.subtype);
  return parameter.subtype == 'a' || (type_bit(value) & element_type(parameter.subtype)) == 0;
}

size_t first_mismatch(std::span<const Parameter> parameters, const std::vector<uint16_t>& types) {
  Sharing matcher(parameters, types);
  if (matcher.match()) return kAllMatch;
  size_t good = 0;
  for (size_t count = 1; count <= parameters.size() && matcher.match_prefix(count, good); ++count) {
  }
  return good;
}

uint16_t type_bit(const Value& value) {
  switch (value.type()) {
    case json::Type::String: return kString;
    case json::Type::Number: return kNumber;
    case json::Type::Boolean: return kBoolean;
    case json::Type::Null: return kNull;
    case json::Type::Array: return kArray;
    case json::Type::Object: return kObject;
    case json::Type::Foreign: return is_function(value) ? kFunction : kMissing;
    default: return kMissing;
  }
}

// As many arguments as parameters, each of its type: the usual call. Then nothing has to be shared out.
void validate(std::span<const Parameter> parameters, Arguments& arguments, const Value& context) {
  bool plain = arguments.size() == parameters.size();
  for (size_t i = 0; plain && i < parameters.size(); ++i)
    plain = !parameters[i].repeats && (type_bit(arguments[i]) & parameters[i].types) != 0;
  if (!plain) return validate_slowly(parameters, arguments, context);
  for (size_t i = 0; i < parameters.size(); ++i) {
    if (parameters[i].type == 'a') arguments[i] = as_array(parameters[i], arguments[i], arguments[i], i);
  }
}

}  // namespace sfn::jsonata

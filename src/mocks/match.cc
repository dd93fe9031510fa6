#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "json/writer.h"
#include "mocks/pattern.h"
#include "sim/simulator.h"
#include "text/utf8.h"

namespace sfn::mocks {
namespace {

/// Appends one step to an RFC 6901 pointer for as long as it lives.
class Descent {
 public:
  Descent(std::string& pointer, std::string_view key) : pointer_(pointer), length_(pointer.size()) {
    pointer_ += '/';
    for (const char c : key) {
      if (c == '~')
        pointer_ += "~0";
      else if (c == '/')
        pointer_ += "~1";
      else
        pointer_ += c;
    }
  }
  Descent(const Descent&) = delete;
  Descent& operator=(const Descent&) = delete;
  ~Descent() { pointer_.resize(length_); }

 private:
  std::string& pointer_;
  size_t length_;
};

bool is_of_type(std::string_view type, const json::Value& value) {
  if (type != "integer") return type == json::name_of(value.type());
  return value.is_int() || (value.is_number() && value.as_double() == std::floor(value.as_double()));
}

std::string article(std::string_view type) {
  if (type == "null") return "null";
  return fmt::format("{} {}", type.front() == 'a' || type.front() == 'o' || type.front() == 'i' ? "an" : "a", type);
}

std::string types_text(const std::vector<std::string>& types) {
  std::string out;
  for (const std::string& type : types) {
    if (!out.empty()) out += " or ";
    out += article(type);
  }
  return out;
}

std::string length_text(double low, double high) {
  if (low == high) return fmt::format("length {}", low);
  if (std::isinf(high)) return fmt::format("length of at least {}", low);
  return fmt::format("length {} to {}", low, high);
}

/// Which item of an $unordered pattern sits on which element.
struct Seating {
  explicit Seating(size_t count) : fits(count * count), seats(count, SIZE_MAX), tried(count) {}

  /// Finds a place for an item, moving others that could sit elsewhere (an augmenting path).
  bool seat(size_t item) {
    const size_t count = seats.size();
    for (size_t place = 0; place < count; ++place) {
      if (tried[place] != 0 || fits[item * count + place] == 0) continue;
      tried[place] = 1;
      if (seats[place] == SIZE_MAX || seat(seats[place])) return seats[place] = item, true;
    }
    return false;
  }

  std::vector<char> fits;
  std::vector<size_t> seats;  // item of an element; SIZE_MAX: free
  std::vector<char> tried;
};

std::string pattern_text(const Pattern& pattern) {
  using Kind = Pattern::Kind;
  switch (pattern.kind) {
    case Kind::Literal:
    case Kind::Exact: return json::to_json(pattern.value);
    case Kind::Object: return "an object";
    case Kind::Array: return fmt::format("an array of {}", pattern.items.size());
    case Kind::Any: return "any value";
    case Kind::Absent: return "no value";
    case Kind::Type: return types_text(pattern.types);
    case Kind::Regex: return fmt::format("a string matching /{}/", pattern.source);
    case Kind::Length: return length_text(pattern.low, pattern.high);
    case Kind::Unordered: return fmt::format("an array of {} in any order", pattern.items.size());
    case Kind::Near: return fmt::format("a number from {} to {}", pattern.low, pattern.high);
    case Kind::Predicate: return pattern.source;
  }
  return {};
}

}  // namespace

bool Matcher::fits(const Pattern& pattern, const json::Value& value) {
  out_ = nullptr;
  return match(pattern, value);
}

std::vector<Misfit> Matcher::misfits(const Pattern& pattern, const json::Value& value) {
  std::vector<Misfit> out;
  out_ = &out;
  pointer_.clear();
  match(pattern, value);
  out_ = nullptr;
  if (out.size() >= kMaxMisfits) out.back() = {"", "fewer differences", fmt::format("{} or more", kMaxMisfits), false, pattern.node};
  return out;
}

bool Matcher::fail(json::NodeId node, std::string expected, const json::Value& actual) {
  if (out_ != nullptr && out_->size() < kMaxMisfits) {
    const bool absent = actual.is_undefined();
    out_->push_back({pointer_, std::move(expected), absent ? std::string() : json::to_json(actual), absent, node});
  }
  return false;
}

bool Matcher::differs(json::NodeId node, const json::Value& expected, const json::Value& actual) {
  return out_ == nullptr ? false : fail(node, json::to_json(expected), actual);
}

bool Matcher::match(const Pattern& pattern, const json::Value& value) {
  using Kind = Pattern::Kind;
  if (++comparisons_ > kMaxComparisons)
    throw sim::LimitReached(fmt::format("matching a pattern takes more than {} comparisons", kMaxComparisons));
  if (pattern.kind == Kind::Absent) return value.is_undefined() || fail(pattern.node, pattern_text(pattern), value);
  if (value.is_undefined()) return fail(pattern.node, pattern_text(pattern), value);
  bool good = true;
  switch (pattern.kind) {
    case Kind::Any:
    case Kind::Absent: return true;
    case Kind::Literal: return value == pattern.value || differs(pattern.node, pattern.value, value);
    case Kind::Exact: return match_exact(pattern.value, value, pattern.node);
    case Kind::Object: return match_object(pattern, value);
    case Kind::Array: return match_array(pattern, value);
    case Kind::Unordered: return match_unordered(pattern, value);
    case Kind::Predicate: return match_predicate(pattern, value);
    case Kind::Length: return match_length(pattern, value);
    case Kind::Regex: good = value.is_string() && pattern.regex->found_in(value.as_string()); break;
    case Kind::Near: good = value.is_number() && value.as_double() >= pattern.low && value.as_double() <= pattern.high; break;
    case Kind::Type:
      good = false;
      for (const std::string& type : pattern.types) good = good || is_of_type(type, value);
      break;
  }
  return good || fail(pattern.node, pattern_text(pattern), value);
}

bool Matcher::match_object(const Pattern& pattern, const json::Value& value) {
  if (!value.is_object()) return fail(pattern.node, pattern_text(pattern), value);
  bool good = true;
  for (const auto& [key, member] : pattern.members) {
    const Descent down(pointer_, key);
    good = match(member, value.get(key)) && good;
    if (!good && enough()) break;
  }
  return good;
}

bool Matcher::match_array(const Pattern& pattern, const json::Value& value) {
  if (!value.is_array()) return fail(pattern.node, pattern_text(pattern), value);
  bool good = value.size() == pattern.items.size();
  if (!good) fail(pattern.node, pattern_text(pattern), value);
  for (size_t i = 0; i < pattern.items.size() && i < value.size(); ++i) {
    if (!good && enough()) break;
    const Descent down(pointer_, std::to_string(i));
    good = match(pattern.items[i], value[i]) && good;
  }
  return good;
}

bool Matcher::match_exact(const json::Value& expected, const json::Value& value, json::NodeId node) {
  if (expected == value) return true;
  if (out_ == nullptr) return false;
  if (expected.is_object() && value.is_object()) {
    for (const json::Member member : expected.members()) {
      const Descent down(pointer_, member.key);
      const json::Value* there = value.find(member.key);
      if (there == nullptr)
        differs(node, member.value, json::Value());
      else
        match_exact(member.value, *there, node);
    }
    for (const json::Member member : value.members()) {
      if (expected.find(member.key) != nullptr) continue;
      const Descent down(pointer_, member.key);
      fail(node, "no value", member.value);
    }
    return false;
  }
  if (expected.is_array() && value.is_array() && expected.size() == value.size()) {
    for (size_t i = 0; i < value.size(); ++i) {
      const Descent down(pointer_, std::to_string(i));
      match_exact(expected[i], value[i], node);
    }
    return false;
  }
  return differs(node, expected, value);
}

bool Matcher::match_length(const Pattern& pattern, const json::Value& value) {
  double length = -1;
  if (value.is_string()) length = static_cast<double>(text::count_code_points(value.as_string()));
  if (value.is_array() || value.is_object()) length = static_cast<double>(value.size());
  return (length >= pattern.low && length <= pattern.high && length >= 0) || fail(pattern.node, pattern_text(pattern), value);
}

bool Matcher::match_unordered(const Pattern& pattern, const json::Value& value) {
  const size_t count = pattern.items.size();
  if (!value.is_array() || value.size() != count) return fail(pattern.node, pattern_text(pattern), value);
  std::vector<Misfit>* const out = std::exchange(out_, nullptr);
  Seating seating(count);
  for (size_t item = 0; item < count; ++item) {
    for (size_t place = 0; place < count; ++place) seating.fits[item * count + place] = match(pattern.items[item], value[place]) ? 1 : 0;
  }
  out_ = out;
  bool good = true;
  for (size_t item = 0; item < count; ++item) {
    std::fill(seating.tried.begin(), seating.tried.end(), char{0});
    if (!seating.seat(item)) good = fail(pattern.items[item].node, "an element that is " + pattern_text(pattern.items[item]), value);
  }
  return good;
}

bool Matcher::match_predicate(const Pattern& pattern, const json::Value& value) {
  try {
    return holds(pattern, value);
  } catch (const jsonata::EvaluationError& error) {
    if (call_ != nullptr) throw BrokenPredicate{pattern, fmt::format("failed: {}", error.error().message)};
    return fail(pattern.node, fmt::format("{} (it failed: {})", pattern.source, error.error().message), value);
  }
}

bool Matcher::holds(const Pattern& pattern, const json::Value& value) {
  jsonata::Environment environment = call_ != nullptr ? *call_ : jsonata::Environment();
  environment.input = &value;
  environment.limits = jsonata::Limits::reference();
  const json::Value verdict = jsonata::evaluate(*pattern.predicate, environment);
  if (verdict.is_true()) return true;
  if (verdict.is_boolean() || verdict.is_undefined()) return fail(pattern.node, pattern.source, value);
  const std::string why = fmt::format("gave {}, not true or false", article(jsonata::type_name(verdict)));
  if (call_ != nullptr) throw BrokenPredicate{pattern, why};
  return fail(pattern.node, fmt::format("{} (it {})", pattern.source, why), value);
}

}  // namespace sfn::mocks

// Functions that look for patterns in strings.
#include <cmath>
#include <optional>

#include "jsonata/functions/declarations.h"
#include "jsonata/functions/matching.h"
#include "text/utf8.h"

namespace sfn::jsonata::functions {

using json::Value;

namespace {

// How many matches are wanted at most; a negative limit is the error `code`.
double limit_of(const Value& limit, const char* code, size_t index) {
  if (limit.is_undefined()) return INFINITY;
  if (!(limit.as_double() < 0)) return limit.as_double();
  throw Failure(code, limit).argument(index);
}

Value units_before(std::string_view text, size_t bytes) {
  return Value::integer(static_cast<int64_t>(text::count_utf16(text.substr(0, bytes))));
}

// `$` forms of a replacement text: `$$`, `$0`, `$N` with as many digits as there can be groups.
class Replacement {
 public:
  explicit Replacement(std::string_view text) : text_(text) {}

  bool is_plain() const { return text_.find('$') == std::string_view::npos; }

  void append(std::string& out, const Found& found, const std::vector<Value>& groups) const {
    size_t at = 0;
    for (size_t dollar = text_.find('$'); dollar != std::string_view::npos; dollar = text_.find('$', at)) {
      out += text_.substr(at, dollar - at);
      at = dollar + 1;
      const char next = at < text_.size() ? text_[at] : '\0';
      if (next == '$' || next == '0') {
        out += next == '$' ? std::string("$") : found.text;
        ++at;
      } else {
        at += group(out, at, groups);
      }
    }
    out += text_.substr(at);
  }

 private:
  // Appends the group whose number is written at `at`; gives the number of bytes read.
  size_t group(std::string& out, size_t at, const std::vector<Value>& groups) const {
    const size_t most = groups.empty() ? 1 : std::to_string(groups.size()).size();
    size_t number = 0;
    size_t digits = number_at(at, most, number);
    if (most > 1 && number > groups.size()) digits = number_at(at, most - 1, number);
    if (digits == 0) {
      out += '$';
      return 0;
    }
    if (number >= 1 && number <= groups.size() && groups[number - 1].is_string()) out += groups[number - 1].as_string();
    return std::to_string(number).size();
  }
  size_t number_at(size_t at, size_t most, size_t& number) const {
    size_t digits = 0;
    for (number = 0; digits < most && at + digits < text_.size(); ++digits) {
      const char c = text_[at + digits];
      if (c < '0' || c > '9') break;
      number = number * 10 + static_cast<size_t>(c - '0');
    }
    return digits;
  }
  std::string_view text_;
};

std::string replaced_text(Call& call, double limit) {
  const std::string_view text = call[0].as_string(), pattern = call[1].as_string();
  std::string out;
  size_t at = 0;
  size_t found = text.find(pattern);
  for (double count = 0; found != std::string_view::npos && count < limit; ++count, found = text.find(pattern, at)) {
    out += text.substr(at, found - at);
    if (is_function(call[2])) fail("D3012", call[2]);
    if (call[2].is_string()) out += call[2].as_string();
    at = found + pattern.size();
    call.evaluator.check_string(out.size());
  }
  return out.append(text.substr(at));
}

std::string replaced_matches(Call& call, double limit) {
  const std::string_view text = call[0].as_string();
  Matches matches(call, call[1], call[0]);
  std::string out;
  size_t at = 0;
  std::optional<Replacement> replacement;
  if (call[2].is_string() || call[2].is_undefined())
    replacement = Replacement(call[2].is_string() ? call[2].as_string() : std::string_view());
  const bool plain = replacement && replacement->is_plain();
  // The next match is looked for even where no more are wanted: that it is empty is an error all the same.
  auto found = matches.next();
  for (double count = 0; found && count < limit; ++count, found = matches.next()) {
    if (found->begin >= at) out += text.substr(at, found->begin - at);
    if (replacement) {
      replacement->append(out, *found, plain ? std::vector<Value>() : matches.groups_of(*found));
    } else {
      Arguments arguments{matches.object_of(*found)};
      const Value result = call.evaluator.apply(call[2], arguments, Value::null(), call.frame);
      if (!result.is_string()) fail("D3012", result);
      out += result.as_string();
    }
    at = std::min(text.size(), found->begin + found->text.size());
    call.evaluator.check_string(out.size());
  }
  return out.append(text.substr(at));
}

// An empty separator splits into UTF-16 units.
void split_units(std::string_view text, double limit, json::ArrayBuilder& out) {
  for (const char16_t unit : text::to_utf16(text)) {
    if (static_cast<double>(out.size()) >= limit) return;
    std::string piece;
    text::append_utf8(piece, unit);
    out.push(Value::string(piece));
  }
}

void split_text(std::string_view text, std::string_view separator, double limit, json::ArrayBuilder& out) {
  size_t at = 0;
  for (;;) {
    if (static_cast<double>(out.size()) >= limit) return;
    const size_t found = text.find(separator, at);
    out.push(Value::string(text.substr(at, found == std::string_view::npos ? found : found - at)));
    if (found == std::string_view::npos) return;
    at = found + separator.size();
  }
}

void split_matches(Call& call, double limit, json::ArrayBuilder& out) {
  const std::string_view text = call[0].as_string();
  Matches matches(call, call[1], call[0]);
  size_t at = 0;
  double count = 0;
  for (auto found = matches.next(); found && count < limit; ++count, found = matches.next()) {
    out.push(Value::string(text.substr(at, found->begin - std::min(at, found->begin))));
    at = found->end;
  }
  if (count < limit) out.push(Value::string(text.substr(at)));
}

}  // namespace

Value contains(Call& call) {
  if (call[0].is_undefined() || call[1].is_undefined()) return {};
  call.evaluator.charge(call[0].as_string().size() / 32);  // a search may look at a byte several times
  if (call[1].is_string()) return Value::boolean(call[0].as_string().find(call[1].as_string()) != std::string_view::npos);
  return Value::boolean(Matches(call, call[1], call[0]).next().has_value());
}

Value match(Call& call) {
  if (call[0].is_undefined()) return {};
  const double limit = limit_of(call[2], "D3040", 3);
  json::ArrayBuilder out;
  if (!(limit > 0)) return {};
  Matches matches(call, call[1], call[0]);
  const MatchNames& names = call.evaluator.match_names();
  for (auto found = matches.next(); found && static_cast<double>(out.size()) < limit; found = matches.next()) {
    Value one = names.blank;
    one.set(names.match, Value::string(found->text));
    one.set(names.index, units_before(call[0].as_string(), found->begin));
    json::ArrayBuilder groups;
    for (Value& group : matches.groups_of(*found)) groups.push(group.is_undefined() ? Value::null() : std::move(group));
    one.set(names.groups, groups.build());
    out.push(std::move(one));
  }
  return as_sequence(out.build());
}

Value replace(Call& call) {
  if (call[0].is_undefined()) return {};
  call.evaluator.charge(call[0].as_string().size() / 32);  // a search may look at a byte several times
  if (call[1].is_string() && call[1].as_string().empty()) throw Failure("D3010", call[1]).argument(2);
  const double limit = limit_of(call[3], "D3011", 4);
  if (!(limit > 0) || call[1].is_undefined()) return call[0];
  const std::string out = call[1].is_string() ? replaced_text(call, limit) : replaced_matches(call, limit);
  call.evaluator.check_string(out.size());
  return Value::string(out);
}

Value split(Call& call) {
  if (call[0].is_undefined()) return {};
  call.evaluator.charge(call[0].as_string().size() / 32);  // a search may look at a byte several times
  const double limit = limit_of(call[2], "D3020", 3);
  json::ArrayBuilder out;
  if (limit > 0 && call[1].is_undefined()) {
    out.push(call[0]);
  } else if (limit > 0 && !call[1].is_string()) {
    split_matches(call, limit, out);
  } else if (limit > 0 && call[1].as_string().empty()) {
    split_units(call[0].as_string(), std::trunc(limit), out);
  } else if (limit > 0) {
    split_text(call[0].as_string(), call[1].as_string(), std::trunc(limit), out);
  }
  call.evaluator.charge(out.size());
  call.evaluator.check_items(out.size());
  return out.build();
}

}  // namespace sfn::jsonata::functions

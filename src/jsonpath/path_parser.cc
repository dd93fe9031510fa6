#include <fmt/format.h>

#include <charconv>

#include "jsonpath/parser.h"

namespace sfn::jsonpath {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Variables are Unicode identifiers: every byte beyond ASCII is taken for a letter.
bool starts_variable(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

size_t without_trailing_blanks(std::string_view text, size_t begin, size_t end) {
  while (end > begin && text[end - 1] == ' ') --end;
  return end;
}

}  // namespace

PathParser::PathParser(std::string_view text, size_t begin, size_t end, size_t depth)
    : cursor_(text, begin, without_trailing_blanks(text, begin, end)), depth_(depth), data_(std::make_shared<Path::Data>()) {
  if (end - begin > kMaxPathLength) cursor_.fail_at(begin, fmt::format("expected a path of at most {} bytes", kMaxPathLength));
  data_->text = text.substr(begin, end - begin);
}

Path PathParser::read() {
  read_root();
  read_steps();
  classify();
  return Path(std::move(data_));
}

void PathParser::read_root() {
  const bool element = depth_ > 0 && cursor_.peek() == '@';
  if (!element && cursor_.peek() != '$') cursor_.fail("expected a path that starts with $");
  cursor_.move();
  if (depth_ > 0) return;
  if (cursor_.take('$')) {
    data_->root = Root::Context;
  } else if (starts_variable(cursor_.peek())) {
    read_variable();
  }
}

void PathParser::read_variable() {
  const size_t begin = cursor_.at();
  while (starts_variable(cursor_.peek()) || is_digit(cursor_.peek())) cursor_.move();
  data_->root = Root::Variable;
  data_->variable = cursor_.since(begin);
}

void PathParser::read_steps() {
  if (cursor_.done()) return;
  if (cursor_.peek() != '.' && cursor_.peek() != '[') cursor_.fail("expected . or [ here");
  while (!cursor_.done()) {
    if (cursor_.peek() == '[') {
      read_bracket();
    } else if (cursor_.peek() == '.') {
      read_after_dot();
    } else {
      read_name();
    }
  }
}

void PathParser::read_after_dot() {
  const size_t begin = cursor_.at();
  cursor_.move();
  if (cursor_.take('.')) add(DeepScan(), begin);
  if (cursor_.done()) cursor_.fail_at(begin, "expected a name or [ behind the dot");
  if (cursor_.peek() == '.') cursor_.fail("expected a name or [ instead of another dot");
  if (cursor_.peek() != '[') read_name();
}

// Like Jayway, which ends a plain name at a dot, a bracket or a parenthesis only, and lets one follow a bracket without a dot.
void PathParser::read_name() {
  const size_t begin = cursor_.at();
  if (cursor_.take('*')) return add(Wildcard(), begin);
  while (!cursor_.done() && cursor_.peek() != '.' && cursor_.peek() != '[' && cursor_.peek() != '(') {
    if (cursor_.peek() == ' ') cursor_.fail("expected ['…'] around a name with blanks");
    cursor_.move();
  }
  if (cursor_.at() == begin) cursor_.fail("expected a name");
  if (cursor_.peek() == '(') return read_function(begin);
  add(Name{std::string(cursor_.since(begin))}, begin);
}

void PathParser::read_function(size_t begin) {
  std::string name(cursor_.since(begin));
  skip_parentheses();
  add(Function{std::move(name)}, begin);
}

void PathParser::read_script(size_t begin) {
  const size_t open = cursor_.at();
  skip_parentheses();
  const std::string_view code = cursor_.since(open);
  cursor_.expect(']', "behind the script");
  add(Script{std::string(code.substr(1, code.size() - 2))}, begin);
}

/// From an opening parenthesis to behind the closing one; texts in quotes are passed over.
void PathParser::skip_parentheses() {
  const size_t open = cursor_.at();
  size_t depth = 0;
  do {
    if (cursor_.done()) cursor_.fail_at(open, "expected a closing ) for this parenthesis");
    const char c = cursor_.peek();
    if (c == '\'' || c == '"') {
      cursor_.read_quoted();
      continue;
    }
    if (c == '(') ++depth;
    if (c == ')') --depth;
    cursor_.move();
  } while (depth > 0);
}

void PathParser::read_bracket() {
  const size_t begin = cursor_.at();
  cursor_.move();
  cursor_.skip_blanks();
  const char first = cursor_.peek();
  if (first == '\'' || first == '"') return read_quoted_names(begin);
  if (is_digit(first) || first == '-' || first == ':') return read_indices(begin);
  if (first == '?') return read_filter(begin);
  if (first == '(') return read_script(begin);
  if (!cursor_.take('*')) cursor_.fail("expected a quoted name, an index, a slice, * or ?(…) in the brackets");
  cursor_.expect(']', "behind the *");
  add(Wildcard(), begin);
}

void PathParser::read_quoted_names(size_t begin) {
  std::vector<std::string> names;
  do {
    cursor_.skip_blanks();
    if (cursor_.peek() != '\'' && cursor_.peek() != '"') cursor_.fail("expected a quoted name");
    names.push_back(cursor_.read_quoted_name());
    cursor_.skip_blanks();
  } while (cursor_.take(','));
  cursor_.expect(']', "or , behind the quoted name");
  if (names.size() == 1) return add(Name{std::move(names.front())}, begin);
  add(NameUnion{std::move(names)}, begin);
}

void PathParser::read_indices(size_t begin) {
  const size_t inside = cursor_.at();
  while (!cursor_.done() && cursor_.peek() != ']') cursor_.move();
  if (cursor_.done()) cursor_.fail_at(begin, "expected a closing ] for this bracket");
  std::string_view rest = cursor_.since(inside);
  cursor_.move();
  if (rest.find(':') != std::string_view::npos) return read_slice(begin, rest);
  std::vector<int64_t> indices;
  for (size_t comma = 0; comma != std::string_view::npos; rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1)) {
    comma = rest.find(',');
    indices.push_back(integer(rest.substr(0, comma), inside));
  }
  if (indices.size() == 1) return add(Index{indices.front()}, begin);
  add(IndexUnion{std::move(indices)}, begin);
}

// A third part, the step, is read past by Jayway.
void PathParser::read_slice(size_t begin, std::string_view inside) {
  const size_t colon = inside.find(':');
  const std::string_view from = trimmed(inside.substr(0, colon));
  std::string_view to = inside.substr(colon + 1);
  to = trimmed(to.substr(0, to.find(':')));
  Slice slice;
  if (!from.empty()) slice.from = integer(from, begin + 1);
  if (!to.empty()) slice.to = integer(to, begin + 1);
  if (!slice.from && !slice.to) cursor_.fail_at(begin + 1, "expected an index before or behind the colon");
  add(slice, begin);
}

void PathParser::read_filter(size_t begin) {
  cursor_.move();
  cursor_.expect('(', "behind the ? of a filter");
  FilterParser parser(cursor_, depth_ + 1);
  auto predicate = std::make_shared<const Predicate>(parser.read());
  cursor_.expect(')', "at the end of the filter");
  cursor_.expect(']', "behind the filter");
  add(Filter{std::move(predicate)}, begin);
}

int64_t PathParser::integer(std::string_view digits, size_t begin) {
  digits = trimmed(digits);
  int32_t value = 0;
  const auto [stop, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (problem != std::errc() || stop != digits.data() + digits.size()) cursor_.fail_at(begin, "expected an integer of 32 bits");
  return value;
}

template <class S>
void PathParser::add(S step, size_t begin) {
  if (data_->steps.size() >= kMaxSteps) cursor_.fail_at(begin, fmt::format("expected at most {} steps", kMaxSteps));
  data_->steps.push_back({std::move(step), cursor_.span_since(begin)});
}

void PathParser::classify() {
  for (const Step& step : data_->steps) {
    const auto* index = std::get_if<Index>(&step.value);
    const bool name = std::holds_alternative<Name>(step.value);
    const bool merged = std::holds_alternative<NameUnion>(step.value) && &step == &data_->steps.back();
    data_->definite = data_->definite && (name || index != nullptr || merged || std::holds_alternative<Function>(step.value));
    data_->reference = data_->reference && (name || (index != nullptr && index->index >= 0));
  }
}

}  // namespace sfn::jsonpath

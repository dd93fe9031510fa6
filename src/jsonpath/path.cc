#include "jsonpath/path.h"

#include <fmt/format.h>

#include <algorithm>

#include "jsonpath/parser.h"

namespace sfn::jsonpath {
namespace {

/// A step the way Jayway writes it in messages.
struct Fragment {
  std::string operator()(const Name& step) const { return fmt::format("['{}']", step.name); }
  std::string operator()(const Index& step) const { return fmt::format("[{}]", step.index); }
  std::string operator()(const Slice& step) const {
    const auto bound = [](const std::optional<int64_t>& value) { return value ? std::to_string(*value) : std::string(); };
    return fmt::format("[{}:{}]", bound(step.from), bound(step.to));
  }
  std::string operator()(const Wildcard&) const { return "[*]"; }
  std::string operator()(const NameUnion& step) const { return fmt::format("['{}']", fmt::join(step.names, "','")); }
  std::string operator()(const IndexUnion& step) const { return fmt::format("[{}]", fmt::join(step.indices, ",")); }
  std::string operator()(const DeepScan&) const { return ".."; }
  std::string operator()(const Filter&) const { return "[?]"; }
  std::string operator()(const Script& step) const { return fmt::format("[({})]", step.code); }
  std::string operator()(const Function& step) const { return fmt::format(".{}()", step.name); }
};

}  // namespace

Root Path::root() const {
  return data_->root;
}
std::string_view Path::variable() const {
  return data_->variable;
}
const std::vector<Step>& Path::steps() const {
  return data_->steps;
}
bool Path::is_definite() const {
  return data_->definite;
}
bool Path::is_reference_path() const {
  return data_->reference;
}
std::string_view Path::text() const {
  return data_->text;
}
std::string Path::normalised() const {
  return normalised(data_->steps.size());
}

std::string Path::normalised(size_t count) const {
  std::string out = "$" + data_->variable;
  const size_t end = std::min(count, data_->steps.size());
  for (size_t i = 0; i < end; ++i) out += std::visit(Fragment(), data_->steps[i].value);
  return out;
}

text::Result<Path, text::SyntaxError> parse(std::string_view text) {
  try {
    return PathParser(text, 0, text.size(), 0).read();
  } catch (const text::SyntaxError& error) {
    return error;
  }
}

}  // namespace sfn::jsonpath

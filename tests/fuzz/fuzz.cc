#include "fuzz/fuzz.h"

#include "json/reader.h"
#include "json/yaml_reader.h"

namespace sfn::fuzz {

void require(bool holds, const std::string& property) {
  if (!holds) throw Broken(property);
}

Parts::Parts(std::string_view input) {
  constexpr std::string_view kMark = "\n%%\n";
  for (size_t end = input.find(kMark); end != std::string_view::npos; end = input.find(kMark)) {
    parts_.push_back(input.substr(0, end));
    input.remove_prefix(end + kMark.size());
  }
  parts_.push_back(input);
}

std::string Parts::operator[](size_t index) const {
  return index < parts_.size() ? std::string(parts_[index]) : std::string();
}

std::string Parts::or_else(size_t index, std::string_view fallback) const {
  const std::string part = (*this)[index];
  return part.empty() ? std::string(fallback) : part;
}

std::shared_ptr<const text::SourceFile> source(std::string name, std::string text) {
  return std::make_shared<const text::SourceFile>(std::move(name), std::move(text));
}

std::shared_ptr<const json::Document> document_of(const std::string& name, const std::string& text) {
  auto json = json::read_json(source(name, text));
  if (json) return std::make_shared<const json::Document>(std::move(*json));
  auto yaml = json::read_yaml(source(name, text));
  return yaml ? std::make_shared<const json::Document>(std::move(*yaml)) : nullptr;
}

json::Value value_of(std::string_view text) {
  auto value = json::parse_json(text);
  return value ? std::move(*value) : json::Value();
}

}  // namespace sfn::fuzz

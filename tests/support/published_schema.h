// A published JSON Schema as people's editors read it, against the reader that sfnctl has for the same files.
#pragma once

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "diag/finding.h"
#include "json/reader.h"
#include "json/writer.h"
#include "schema/validate.h"
#include "support/golden.h"

namespace sfn::support {

class PublishedSchema {
 public:
  explicit PublishedSchema(const std::string& name)
      : text_(read_text(testdata("../schemas/" + name + ".schema.json"))), schema_(text_), value_(*json::parse_json(text_)) {}

  bool accepts(const std::string& text) const {
    auto document = json::read_json(std::make_shared<text::SourceFile>("document.json", text));
    REQUIRE_MESSAGE(document, text);
    return schema_.validate(*document).empty();
  }

  /// The schema of an object: "" for the root, else the name of a definition, or a definition's member ("response/throw").
  json::Value part(const std::string& path) const {
    json::Value at = path.empty() ? value_ : value_.get("definitions").get(path.substr(0, path.find('/')));
    for (size_t slash = path.find('/'); slash != std::string::npos; slash = path.find('/', slash + 1)) {
      at = below(at, path.substr(slash + 1, path.find('/', slash + 1) - slash - 1));
    }
    return at;
  }

  /// The members that a part knows; each must have a description, of its own or by reference.
  std::set<std::string> keys(const std::string& path) const {
    std::set<std::string> out;
    for (const json::Member member : part(path).get("properties").members()) {
      out.emplace(member.key.view());
      CHECK_MESSAGE(described(member.value), path << "/" << member.key.view() << " has no description");
    }
    return out;
  }

 private:
  /// A member's schema: of the root when the path begins with a slash; among alternatives, that which is an object with members.
  static json::Value below(const json::Value& schema, const std::string& key) {
    json::Value at = schema.get("properties").get(key);
    if (at.find("additionalProperties") != nullptr && at.find("properties") == nullptr) at = at.get("additionalProperties");
    if (const json::Value* alternatives = at.find("anyOf")) {
      for (const json::Value& alternative : alternatives->items()) {
        if (alternative.find("properties") != nullptr) return alternative;
      }
    }
    return at;
  }

  bool described(const json::Value& schema) const {
    if (schema.find("description") != nullptr) return true;
    const json::Value* reference = schema.find("$ref");
    if (reference == nullptr) return false;
    constexpr std::string_view kHead = "#/definitions/";
    return described(value_.get("definitions").get(reference->as_string().substr(kHead.size())));
  }

  std::string text_;
  schema::Schema schema_;
  json::Value value_;
};

/// A member that no file has: a reader that meets it says which members there are.
constexpr std::string_view kNoMember = "Qqqqqqqqqqqqqqqqqqqq";

/// The members that a finding about kNoMember lists.
inline std::set<std::string> listed_members(const diag::Findings& findings) {
  constexpr std::string_view kHead = "known members: ";
  std::set<std::string> out;
  for (const diag::Finding& finding : findings.list()) {
    if (finding.help.substr(0, kHead.size()) != kHead) continue;
    std::string rest = finding.help.substr(kHead.size()) + ", ";
    for (size_t comma = rest.find(", "); comma != std::string::npos; comma = rest.find(", ")) {
      out.insert(rest.substr(0, comma));
      rest.erase(0, comma + 2);
    }
  }
  return out;
}

}  // namespace sfn::support

// Walking through the matches of a pattern: a regular expression of the language directly, any other matcher function by calling it.
#pragma once

#include <optional>

#include "jsonata/evaluator.h"

namespace sfn::jsonata {

/// One match, in bytes of the text.
struct Found {
  size_t begin = 0, end = 0;
  std::string text;              ///< what was matched: not the text between, if the matcher says so
  json::Value object;            ///< of a matcher function; undefined for a regular expression
  const Match* match = nullptr;  ///< of a regular expression
};

/// The matches of `matcher` in `text`, one after the other.
class Matches {
 public:
  Matches(Call& call, const json::Value& matcher, const json::Value& text);
  /// The next match; nothing behind the last.
  std::optional<Found> next();
  /// The object that a match function gets: {match, start, end, groups, next}.
  json::Value object_of(const Found& found) const;
  /// Texts of the groups; undefined for groups that took no part.
  std::vector<json::Value> groups_of(const Found& found) const;

 private:
  std::optional<Found> next_regex();
  std::optional<Found> next_call();
  size_t bytes(double units) const;

  Call& call_;
  json::Value matcher_;  // then the `next` of the last match
  const RegexNode* regex_ = nullptr;
  const json::Value& text_;
  text::RegexSubject subject_;
  Match match_;
  size_t at_ = 0;
  bool first_ = true, ended_ = false;
};

}  // namespace sfn::jsonata

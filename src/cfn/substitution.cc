#include "cfn/substitution.h"

#include "json/derived.h"
#include "json/writer.h"

namespace sfn::cfn {

std::optional<Placeholder> next_placeholder(std::string_view text, size_t from) {
  for (size_t begin = text.find("${", from); begin != std::string_view::npos; begin = text.find("${", begin + 2)) {
    const bool escaped = begin > 0 && (text[begin - 1] == '$' || text[begin - 1] == '\\');
    if (escaped) continue;
    const size_t close = text.find_first_of("{}\"\n", begin + 2);
    if (close == std::string_view::npos || text[close] != '}' || close == begin + 2) continue;
    return Placeholder{begin, close + 1, text.substr(begin + 2, close - begin - 2)};
  }
  return std::nullopt;
}

bool has_placeholder(std::string_view text) {
  return next_placeholder(text, 0).has_value();
}

std::string fill(std::string_view text, const Substitutions& substitutions) {
  std::string out;
  size_t done = 0, made = 0;
  for (auto found = next_placeholder(text, 0); found; found = next_placeholder(text, found->end)) {
    const auto known = substitutions.find(found->name);
    if (known == substitutions.end()) continue;
    out.append(text.substr(done, found->begin - done)).append(known->second);
    json::count_derived(made, known->second.size());
    done = found->end;
  }
  return out.append(text.substr(done));
}

bool looks_like_json(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  const size_t first = text.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
}

namespace {

// Follows a JSON text and knows whether it is inside a string.
class StringTracker {
 public:
  explicit StringTracker(bool json) : json_(json) {}
  void follow(std::string_view text) {
    if (!json_) return;
    for (const char c : text) {
      if (escaped_) {
        escaped_ = false;
      } else if (c == '"') {
        inside_ = !inside_;
      } else {
        escaped_ = inside_ && c == '\\';
      }
    }
  }
  bool inside() const { return inside_; }

 private:
  bool json_;
  bool inside_ = false;
  bool escaped_ = false;
};

std::string escaped(std::string_view text) {
  std::string quoted = json::quoted(text);
  return quoted.substr(1, quoted.size() - 2);
}

}  // namespace

std::shared_ptr<const text::SourceFile> fill(std::shared_ptr<const text::SourceFile> file, const Substitutions& substitutions, Bare bare) {
  const std::string_view text = file->bytes();
  const bool json = looks_like_json(text);
  json::DerivedText out(file);
  StringTracker tracker(json);
  size_t done = 0;
  bool changed = false;
  for (auto found = next_placeholder(text, 0); found; found = next_placeholder(text, found->end)) {
    out.verbatim(done, found->begin);
    tracker.follow(text.substr(done, found->begin - done));
    const std::string_view written = text.substr(found->begin, found->end - found->begin);
    const auto known = substitutions.find(found->name);
    if (known != substitutions.end()) {
      out.replace(found->begin, found->end, tracker.inside() ? escaped(known->second) : known->second);
      changed = true;
    } else if (json && bare == Bare::Quote && !tracker.inside()) {
      out.replace(found->begin, found->end, json::quoted(written));
      changed = true;
    } else {
      out.verbatim(found->begin, found->end);
    }
    done = found->end;
  }
  if (!changed) return file;
  out.verbatim(done, text.size());
  return out.build();
}

}  // namespace sfn::cfn

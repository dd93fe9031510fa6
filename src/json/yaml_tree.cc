#include "json/yaml_tree.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <unordered_map>

#include "json/read_error.h"
#include "json/scalar_text.h"

namespace sfn::json {
namespace {

using Kind = YamlNode::Kind;

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool ends_name(char c) {
  return is_space(c) || c == ',' || c == '[' || c == ']' || c == '{' || c == '}';
}

// Carries an error out of yaml-cpp's callbacks.
struct Refusal {
  ReadError error;
};

[[noreturn]] void refuse(std::string message, size_t begin, size_t end, std::string help = {}) {
  throw Refusal{{std::move(message), {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)}, std::move(help), {}, 0}};
}

// The text between tokens.
class Gaps {
 public:
  explicit Gaps(std::string_view text) : text_(text) {}

  char at(size_t offset) const { return offset < text_.size() ? text_[offset] : '\0'; }
  size_t skip_name(size_t at) const {
    if (this->at(at) == '!' && this->at(at + 1) == '<') return std::min(text_.find('>', at), text_.size() - 1) + 1;
    while (at < text_.size() && !ends_name(text_[at])) ++at;
    return at;
  }
  size_t skip_space_and_comments(size_t at) const {
    while (at < text_.size()) {
      if (text_[at] == '#' && (at == 0 || is_space(text_[at - 1]))) {
        at = std::min(text_.find_first_of("\r\n", at), text_.size());
      } else if (is_space(text_[at])) {
        ++at;
      } else {
        break;
      }
    }
    return at;
  }
  /// Behind tag and anchor; `written` gets the end of the last of them.
  size_t skip_properties(size_t at, size_t& written) const {
    written = at;
    while (this->at(at) == '!' || this->at(at) == '&') {
      written = skip_name(at);
      at = skip_space_and_comments(written);
    }
    return at;
  }
  /// The first `mark` from there that is not in a comment; the end of the text if there is none.
  size_t find_mark(size_t at, char mark) const {
    for (; at < text_.size(); ++at) {
      at = skip_space_and_comments(at);
      if (this->at(at) == mark) return at;
    }
    return text_.size();
  }
  /// The null that is spelt out at `at`; empty if there is none.
  std::string_view null_word(size_t at) const {
    constexpr std::array<std::string_view, 4> kWords = {"null", "Null", "NULL", "~"};
    for (const auto word : kWords) {
      if (text_.substr(at, word.size()) != word) continue;
      const char after = this->at(at + word.size());
      if (after == '\0' || after == ':' || ends_name(after)) return word;
    }
    return {};
  }

 private:
  std::string_view text_;
};

// A tag before a block scalar in a sequence, `- !Sub |`. yaml-cpp measures the indentation of the text from the tag and loses it, so the
// tag is blanked out for yaml-cpp and put back afterwards.
struct BlankedTag {
  size_t begin = 0;
  size_t end = 0;
  size_t block = 0;  // of the | or >
  bool claimed = false;
};

// Candidates: what looks like one may stand inside a longer text, and then nobody claims it.
std::vector<BlankedTag> find_tagged_blocks(std::string_view text) {
  const Gaps gaps(text);
  std::vector<BlankedTag> found;
  for (size_t line = 0; line < text.size();) {
    const size_t end = std::min(text.find_first_of("\r\n", line), text.size());
    size_t at = std::min(text.find_first_not_of(' ', line), end);
    const size_t first = at;
    while (at + 1 < end && text[at] == '-' && text[at + 1] == ' ') at = std::min(text.find_first_not_of(' ', at + 1), end);
    if (at > first && gaps.at(at) == '!') {
      const size_t tag_end = gaps.skip_name(at);
      const size_t block = std::min(text.find_first_not_of(" \t", tag_end), text.size());
      if (block < end && (text[block] == '|' || text[block] == '>')) found.push_back({at, tag_end, block, false});
    }
    line = end + 1;
  }
  return found;
}

class TreeHandler : public YAML::EventHandler {
 public:
  TreeHandler(std::string_view text, size_t start, std::vector<BlankedTag>& blanked)
      : text_(text), gaps_(text), blanked_(blanked), start_(start), cursor_(start) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (documents_++ > 0)
      refuse("a second document starts here: expected one document", offset(mark), offset(mark), "split the file at ---");
  }
  void OnDocumentEnd() override {}
  void OnAnchor(const YAML::Mark&, const std::string&) override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style) override {
    start_container(Kind::Sequence, mark, tag, anchor, style);
  }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style) override {
    start_container(Kind::Map, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { end_container(']'); }
  void OnMapEnd() override { end_container('}'); }

  YamlTree take() { return std::move(nodes_); }
  bool empty() const { return nodes_.empty(); }
  size_t offset(const YAML::Mark& mark) const {
    return mark.is_null() ? start_ : std::min(start_ + static_cast<size_t>(mark.pos), text_.size());
  }

 private:
  struct Open {
    uint32_t node;
    int column;
    bool flow;     // its end is a bracket
    bool in_flow;  // it or one around it is
    bool key_next;
  };

  YamlNode& add(Kind kind, const std::string& tag, YAML::anchor_t anchor, size_t begin, size_t content);
  void close(YamlNode& node, size_t end);
  void start_container(Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, YAML::EmitterStyle::value style);
  void end_container(char bracket);
  bool is_written(const YAML::Mark& mark) const;
  size_t place_of_absent() const;
  Style style_at(size_t content) const;

  void put_back_tag(YamlNode& node);

  std::string_view text_;
  Gaps gaps_;
  std::vector<BlankedTag>& blanked_;  // ascending
  size_t start_;                      // behind the byte order mark, which yaml-cpp does not count
  size_t cursor_;                     // end of the last token
  YamlTree nodes_;
  std::vector<Open> open_;
  std::unordered_map<YAML::anchor_t, uint32_t> anchors_;
  int documents_ = 0;
};

YamlNode& TreeHandler::add(Kind kind, const std::string& tag, YAML::anchor_t anchor, size_t begin, size_t content) {
  if (anchor != YAML::NullAnchor && kind != Kind::Alias) anchors_[anchor] = static_cast<uint32_t>(nodes_.size());
  if (!open_.empty()) open_.back().key_next = !open_.back().key_next;
  YamlNode& node = nodes_.emplace_back();
  node.kind = kind;
  node.tag = tag;
  node.begin = static_cast<uint32_t>(begin);
  node.content = static_cast<uint32_t>(content);
  node.next = static_cast<uint32_t>(nodes_.size());
  return node;
}

void TreeHandler::close(YamlNode& node, size_t end) {
  node.end = static_cast<uint32_t>(end);
  cursor_ = std::max(cursor_, end);
}

Style TreeHandler::style_at(size_t content) const {
  switch (gaps_.at(content)) {
    case '"': return Style::DoubleQuoted;
    case '\'': return Style::SingleQuoted;
    case '|': return Style::Literal;
    case '>': return Style::Folded;
    default: return Style::Plain;
  }
}

// yaml-cpp marks a missing value with the place of the next token, which may be the key `null`.
bool TreeHandler::is_written(const YAML::Mark& mark) const {
  if (gaps_.null_word(offset(mark)).empty()) return false;
  if (open_.empty() || open_.back().in_flow) return true;
  if (nodes_[open_.back().node].kind == Kind::Map && open_.back().key_next) return true;
  return mark.column > open_.back().column;
}

// Behind the colon, dash or comma that the missing value belongs to.
size_t TreeHandler::place_of_absent() const {
  const size_t next = gaps_.skip_space_and_comments(cursor_);
  const char c = gaps_.at(next);
  if (c == ':' || c == '-' || c == '?' || c == '[') return next + 1;
  return cursor_;
}

void TreeHandler::OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const size_t begin = offset(mark);
  size_t written = begin;
  const size_t content = gaps_.skip_properties(begin, written);
  const bool properties = written != begin;
  const bool same_line = text_.substr(written, content - written).find_first_of("\r\n") == std::string_view::npos;
  if (properties ? same_line && !gaps_.null_word(content).empty() : is_written(mark)) {
    YamlNode& node = add(Kind::Scalar, "?", anchor, begin, content);
    node.text = gaps_.null_word(content);
    return close(node, content + node.text.size());
  }
  const size_t place = properties ? written : place_of_absent();
  YamlNode& node = add(Kind::Scalar, "?", anchor, properties ? begin : place, place);
  node.absent = true;
  close(node, place);
}

void TreeHandler::OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) {
  const size_t begin = offset(mark);
  const size_t end = gaps_.skip_name(begin);
  const auto target = anchors_.find(anchor);
  const auto contains = [&](const Open& open) { return target != anchors_.end() && open.node == target->second; };
  if (target == anchors_.end() || std::any_of(open_.begin(), open_.end(), contains)) {
    refuse(fmt::format("the alias {} stands inside what it names", text_.substr(begin, end - begin)), begin, end);
  }
  YamlNode& node = add(Kind::Alias, "?", anchor, begin, begin);
  node.target = target->second;
  close(node, end);
}

std::string decoded(std::string_view raw, Style style) {
  std::string text;
  for (ScalarUnits units(raw, style, {}); units.next();) text += units.text();
  return text;
}

void TreeHandler::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) {
  const size_t begin = offset(mark);
  size_t written = begin;
  const size_t content = gaps_.skip_properties(begin, written);
  const Style style = style_at(content);
  YamlNode& node = add(Kind::Scalar, tag, anchor, begin, content);
  node.style = style;
  node.text = value;
  if (style == Style::Literal || style == Style::Folded) put_back_tag(node);
  if (value.empty() && style == Style::Plain) {  // a tag and nothing else
    node.content = static_cast<uint32_t>(written);
    node.absent = true;
    return close(node, written);
  }
  const size_t length = scalar_length(text_.substr(content), style, value);
  const bool quoted = style == Style::SingleQuoted || style == Style::DoubleQuoted;
  if (quoted && (length < 2 || text_[content + length - 1] != text_[content])) {  // yaml-cpp lets this pass
    refuse("the string is not closed", content, std::min(text_.find_first_of("\r\n", content), text_.size()), "add the missing quote");
  }
  // yaml-cpp loses line ends before the closing quote and makes half a character of \N and \_; our own decoding of quoted text does not.
  const std::string_view raw = text_.substr(content, length);
  if (quoted && (value.find_first_of(" \n") != std::string::npos || raw.find('\\') != std::string_view::npos))
    node.text = decoded(raw, style);
  close(node, content + length);
}

void TreeHandler::put_back_tag(YamlNode& node) {
  const auto found =
      std::lower_bound(blanked_.begin(), blanked_.end(), node.content, [](const BlankedTag& tag, uint32_t at) { return tag.block < at; });
  if (found == blanked_.end() || found->block != node.content) return;
  found->claimed = true;
  const std::string_view tag = text_.substr(found->begin, found->end - found->begin);
  node.tag = tag.substr(0, 2) == "!!" ? "tag:yaml.org,2002:" + std::string(tag.substr(2)) : std::string(tag);
  node.begin = static_cast<uint32_t>(found->begin);
}

void TreeHandler::start_container(Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                                  YAML::EmitterStyle::value style) {
  const size_t begin = offset(mark);
  size_t written = begin;
  const bool own = anchor != YAML::NullAnchor || tag != "?";  // else they belong to the first key
  const size_t content = own ? gaps_.skip_properties(begin, written) : begin;
  const bool bracket = style == YAML::EmitterStyle::Flow && gaps_.at(content) == (kind == Kind::Map ? '{' : '[');
  const bool in_flow = style == YAML::EmitterStyle::Flow || (!open_.empty() && open_.back().in_flow);
  add(kind, tag, anchor, begin, content);
  const auto node = static_cast<uint32_t>(nodes_.size() - 1);
  if (bracket) cursor_ = content + 1;
  open_.push_back({node, mark.column, bracket, in_flow, true});
}

void TreeHandler::end_container(char bracket) {
  const Open open = open_.back();
  open_.pop_back();
  YamlNode& node = nodes_[open.node];
  node.next = static_cast<uint32_t>(nodes_.size());
  if (!open.flow) return close(node, std::max<size_t>(cursor_, node.content));
  close(node, std::min(gaps_.find_mark(cursor_, bracket) + 1, text_.size()));
}

// yaml-cpp's words, made readable.
ReadError from_yaml_cpp(const YAML::Exception& exception, std::string_view text, size_t at) {
  const size_t line = at == 0 ? 0 : text.find_last_of("\r\n", at - 1) == std::string_view::npos ? 0 : text.find_last_of("\r\n", at - 1) + 1;
  const size_t end = std::min({text.find_first_of("\r\n", at), text.size(), at + 1});
  ReadError error{exception.msg, {static_cast<uint32_t>(at), static_cast<uint32_t>(std::max(at, end))}, {}, {}, 0};
  constexpr std::array<std::array<std::string_view, 2>, 8> kWords = {{
      {"bad file", "nested deeper than 500 levels"},
      {"end of map not found", "expected another key of the mapping or its end"},
      {"end of sequence not found", "expected another '- ' entry of the sequence or its end"},
      {"end of map flow not found", "expected ',' or '}' of the mapping"},
      {"end of sequence flow not found", "expected ',' or ']' of the sequence"},
      {"illegal map value", "a mapping value is not allowed here"},
      {"unknown token", "this character cannot start a value"},
      {"illegal flow end", "a closing bracket without an opening one"},
  }};
  for (const auto& [theirs, ours] : kWords) {
    if (exception.msg == theirs) error.message = ours;
  }
  const size_t text_begin = std::min(text.find_first_not_of(" \t", line), text.size());
  const size_t tab = text.substr(line, text_begin - line).find('\t');
  if (tab != std::string_view::npos) {
    error.message = "a tab stands in the indentation";
    error.span = {static_cast<uint32_t>(line + tab), static_cast<uint32_t>(line + tab + 1)};
    error.help = "YAML is indented with spaces";
  } else if (at > 0 && text.substr(at - 1, 2) == "{%") {
    error.help = "{% … %} must stand in quotes in YAML";
  } else if (text.substr(at, 1) == "@" || text.substr(at, 1) == "`" || text.substr(at, 1) == "%") {
    error.help = "put the value in quotes";
  } else if (exception.msg == "illegal map value") {
    error.help = "a text with ': ' in it needs quotes; or the indentation is off";
  } else if (text.substr(line, std::max(at, end) - line).find("${") != std::string_view::npos &&
             exception.msg.find("flow") != std::string::npos) {
    error.help = "put the placeholder in double quotes";
  }
  return error;
}

// Characters that YAML does not allow. yaml-cpp takes U+0004 for the end of the file.
std::optional<ReadError> refuse_controls(std::string_view text) {
  const auto is_control = [](char c) { return (static_cast<unsigned char>(c) < 0x20 && !is_space(c)) || c == 0x7F; };
  const auto found = std::find_if(text.begin(), text.end(), is_control);
  if (found == text.end()) return std::nullopt;
  const auto at = static_cast<uint32_t>(found - text.begin());
  return ReadError{fmt::format("a control character (code {}) stands in the text", static_cast<int>(*found)),
                   {at, at + 1},
                   "write it as an escape in a double-quoted string",
                   {},
                   at};
}

text::Result<YamlTree, ReadError> parse(std::string_view text, std::vector<BlankedTag>& blanked) {
  const size_t start = text.substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
  std::string bytes(text);
  for (const BlankedTag& tag : blanked)
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(tag.begin), bytes.begin() + static_cast<std::ptrdiff_t>(tag.end), ' ');
  TreeHandler handler(text, start, blanked);
  try {
    std::istringstream in(std::move(bytes));
    YAML::Parser parser(in);
    while (parser.HandleNextDocument(handler)) {
    }
  } catch (const Refusal& refusal) {
    return refusal.error;
  } catch (const YAML::Exception& exception) {
    return from_yaml_cpp(exception, text, handler.offset(exception.mark));
  }
  const auto size = static_cast<uint32_t>(text.size());
  if (handler.empty()) return ReadError{"the text is empty: expected a YAML document", {size, size}, {}, {}, 0};
  return handler.take();
}

}  // namespace

text::Result<YamlTree, ReadError> parse_yaml(std::string_view text) {
  if (auto error = refuse_text(text)) return *std::move(error);
  if (auto error = refuse_controls(text)) return *std::move(error);
  std::vector<BlankedTag> blanked = find_tagged_blocks(text);
  auto tree = parse(text, blanked);
  const auto unclaimed = [](const BlankedTag& tag) { return !tag.claimed; };
  if (std::none_of(blanked.begin(), blanked.end(), unclaimed)) return tree;
  blanked.erase(std::remove_if(blanked.begin(), blanked.end(), unclaimed),
                blanked.end());  // they are part of a text, which must stay whole
  return parse(text, blanked);
}

}  // namespace sfn::json

#include "json/yaml_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_set>

#include "json/number.h"
#include "json/yaml_schema.h"
#include "json/yaml_tree.h"

namespace sfn::json {
namespace {

using Kind = YamlNode::Kind;

constexpr std::string_view kCoreTag = "tag:yaml.org,2002:";

// Short tags whose long form is "Fn::" and the name. Ref and Condition keep their name.
constexpr std::array<std::string_view, 22> kFunctions = {
    "And",    "Base64",       "Cidr",        "Contains", "EachMemberEquals", "EachMemberIn", "Equals", "FindInMap", "GetAZs",
    "GetAtt", "If",           "ImportValue", "Join",     "Length",           "Not",          "Or",     "Select",    "Split",
    "Sub",    "ToJsonString", "Transform",   "ValueOf"};

// A tree of YAML nodes to a Document: types, aliases, merges, short tags.
class Emitter {
 public:
  Emitter(const YamlTree& tree, std::string_view source, DocumentBuilder& out) : tree_(tree), source_(source), out_(out) {}
  void emit(uint32_t id);

 private:
  struct Entry {
    uint32_t key, value;
  };

  void scalar(const YamlNode& node, std::string_view tag);
  void plain(const YamlNode& node);
  void tagged(const YamlNode& node, std::string_view type);
  void sequence(const YamlNode& node);
  void map(const YamlNode& node);
  void function(const YamlNode& node, uint32_t id, std::string_view name);
  void get_att(const YamlNode& node);
  void key(uint32_t id);
  void note_key(const YamlNode& node, std::string_view text);
  bool is_merge(uint32_t key) const;
  std::vector<Entry> entries(const YamlNode& map) const;
  std::vector<Entry> with_merges(const YamlNode& map);
  void merge(uint32_t source, std::vector<Entry>& out, std::unordered_set<std::string>& seen, size_t depth);
  uint32_t resolve(uint32_t id);
  void content(uint32_t id, std::string_view tag);
  std::string_view key_text(uint32_t id);
  std::string_view written(const YamlNode& node) const { return source_.substr(node.content, node.end - node.content); }
  std::string_view view_of(const YamlNode& node) const { return node.text == written(node) ? written(node) : std::string_view(node.text); }
  text::Span span(const YamlNode& node) const { return {node.content, node.end}; }
  void check_depth(const YamlNode& node) const;
  void count_expanded(const YamlNode& at);
  [[noreturn]] static void refuse(std::string message, text::Span span, std::string help = {}) {
    throw ReadError{std::move(message), span, std::move(help), {}, 0};
  }

  const YamlTree& tree_;
  std::string_view source_;
  DocumentBuilder& out_;
  size_t aliases_open_ = 0;  // > 0: what is emitted is a copy
  size_t expanded_ = 0;
};

void Emitter::check_depth(const YamlNode& node) const {
  if (out_.depth() >= kMaxHeight)
    refuse(fmt::format("nested deeper than {} levels", kMaxHeight), {node.begin, std::max(node.begin, node.end)});
}

void Emitter::count_expanded(const YamlNode& at) {
  if (++expanded_ > kMaxExpandedNodes)
    refuse(fmt::format("the aliases expand to more than {} values", kMaxExpandedNodes), {at.begin, at.end});
}

uint32_t Emitter::resolve(uint32_t id) {
  while (tree_[id].kind == Kind::Alias) id = tree_[id].target;
  return id;
}

void Emitter::emit(uint32_t id) {
  const bool alias = tree_[id].kind == Kind::Alias;
  if (alias) ++aliases_open_;
  id = resolve(id);
  const YamlNode& node = tree_[id];
  if (aliases_open_ > 0) count_expanded(node);
  const std::string_view tag = node.tag;
  if (tag.size() > 1 && tag[0] == '!') {
    function(node, id, tag.substr(1));
  } else {
    content(id, tag);
  }
  if (alias) --aliases_open_;
}

void Emitter::content(uint32_t id, std::string_view tag) {
  const YamlNode& node = tree_[id];
  switch (node.kind) {
    case Kind::Sequence: return sequence(node);
    case Kind::Map: return map(node);
    default: return scalar(node, tag);
  }
}

void Emitter::scalar(const YamlNode& node, std::string_view tag) {
  const bool core = tag.substr(0, kCoreTag.size()) == kCoreTag;
  const std::string_view name = core ? tag.substr(kCoreTag.size()) : tag;
  if (core && name != "str" && name != "int" && name != "float" && name != "bool" && name != "null") {
    refuse(fmt::format("the tag !!{} has no counterpart in JSON", name), {node.begin, node.end});
  }
  if (core && name != "str") return tagged(node, name);
  if (node.style == Style::Plain && tag == "?") return plain(node);
  out_.string(view_of(node), span(node), node.style);
}

void Emitter::plain(const YamlNode& node) {
  const PlainScalar type = resolve_plain(node.text);
  if (!type.yaml_1_1.empty()) {
    out_.note({"yaml-implicit-type", fmt::format("{} is read as {}, YAML 1.1 tools read {}", node.text, describe(type), type.yaml_1_1),
               span(node)});
  }
  if (type.kind == NodeKind::String) return out_.string(view_of(node), span(node), Style::Plain);
  if (type.kind != NodeKind::Number) return out_.scalar(type.kind, span(node), Style::Plain);
  if (type.literal.empty())
    refuse(fmt::format("{} cannot be written as a JSON number", node.text), span(node), "put it in quotes if it is a text");
  if (!to_double(type.literal)) refuse("the number is too large", span(node), "it must fit in a double, up to 1.7976931348623157e308");
  out_.number(type.literal == written(node) ? written(node) : std::string_view(type.literal), span(node), Style::Plain);
}

// !!int "1" and the like: the text must be of that type.
void Emitter::tagged(const YamlNode& node, std::string_view type) {
  const NodeKind kind = resolve_plain(node.text).kind;
  const bool boolean = kind == NodeKind::True || kind == NodeKind::False;
  const bool fits = type == "null" ? kind == NodeKind::Null : type == "bool" ? boolean : kind == NodeKind::Number;
  if (!fits) refuse(fmt::format("{} is no value of the type !!{}", written(node), type), {node.begin, node.end});
  plain(node);
}

void Emitter::sequence(const YamlNode& node) {
  check_depth(node);
  out_.begin(NodeKind::Array, node.content);
  const auto first = static_cast<uint32_t>(&node - tree_.data()) + 1;
  for (uint32_t child = first; child < node.next; child = tree_[child].next) emit(child);
  out_.end(node.end);
}

std::vector<Emitter::Entry> Emitter::entries(const YamlNode& map) const {
  std::vector<Entry> all;
  const auto first = static_cast<uint32_t>(&map - tree_.data()) + 1;
  for (uint32_t key = first; key < map.next;) {
    const uint32_t value = tree_[key].next;
    all.push_back({key, value});
    key = tree_[value].next;
  }
  return all;
}

bool Emitter::is_merge(uint32_t key) const {
  const YamlNode& node = tree_[key];
  return node.kind == Kind::Scalar && node.style == Style::Plain && node.text == "<<" && node.tag == "?";
}

// The members of a map that another one takes over with `<<`: those it does not have itself, the first of several sources wins.
void Emitter::merge(uint32_t source, std::vector<Entry>& out, std::unordered_set<std::string>& seen, size_t depth) {
  const uint32_t id = resolve(source);
  const YamlNode& node = tree_[id];
  count_expanded(tree_[source]);
  if (node.kind == Kind::Sequence && depth == 0) {
    for (uint32_t child = id + 1; child < node.next; child = tree_[child].next) merge(child, out, seen, depth + 1);
    return;
  }
  if (depth > kMaxMergeDepth)
    refuse(fmt::format("mappings take over one another with << more than {} deep", kMaxMergeDepth),
           {tree_[source].begin, tree_[source].end});
  if (node.kind != Kind::Map) refuse("<< needs a mapping or a sequence of mappings", {tree_[source].begin, tree_[source].end});
  std::vector<uint32_t> deeper;
  for (const Entry& entry : entries(node)) {
    count_expanded(tree_[source]);
    if (is_merge(entry.key)) {
      deeper.push_back(entry.value);
    } else if (seen.emplace(key_text(entry.key)).second) {
      out.push_back(entry);
    }
  }
  for (const uint32_t next : deeper) merge(next, out, seen, depth + 1);
}

std::vector<Emitter::Entry> Emitter::with_merges(const YamlNode& map) {
  std::vector<Entry> own = entries(map);
  if (std::none_of(own.begin(), own.end(), [this](const Entry& e) { return is_merge(e.key); })) return own;
  std::unordered_set<std::string> seen;
  for (const Entry& entry : own) {
    if (!is_merge(entry.key)) seen.emplace(key_text(entry.key));
  }
  std::vector<Entry> all;
  for (const Entry& entry : own) {
    if (is_merge(entry.key)) {
      merge(entry.value, all, seen, 0);
    } else {
      all.push_back(entry);
    }
  }
  return all;
}

void Emitter::map(const YamlNode& node) {
  check_depth(node);
  out_.begin(NodeKind::Object, node.content);
  for (const Entry& entry : with_merges(node)) {
    key(entry.key);
    emit(entry.value);
  }
  out_.end(node.end);
}

std::string_view Emitter::key_text(uint32_t id) {
  const YamlNode& node = tree_[resolve(id)];
  if (node.kind != Kind::Scalar) refuse("a key must be a scalar", {node.begin, node.end});
  if (node.absent) refuse("a key is missing", {node.begin, node.end});
  return view_of(node);
}

void Emitter::key(uint32_t id) {
  const std::string_view text = key_text(id);
  const YamlNode& node = tree_[resolve(id)];
  if (node.style == Style::Plain && node.tag == "?") note_key(node, text);
  out_.key(text, span(node));
}

// Keys are strings here; elsewhere unquoted ones may turn into another type and back into another text.
void Emitter::note_key(const YamlNode& node, std::string_view text) {
  const PlainScalar type = resolve_plain(text);
  const bool word = type.kind == NodeKind::True || type.kind == NodeKind::False || type.kind == NodeKind::Null;
  if (type.yaml_1_1.empty() && !word) return;
  const std::string other = word ? describe(type) : type.yaml_1_1;
  out_.note({"yaml-implicit-type", fmt::format("the key {} is read as a string, YAML 1.1 tools read {}", text, other), span(node)});
}

// !Sub x stands for {"Fn::Sub": x}; the tag is the key.
void Emitter::function(const YamlNode& node, uint32_t id, std::string_view name) {
  size_t tag_end = node.begin;
  if (source_[tag_end] == '&') tag_end = source_.find('!', tag_end);  // an anchor may come first
  const auto tag_begin = static_cast<uint32_t>(tag_end);
  const text::Span tag_span{tag_begin, static_cast<uint32_t>(tag_begin + node.tag.size())};
  const bool is_function = std::find(kFunctions.begin(), kFunctions.end(), name) != kFunctions.end();
  if (!is_function && name != "Ref" && name != "Condition") refuse(fmt::format("unknown tag !{}", name), tag_span);
  check_depth(node);
  out_.begin(NodeKind::Object, tag_begin);
  out_.key(is_function ? fmt::format("Fn::{}", name) : std::string(name), tag_span);
  if (name == "GetAtt" && node.kind == Kind::Scalar) {
    get_att(node);
  } else {
    content(id, node.kind == Kind::Scalar && node.style != Style::Plain ? "!" : "?");
  }
  out_.end(std::max(node.end, tag_span.end));
}

// !GetAtt Function.Arn stands for ["Function", "Arn"].
void Emitter::get_att(const YamlNode& node) {
  const std::string_view text = view_of(node);
  const size_t dot = std::min(text.find('.'), text.size());
  const bool exact = node.style == Style::Plain && text.data() == source_.data() + node.content;
  const auto part = [&](size_t begin, size_t end) {
    const text::Span piece{static_cast<uint32_t>(node.content + begin), static_cast<uint32_t>(node.content + end)};
    out_.string(text.substr(begin, end - begin), exact ? piece : span(node), node.style);
  };
  check_depth(node);
  out_.begin(NodeKind::Array, node.content);
  part(0, dot);
  if (dot < text.size()) part(dot + 1, text.size());
  out_.end(node.end);
}

}  // namespace

text::Result<Document, ReadError> read_yaml(std::shared_ptr<const text::SourceFile> source) {
  const std::string_view text = source->bytes();
  auto tree = parse_yaml(text);
  if (!tree) return tree.error();
  DocumentBuilder builder(std::move(source));
  try {
    Emitter(*tree, text, builder).emit(0);
  } catch (const ReadError& error) {
    return error;
  }
  return builder.finish();
}

}  // namespace sfn::json

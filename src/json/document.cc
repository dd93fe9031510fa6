#include "json/document.h"

#include <algorithm>
#include <charconv>

#include "json/scalar_text.h"

namespace sfn::json {
namespace {

// Objects with more members get an index.
constexpr uint32_t kIndexedFrom = 16;

bool covers(text::Span span, uint32_t offset) {
  return span.begin <= offset && offset < span.end;
}

}  // namespace

NodeId Document::find(NodeId object, std::string_view key) const {
  if (!is_object(object)) return kNoNode;
  NodeId found = kNoNode;
  if (nodes_[object].count <= kIndexedFrom) {
    for (const NodeId child : children(object)) {
      if (this->key(child) == key) found = child;
    }
    return found;
  }
  const auto index = std::lower_bound(indexes_.begin(), indexes_.end(), object, [](const Index& i, NodeId id) { return i.object < id; });
  const auto& ids = index->by_key;
  const auto after = std::upper_bound(ids.begin(), ids.end(), key, [this](std::string_view k, NodeId id) { return k < this->key(id); });
  return after != ids.begin() && this->key(*(after - 1)) == key ? *(after - 1) : kNoNode;
}

NodeId Document::node_at(uint32_t offset) const {
  NodeId smallest = root();
  for (bool deeper = true; deeper;) {
    deeper = false;
    for (const NodeId child : children(smallest)) {
      if (!covers(span(child), offset) && !covers(key_span(child), offset)) continue;
      smallest = child;
      deeper = true;
      break;
    }
  }
  return smallest;
}

Value Document::value(NodeId id) const {
  const Node& node = nodes_[id];
  switch (node.kind) {
    case NodeKind::Null: return Value::null();
    case NodeKind::False: return Value::boolean(false);
    case NodeKind::True: return Value::boolean(true);
    case NodeKind::Number: return Value::number(text(id));
    case NodeKind::String: return Value::string(text(id));
    case NodeKind::Array: {
      ArrayBuilder array(node.count);
      for (const NodeId child : children(id)) array.push(value(child));
      return array.build();
    }
    case NodeKind::Object: break;
  }
  ObjectBuilder object(node.count);
  for (const NodeId child : children(id)) object.set(key(child), value(child));
  return object.build();
}

namespace {

// Nodes from below `from` down to `id`.
std::vector<NodeId> way_to(const Document& document, NodeId id, NodeId from) {
  std::vector<NodeId> way;
  for (; id != from && id != kNoNode; id = document.parent(id)) way.push_back(id);
  std::reverse(way.begin(), way.end());
  return way;
}

void append_escaped(std::string& out, std::string_view key) {
  for (const char c : key) {
    if (c == '~') {
      out += "~0";
    } else if (c == '/') {
      out += "~1";
    } else {
      out += c;
    }
  }
}

size_t position_in(const Document& document, NodeId element) {
  size_t index = 0;
  for (const NodeId child : document.children(document.parent(element))) {
    if (child == element) break;
    ++index;
  }
  return index;
}

}  // namespace

std::string Document::pointer(NodeId id, NodeId from) const {
  std::string out;
  for (const NodeId step : way_to(*this, id, from)) {
    out += '/';
    if (is_array(parent(step))) {
      out += std::to_string(position_in(*this, step));
    } else {
      append_escaped(out, key(step));
    }
  }
  return out;
}

std::string Document::location(NodeId id, NodeId from) const {
  std::string out;
  for (const NodeId step : way_to(*this, id, from)) {
    if (is_array(parent(step))) {
      out += '[' + std::to_string(position_in(*this, step)) + ']';
    } else {
      out += '/';
      out += key(step);
    }
  }
  return out.empty() ? "/" : out;
}

text::Span Document::inside(NodeId string, size_t begin, size_t end) const {
  const text::Span whole = span(string);
  const std::string_view raw = source_->text(whole);
  const auto found = locate_in_scalar(raw, nodes_[string].style, text(string), begin, end);
  return found ? text::Span{whole.begin + found->begin, whole.begin + found->end} : whole;
}

DocumentBuilder::DocumentBuilder(std::shared_ptr<const text::SourceFile> source) {
  // Memory that is not touched costs nothing, growing and copying does: a node has about eight bytes of text.
  const size_t nodes = std::min<size_t>(source->bytes().size() / 8, 1U << 22U) + 8;
  document_.nodes_.reserve(nodes);
  document_.texts_.reserve(nodes);
  document_.source_ = std::move(source);
}

uint32_t DocumentBuilder::keep(std::string_view text) {
  const std::string_view source = document_.source_->bytes();
  const bool inside =
      std::less_equal<>()(source.data(), text.data()) && std::less_equal<>()(text.data() + text.size(), source.data() + source.size());
  if (!inside) text = document_.decoded_.emplace_back(text);
  document_.texts_.push_back(text);
  return static_cast<uint32_t>(document_.texts_.size() - 1);
}

NodeId DocumentBuilder::add(NodeKind kind, text::Span span, Style style) {
  const auto id = static_cast<NodeId>(document_.nodes_.size());
  Node& node = document_.nodes_.emplace_back();
  node.span = span;
  node.kind = kind;
  node.style = style;
  node.next = id + 1;
  if (open_.empty()) return id;
  node.parent = open_.back();
  ++document_.nodes_[open_.back()].count;
  node.key = pending_key_;
  node.key_span = pending_key_span_;
  pending_key_ = 0;
  pending_key_span_ = {};
  return id;
}

void DocumentBuilder::key(std::string_view decoded, text::Span span) {
  pending_key_ = keep(decoded);
  pending_key_span_ = span;
}

void DocumentBuilder::scalar(NodeKind kind, text::Span span, Style style) {
  add(kind, span, style);
}

void DocumentBuilder::number(std::string_view literal, text::Span span, Style style) {
  const uint32_t text = keep(literal);
  document_.nodes_[add(NodeKind::Number, span, style)].text = text;
}

void DocumentBuilder::string(std::string_view decoded, text::Span span, Style style) {
  const uint32_t text = keep(decoded);
  document_.nodes_[add(NodeKind::String, span, style)].text = text;
}

void DocumentBuilder::begin(NodeKind container, uint32_t offset) {
  open_.push_back(add(container, {offset, offset}, Style::Json));
}

void DocumentBuilder::end(uint32_t offset) {
  const NodeId id = open_.back();
  open_.pop_back();
  document_.nodes_[id].span.end = offset;
  document_.nodes_[id].next = static_cast<NodeId>(document_.nodes_.size());
  if (document_.nodes_[id].kind == NodeKind::Object && document_.nodes_[id].count > 1) mark_duplicates(id);
}

// Objects end inside out, so the indexes come in any order: finish() sorts them.
void DocumentBuilder::mark_duplicates(NodeId object) {
  std::vector<Node>& nodes = document_.nodes_;
  if (nodes[object].count <= kIndexedFrom) {
    for (NodeId later = nodes[object + 1].next; later < nodes[object].next; later = nodes[later].next) {
      for (NodeId earlier = object + 1; earlier < later; earlier = nodes[earlier].next) {
        if (document_.key(earlier) == document_.key(later)) nodes[later].duplicate = true;
      }
    }
    return;
  }
  std::vector<NodeId> ids;
  ids.reserve(nodes[object].count);
  for (NodeId child = object + 1; child < nodes[object].next; child = nodes[child].next) ids.push_back(child);
  std::stable_sort(ids.begin(), ids.end(), [this](NodeId l, NodeId r) { return document_.key(l) < document_.key(r); });
  for (size_t i = 1; i < ids.size(); ++i) {
    if (document_.key(ids[i - 1]) == document_.key(ids[i])) nodes[ids[i]].duplicate = true;
  }
  document_.indexes_.push_back({object, std::move(ids)});
}

void DocumentBuilder::note(ReadNote note) {
  document_.notes_.push_back(std::move(note));
}

Document DocumentBuilder::finish() {
  std::sort(document_.indexes_.begin(), document_.indexes_.end(), [](const auto& l, const auto& r) { return l.object < r.object; });
  return std::move(document_);
}

}  // namespace sfn::json

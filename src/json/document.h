// A parsed text with positions, for checking. In: a SourceFile through read_json or read_yaml. Out: a tree of nodes in pre-order, each with
// the exact bytes of its value and its key; duplicate keys stay visible; value(node) gives the Value on demand.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "json/value.h"
#include "text/source_file.h"

namespace sfn::json {

using NodeId = uint32_t;
inline constexpr NodeId kNoNode = UINT32_MAX;

enum class NodeKind : uint8_t { Null, False, True, Number, String, Array, Object };

/// How a scalar was written: needed to find a place inside a string again.
enum class Style : uint8_t { Json, Plain, SingleQuoted, DoubleQuoted, Literal, Folded };

struct Node {
  text::Span span;      ///< the value, quotes and brackets included
  text::Span key_span;  ///< the key, quotes included; {0, 0} for elements and the root
  NodeId parent = kNoNode;
  NodeId next = 0;     ///< the first node after this subtree
  uint32_t key = 0;    ///< index into the texts; 0 = no key
  uint32_t text = 0;   ///< strings: decoded text; numbers: the literal
  uint32_t count = 0;  ///< children
  NodeKind kind = NodeKind::Null;
  Style style = Style::Json;
  bool duplicate = false;  ///< an earlier sibling has the same key
};

/// What a reader could not read. One per text: the readers stop at the first.
struct ReadError {
  std::string message;  ///< lower case, says what was expected
  text::Span span;
  std::string help;         ///< how to mend it, where that can be told
  std::string aws_message;  ///< what AWS (Jackson) says, if it is known, without the place
  uint32_t aws_offset = 0;  ///< the byte that AWS's place names (see aws_place in reader.h)
};

/// A non-fatal peculiarity the reader saw on the way (YAML 1.1 booleans, tags): the linter makes findings of them.
struct ReadNote {
  std::string rule;
  std::string message;
  text::Span span;
};

class Document {
 public:
  Document() = default;
  Document(const Document&) = delete;  // its texts are views of its own
  Document& operator=(const Document&) = delete;
  Document(Document&&) = default;
  Document& operator=(Document&&) = default;

  const text::SourceFile& source() const { return *source_; }
  const std::shared_ptr<const text::SourceFile>& source_ptr() const { return source_; }

  static constexpr NodeId root() { return 0; }
  size_t size() const { return nodes_.size(); }
  const Node& node(NodeId id) const { return nodes_[id]; }
  NodeKind kind(NodeId id) const { return nodes_[id].kind; }
  bool is_object(NodeId id) const { return id != kNoNode && kind(id) == NodeKind::Object; }
  bool is_array(NodeId id) const { return id != kNoNode && kind(id) == NodeKind::Array; }
  bool is_string(NodeId id) const { return id != kNoNode && kind(id) == NodeKind::String; }
  bool is_number(NodeId id) const { return id != kNoNode && kind(id) == NodeKind::Number; }
  bool is_boolean(NodeId id) const { return id != kNoNode && (kind(id) == NodeKind::True || kind(id) == NodeKind::False); }
  bool is_null(NodeId id) const { return id != kNoNode && kind(id) == NodeKind::Null; }

  text::Span span(NodeId id) const { return nodes_[id].span; }
  text::Span key_span(NodeId id) const { return nodes_[id].key_span; }
  /// The key's span, or the value's where there is no key.
  text::Span name_span(NodeId id) const { return nodes_[id].key != 0 ? nodes_[id].key_span : nodes_[id].span; }
  NodeId parent(NodeId id) const { return nodes_[id].parent; }
  std::string_view key(NodeId id) const { return texts_[nodes_[id].key]; }    ///< decoded
  std::string_view text(NodeId id) const { return texts_[nodes_[id].text]; }  ///< string: decoded; number: the literal

  /// First child, or kNoNode; the next one after `child` by sibling().
  NodeId first_child(NodeId id) const { return nodes_[id].count == 0 ? kNoNode : id + 1; }
  NodeId sibling(NodeId child) const {
    const NodeId after = nodes_[child].next;
    return after < nodes_.size() && nodes_[after].parent == nodes_[child].parent ? after : kNoNode;
  }
  /// Children as a range: `for (NodeId child : document.children(id))`.
  class Children;
  Children children(NodeId id) const;

  /// The member with that key (the last of several, as Jackson keeps it); kNoNode if absent or not an object.
  NodeId find(NodeId object, std::string_view key) const;
  /// The smallest node whose value or key covers the byte.
  NodeId node_at(uint32_t offset) const;

  /// The value below a node, for running. Throws HeightExceeded never: the readers limit the depth.
  Value value(NodeId id) const;
  /// RFC 6901, "" for the root. `from`: counted from that node (a machine inside a template).
  std::string pointer(NodeId id, NodeId from = 0) const;
  /// AWS's form: "/States/A/Retry[0]/ErrorEquals[0]"; "/" for the root.
  std::string location(NodeId id, NodeId from = 0) const;
  /// Bytes [begin, end) of a string's decoded text as a span of the source: escapes and YAML styles are decoded again up to there. The
  /// whole scalar if that does not reproduce the text.
  text::Span inside(NodeId string, size_t begin, size_t end) const;

  const std::vector<ReadNote>& notes() const { return notes_; }

 private:
  friend class DocumentBuilder;
  std::shared_ptr<const text::SourceFile> source_;
  std::vector<Node> nodes_;
  std::vector<std::string_view> texts_{std::string_view()};  // 0 = none; views of the source or of decoded_
  std::deque<std::string> decoded_;
  std::vector<ReadNote> notes_;

  /// Members of a large object by key, so that find() needs no walk. In the order of `object`.
  struct Index {
    NodeId object;
    std::vector<NodeId> by_key;
  };
  std::vector<Index> indexes_;
};

class Document::Children {
 public:
  class Iterator {
   public:
    Iterator(const Document* document, NodeId id) : document_(document), id_(id) {}
    NodeId operator*() const { return id_; }
    Iterator& operator++() {
      id_ = document_->sibling(id_);
      return *this;
    }
    bool operator==(const Iterator& other) const { return id_ == other.id_; }

   private:
    const Document* document_;
    NodeId id_;
  };
  Children(const Document* document, NodeId parent) : document_(document), parent_(parent) {}
  Iterator begin() const { return {document_, document_->first_child(parent_)}; }
  Iterator end() const { return {document_, kNoNode}; }

 private:
  const Document* document_;
  NodeId parent_;
};
inline Document::Children Document::children(NodeId id) const {
  return {this, id};
}

/// What the readers (JSON, YAML) fill a Document with, in the order of the text. Every value in an object is preceded by key().
class DocumentBuilder {
 public:
  explicit DocumentBuilder(std::shared_ptr<const text::SourceFile> source);
  void key(std::string_view decoded, text::Span span);
  void scalar(NodeKind kind, text::Span span, Style style = Style::Json);  ///< null, false, true
  void number(std::string_view literal, text::Span span, Style style = Style::Json);
  void string(std::string_view decoded, text::Span span, Style style = Style::Json);
  void begin(NodeKind container, uint32_t offset);
  void end(uint32_t offset);  ///< closes the innermost container; `offset` is behind its closing bracket
  void note(ReadNote note);
  size_t depth() const { return open_.size(); }
  const std::shared_ptr<const text::SourceFile>& source() const { return document_.source_; }
  Document finish();

 private:
  NodeId add(NodeKind kind, text::Span span, Style style);
  void mark_duplicates(NodeId object);
  uint32_t keep(std::string_view text);

  Document document_;
  std::vector<NodeId> open_;
  uint32_t pending_key_ = 0;
  text::Span pending_key_span_;
};

}  // namespace sfn::json

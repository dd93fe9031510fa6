// Texts made of other texts: a DefinitionString that Fn::Sub or Fn::Join put together, a definition whose placeholders were filled in. In:
// pieces of strings of a Document, or of a file. Out: a SourceFile that can be read like any other and whose Origin leads every span back
// to the file that the user wrote, through as many texts as there are.
#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "json/document.h"
#include "text/source_file.h"

namespace sfn::json {

/// Bytes that a file may become when placeholders are filled in and functions put texts together: both multiply.
inline constexpr size_t kMaxDerivedBytes = size_t{64} << 20U;

struct DerivedTooLong : std::runtime_error {
  DerivedTooLong();
};

/// Adds `bytes` to what was made so far. Throws DerivedTooLong beyond kMaxDerivedBytes.
void count_derived(size_t& total, size_t bytes);

/// A run of derived text that comes from one place.
struct Segment {
  enum class Kind : uint8_t {
    Verbatim,     ///< byte for byte what the piece says
    Placeholder,  ///< stands for [begin, end) of the piece as a whole
    Node,         ///< stands for a whole node
  };
  uint32_t at = 0;         ///< offset in the derived text
  NodeId piece = kNoNode;  ///< a string of the document; kNoNode: the file itself
  uint32_t begin = 0;      ///< bytes of the piece's decoded text, or of the file
  uint32_t end = 0;
  Kind kind = Kind::Verbatim;
};

/// Puts a derived text together, from left to right. Throws DerivedTooLong.
class DerivedText {
 public:
  /// Pieces are strings of `document`.
  explicit DerivedText(std::shared_ptr<const Document> document);
  /// Pieces are bytes of `file`.
  explicit DerivedText(std::shared_ptr<const text::SourceFile> file);

  /// Appends bytes [begin, end) of a string's decoded text as they are.
  void verbatim(NodeId string, size_t begin, size_t end);
  /// Appends bytes [begin, end) of the file as they are.
  void verbatim(size_t begin, size_t end);
  /// Appends `text` for bytes [begin, end) of a string's decoded text.
  void replace(NodeId string, size_t begin, size_t end, std::string_view text);
  /// Appends `text` for bytes [begin, end) of the file.
  void replace(size_t begin, size_t end, std::string_view text);
  /// Appends `text` for a whole node, whatever it is.
  void stand_for(NodeId node, std::string_view text);

  const std::string& text() const { return text_; }
  /// The text under the name of what it was made of.
  std::shared_ptr<const text::SourceFile> build();

 private:
  void append(NodeId piece, size_t begin, size_t end, Segment::Kind kind, std::string_view text);

  std::shared_ptr<const Document> document_;
  std::shared_ptr<const text::SourceFile> file_;
  std::string text_;
  size_t made_ = 0;
  std::vector<Segment> segments_;
};

}  // namespace sfn::json

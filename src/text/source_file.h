// Text as it was read: a name, the bytes and where the lines start. In: bytes from a file, a pipe or another text. Out: spans become
// lines and columns. A text that was made out of other texts (a CloudFormation DefinitionString, for example) carries an Origin, which
// alone knows where a span of it stands in the file that the user wrote.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "text/span.h"

namespace sfn::text {

class SourceFile;

/// Larger inputs are refused by the readers with a message that names this limit: spans are 32 bits wide.
inline constexpr size_t kMaxFileSize = 1U << 30U;

/// A span together with the file that it counts in.
struct Location {
  std::shared_ptr<const SourceFile> file;
  Span span;
};

/// Where the text of a derived SourceFile comes from.
struct Origin {
  Origin() = default;
  Origin(const Origin&) = delete;
  Origin& operator=(const Origin&) = delete;
  virtual ~Origin() = default;
  /// The place in the outermost file, the one the user wrote, that `span` of the derived text stands for.
  virtual Location outermost(Span span) const = 0;
};

/// Immutable. Lines end with LF, CR LF or CR.
class SourceFile : public std::enable_shared_from_this<SourceFile> {
 public:
  SourceFile(std::string name, std::string bytes, std::shared_ptr<const Origin> origin = nullptr);

  const std::string& name() const { return name_; }
  std::string_view bytes() const { return bytes_; }
  const std::shared_ptr<const Origin>& origin() const { return origin_; }

  /// Line and column of a byte offset; an offset past the end counts as the end.
  Position position(uint32_t offset) const;
  /// The line with that number (from 1), without its line end; empty if there is no such line.
  std::string_view line(uint32_t number) const;
  uint32_t line_count() const;
  std::string_view text(Span span) const { return bytes().substr(span.begin, span.size()); }

  /// `span` in the file that the user wrote: itself unless this text is derived.
  Location outermost(Span span) const;

 private:
  const std::vector<uint32_t>& line_starts() const;
  size_t code_points_before(size_t offset) const;

  std::string name_;
  std::string bytes_;
  std::shared_ptr<const Origin> origin_;
  mutable std::vector<uint32_t> line_starts_;  // built at the first question
  mutable std::vector<uint32_t> code_points_;  // before each block of the text; built at the first question about a long line
};

}  // namespace sfn::text

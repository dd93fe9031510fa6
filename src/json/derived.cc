#include "json/derived.h"

#include <algorithm>

namespace sfn::json {
namespace {

class DerivedOrigin : public text::Origin {
 public:
  DerivedOrigin(std::shared_ptr<const Document> document, std::shared_ptr<const text::SourceFile> file, std::vector<Segment> segments,
                size_t size)
      : document_(std::move(document)), file_(std::move(file)), segments_(std::move(segments)), size_(static_cast<uint32_t>(size)) {}

  text::Location outermost(text::Span span) const override { return file_->outermost(in_file(span)); }

 private:
  text::Span in_file(text::Span span) const;
  size_t segment_of(uint32_t offset) const;
  uint32_t end_of(size_t segment) const { return segment + 1 < segments_.size() ? segments_[segment + 1].at : size_; }
  text::Span map(size_t segment, uint32_t begin, uint32_t end) const;

  std::shared_ptr<const Document> document_;
  std::shared_ptr<const text::SourceFile> file_;
  std::vector<Segment> segments_;
  uint32_t size_;
};

size_t DerivedOrigin::segment_of(uint32_t offset) const {
  const auto after = std::upper_bound(segments_.begin(), segments_.end(), offset, [](uint32_t o, const Segment& s) { return o < s.at; });
  return after == segments_.begin() ? 0 : static_cast<size_t>(after - segments_.begin() - 1);
}

// Where bytes [begin, end) of the derived text, all of one segment, stand.
text::Span DerivedOrigin::map(size_t segment, uint32_t begin, uint32_t end) const {
  const Segment& s = segments_[segment];
  if (s.kind == Segment::Kind::Node) return document_->span(s.piece);
  const bool verbatim = s.kind == Segment::Kind::Verbatim;
  const uint32_t from = verbatim ? s.begin + (begin - s.at) : s.begin;
  const uint32_t to = verbatim ? s.begin + (end - s.at) : s.end;
  return s.piece == kNoNode ? text::Span{from, to} : document_->inside(s.piece, from, to);
}

text::Span DerivedOrigin::in_file(text::Span span) const {
  if (segments_.empty()) return {0, 0};
  span.begin = std::min(span.begin, size_);
  span.end = std::clamp(span.end, span.begin, size_);
  const size_t first = segment_of(span.begin);
  const size_t last = span.end > span.begin ? segment_of(span.end - 1) : first;
  if (first == last) return map(first, span.begin, span.end);
  const text::Span begin = map(first, span.begin, end_of(first));
  const text::Span end = map(last, segments_[last].at, span.end);
  return begin.begin <= end.end ? text::Span{begin.begin, std::max(begin.end, end.end)} : begin;
}

}  // namespace

DerivedTooLong::DerivedTooLong() : std::runtime_error("filling in placeholders and functions gives more than 64 MiB") {}

void count_derived(size_t& total, size_t bytes) {
  total += bytes;
  if (total > kMaxDerivedBytes) throw DerivedTooLong();
}

DerivedText::DerivedText(std::shared_ptr<const Document> document) : document_(std::move(document)), file_(document_->source_ptr()) {}

DerivedText::DerivedText(std::shared_ptr<const text::SourceFile> file) : file_(std::move(file)) {}

void DerivedText::append(NodeId piece, size_t begin, size_t end, Segment::Kind kind, std::string_view text) {
  if (text.empty()) return;
  count_derived(made_, text.size());
  segments_.push_back({static_cast<uint32_t>(text_.size()), piece, static_cast<uint32_t>(begin), static_cast<uint32_t>(end), kind});
  text_ += text;
}

void DerivedText::verbatim(NodeId string, size_t begin, size_t end) {
  append(string, begin, end, Segment::Kind::Verbatim, document_->text(string).substr(begin, end - begin));
}

void DerivedText::verbatim(size_t begin, size_t end) {
  append(kNoNode, begin, end, Segment::Kind::Verbatim, file_->bytes().substr(begin, end - begin));
}

void DerivedText::replace(NodeId string, size_t begin, size_t end, std::string_view text) {
  append(string, begin, end, Segment::Kind::Placeholder, text);
}

void DerivedText::replace(size_t begin, size_t end, std::string_view text) {
  append(kNoNode, begin, end, Segment::Kind::Placeholder, text);
}

void DerivedText::stand_for(NodeId node, std::string_view text) {
  append(node, 0, 0, Segment::Kind::Node, text);
}

std::shared_ptr<const text::SourceFile> DerivedText::build() {
  const std::string name = file_->name();
  auto origin = std::make_shared<const DerivedOrigin>(std::move(document_), std::move(file_), std::move(segments_), text_.size());
  return std::make_shared<const text::SourceFile>(name, std::move(text_), std::move(origin));
}

}  // namespace sfn::json

#include "text/source_file.h"

#include <algorithm>

#include "text/utf8.h"

namespace sfn::text {

namespace {

// Columns are counted from the last multiple of this many bytes, so that many findings on one long line (minified JSON) stay linear.
constexpr size_t kBlock = 4096;

}  // namespace

SourceFile::SourceFile(std::string name, std::string bytes, std::shared_ptr<const Origin> origin)
    : name_(std::move(name)), bytes_(std::move(bytes)), origin_(std::move(origin)) {}

const std::vector<uint32_t>& SourceFile::line_starts() const {
  if (!line_starts_.empty()) return line_starts_;
  line_starts_.push_back(0);
  for (size_t i = 0; i < bytes_.size(); ++i) {
    const bool lone_cr = bytes_[i] == '\r' && (i + 1 == bytes_.size() || bytes_[i + 1] != '\n');
    if (bytes_[i] == '\n' || lone_cr) line_starts_.push_back(static_cast<uint32_t>(i + 1));
  }
  return line_starts_;
}

size_t SourceFile::code_points_before(size_t offset) const {
  const std::string_view all = bytes_;
  if (code_points_.empty()) {
    code_points_.push_back(0);
    for (size_t i = 0; i + kBlock <= all.size(); i += kBlock)
      code_points_.push_back(code_points_.back() + static_cast<uint32_t>(count_code_points(all.substr(i, kBlock))));
  }
  const size_t block = offset / kBlock;
  return code_points_[block] + count_code_points(all.substr(block * kBlock, offset % kBlock));
}

Position SourceFile::position(uint32_t offset) const {
  offset = std::min(offset, static_cast<uint32_t>(bytes_.size()));
  const auto& starts = line_starts();
  const auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  const uint32_t begin = *(after - 1);
  const size_t column = offset - begin < kBlock ? count_code_points(std::string_view(bytes_).substr(begin, offset - begin))
                                                : code_points_before(offset) - code_points_before(begin);
  return {static_cast<uint32_t>(after - starts.begin()), static_cast<uint32_t>(column + 1), offset};
}

std::string_view SourceFile::line(uint32_t number) const {
  const auto& starts = line_starts();
  if (number == 0 || number > starts.size()) return {};
  const size_t end = number < starts.size() ? starts[number] : bytes_.size();
  std::string_view text = std::string_view(bytes_).substr(starts[number - 1], end - starts[number - 1]);
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

uint32_t SourceFile::line_count() const {
  return static_cast<uint32_t>(line_starts().size());
}

Location SourceFile::outermost(Span span) const {
  return origin_ ? origin_->outermost(span) : Location{shared_from_this(), span};
}

}  // namespace sfn::text

#include "report/trail.h"

#include <algorithm>

#include <fmt/format.h>

namespace sfn::report {
namespace {

Trail::Path key_of(std::span<const sim::PathStep> path) {
  Trail::Path key;
  key.reserve(path.size() + 1);
  for (const sim::PathStep& step : path) key.emplace_back(step.container, step.index);
  return key;
}

bool begins_with(const Trail::Path& path, const Trail::Path& start) {
  return path.size() >= start.size() && std::equal(start.begin(), start.end(), path.begin());
}

void sort_inner_first(std::vector<Stream*>& streams) {
  std::stable_sort(streams.begin(), streams.end(), [](Stream* a, Stream* b) { return a->depth() > b->depth(); });
}

}  // namespace

uint64_t mixed_kind(uint64_t kind, uint64_t value) {
  kind ^= value + 0x9E3779B97F4A7C15U + (kind << 6) + (kind >> 2);
  return kind * 0xFF51AFD7ED558CCDU;
}

uint64_t mixed_kind(uint64_t kind, std::string_view text) {
  for (const char c : text) kind = mixed_kind(kind, static_cast<unsigned char>(c));
  return mixed_kind(kind, text.size());
}

std::string Stream::take_margin() {
  if (parent_ == nullptr) return {};
  std::string out(margin(), ' ');
  if (!labelled_) out.replace(out.size() - label_.size(), label_.size(), label_);
  labelled_ = true;
  return out;
}

void Stream::add(TrailLine line, bool fold) {
  shape_ = mixed_kind(shape_, line.kind);
  if (fold) return folder_.add(std::move(line), lines_);
  lines_.push_back(std::move(line.text));
}

void Stream::close() {
  folder_.flush(lines_);
}

std::string Stream::text() {
  std::string out;
  for (const std::string& line : lines_) out += line;
  lines_.clear();
  return out;
}

Trail::Trail() : root_(std::make_unique<Stream>(nullptr, "")) {}

Stream& Trail::at(std::span<const sim::PathStep> path) {
  if (path.empty()) return *root_;
  std::unique_ptr<Stream>& slot = streams_[key_of(path)];
  if (!slot) slot = std::make_unique<Stream>(&at(path.first(path.size() - 1)), fmt::format("[{}] ", path.back().index));
  return *slot;
}

Stream* Trail::find(std::span<const sim::PathStep> path, const asl::State* container, uint32_t index) {
  Path key = key_of(path);
  key.emplace_back(container, index);
  const auto found = streams_.find(key);
  return found == streams_.end() ? nullptr : found->second.get();
}

void Trail::remove(std::span<const sim::PathStep> path, const asl::State* container, uint32_t index) {
  Path key = key_of(path);
  key.emplace_back(container, index);
  // Everything below begins with the same steps, and stands right behind it.
  auto at = streams_.lower_bound(key);
  while (at != streams_.end() && begins_with(at->first, key)) at = streams_.erase(at);
}

std::vector<Stream*> Trail::below(std::span<const sim::PathStep> path, const asl::State* container, uint32_t index) {
  Path key = key_of(path);
  key.emplace_back(container, index);
  std::vector<Stream*> out;
  for (auto at = streams_.upper_bound(key); at != streams_.end() && begins_with(at->first, key); ++at) out.push_back(at->second.get());
  sort_inner_first(out);
  return out;
}

std::vector<Stream*> Trail::open() {
  std::vector<Stream*> out;
  for (auto& [path, stream] : streams_) out.push_back(stream.get());
  sort_inner_first(out);
  return out;
}

}  // namespace sfn::report

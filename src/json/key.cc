// Keys and the strings behind them.
#include <array>
#include <cstring>

#include "json/shape.h"

namespace sfn::json {
namespace {

constexpr size_t kCacheSlots = 1024;
thread_local constinit std::array<StringBlock*, kCacheSlots> key_cache{};

// Different in every process, so nobody can prepare keys that collide. It decides no order and no output.
uint64_t seed() noexcept {
  static const uint64_t value = [] {
    const int here = 0;
    return reinterpret_cast<uintptr_t>(&here) * 0x9E3779B97F4A7C15ULL | 1U;
  }();
  return value;
}

__extension__ using Wide = unsigned __int128;

uint64_t mix(uint64_t a, uint64_t b) noexcept {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
}

}  // namespace

uint64_t hash_bytes(std::string_view text) noexcept {
  uint64_t hash = seed() ^ text.size();
  const char* at = text.data();
  size_t left = text.size();
  for (; left >= 8; at += 8, left -= 8) {
    uint64_t word = 0;
    std::memcpy(&word, at, 8);
    hash = mix(hash ^ word, 0xA0761D6478BD642FULL);
  }
  uint64_t tail = 0;
  if (left > 0) std::memcpy(&tail, at, left);
  hash = mix(hash ^ tail, 0xE7037ED1A0B428DBULL);
  return hash ^ (hash >> 32);
}

uint32_t hash_of(StringBlock* block) noexcept {
  if (block->aux == 0) block->aux = static_cast<uint32_t>(hash_bytes(block->view())) | 1U;  // 0 means unknown
  return block->aux;
}

StringBlock* new_string(std::string_view text) {
  auto* block = allocate_block<StringBlock>(static_cast<uint32_t>(text.size()), static_cast<uint32_t>(text.size()), 0);
  if (!text.empty()) std::memcpy(block->bytes(), text.data(), text.size());
  return block;
}

void release_string(StringBlock* block) noexcept {
  if (--block->refs == 0) deallocate(block, sizeof(StringBlock) + block->size);
}

Key::Key(std::string_view text) {
  const auto hash = static_cast<uint32_t>(hash_bytes(text)) | 1U;
  StringBlock*& slot = key_cache[(hash >> 1) % kCacheSlots];
  if (slot == nullptr || slot->aux != hash || slot->view() != text) {
    StringBlock* fresh = new_string(text);
    fresh->aux = hash;
    if (slot != nullptr) release_string(slot);
    slot = fresh;
  }
  ++slot->refs;
  block_ = slot;
}

Key::Key(const Key& other) noexcept : block_(other.block_) {
  if (block_ != nullptr) ++block_->refs;
}

Key::~Key() {
  if (block_ != nullptr) release_string(block_);
}

std::string_view Key::view() const noexcept {
  return block_->view();
}

uint32_t Key::hash() const noexcept {
  return block_->aux;
}

bool Key::operator==(const Key& other) const noexcept {
  return block_ == other.block_ || (block_->aux == other.block_->aux && block_->view() == other.block_->view());
}

void release_thread_caches() noexcept {
  release_builders();
  Shape::release_cache();
  for (StringBlock*& slot : key_cache) {
    if (slot != nullptr) release_string(slot);
    slot = nullptr;
  }
  release_free_blocks();
}

}  // namespace sfn::json

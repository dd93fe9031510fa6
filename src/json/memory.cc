#include "json/memory.h"

#include <array>
#include <cstdlib>
#include <new>

namespace sfn::json {
namespace {

constexpr size_t kStep = 16, kLargest = 512;

#if defined(__SANITIZE_ADDRESS__)
constexpr bool kPooled = false;  // a free list would hide uses after free
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
constexpr bool kPooled = false;
#else
constexpr bool kPooled = true;
#endif
#else
constexpr bool kPooled = true;
#endif

struct FreeBlock {
  FreeBlock* next;
};
thread_local constinit std::array<FreeBlock*, kLargest / kStep + 1> free_lists{};

void* from_system(size_t bytes) {
  void* block = std::malloc(bytes);
  if (block == nullptr) throw std::bad_alloc();
  return block;
}

size_t class_of(size_t bytes) {
  return (bytes + kStep - 1) / kStep;
}

// A fresh chunk is cut into blocks of one class, so neighbours in time are neighbours in memory.
void* refill(size_t index) {
  constexpr size_t kChunk = 8192;
  const size_t size = index * kStep;
  const size_t count = kChunk / size;
  char* chunk = static_cast<char*>(from_system(count * size));
  for (size_t i = 1; i < count; ++i) {
    auto* block = reinterpret_cast<FreeBlock*>(chunk + i * size);
    block->next = i + 1 < count ? reinterpret_cast<FreeBlock*>(chunk + (i + 1) * size) : nullptr;
  }
  free_lists[index] = count > 1 ? reinterpret_cast<FreeBlock*>(chunk + size) : nullptr;
  return chunk;
}

}  // namespace

void* allocate(size_t bytes) {
  if (!kPooled || bytes > kLargest) return from_system(bytes);
  const size_t index = class_of(bytes);
  FreeBlock* block = free_lists[index];
  if (block == nullptr) return refill(index);
  free_lists[index] = block->next;
  return block;
}

void deallocate(void* block, size_t bytes) noexcept {
  if (!kPooled || bytes > kLargest) return std::free(block);
  const size_t index = class_of(bytes);
  auto* freed = static_cast<FreeBlock*>(block);
  freed->next = free_lists[index];
  free_lists[index] = freed;
}

void release_free_blocks() noexcept {
  // Blocks are pieces of chunks and cannot be returned one by one; a worker thread's chunks stay until the process ends.
  free_lists.fill(nullptr);
}

}  // namespace sfn::json

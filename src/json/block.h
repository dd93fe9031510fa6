// The counted blocks behind a Value. Private to json.
#pragma once

#include <cstdint>
#include <new>

#include "json/memory.h"
#include "json/value.h"

namespace sfn::json {

struct Block {
  uint32_t refs;
  uint32_t size;    // bytes, elements or members
  uint32_t aux;     // strings: hash (0 = not yet computed); containers: capacity
  uint16_t height;  // containers: 1 + the tallest child, after changes in place an upper bound
  uint16_t unused;
};

struct StringBlock : Block {
  char* bytes() { return reinterpret_cast<char*>(this + 1); }
  std::string_view view() const { return {reinterpret_cast<const char*>(this + 1), size}; }
};

struct DecimalBlock : Block {
  double value;
  char* bytes() { return reinterpret_cast<char*>(this + 1); }
  std::string_view view() const { return {reinterpret_cast<const char*>(this + 1), size}; }
};

struct ArrayBlock : Block {
  Value* items() { return reinterpret_cast<Value*>(this + 1); }
  const Value* items() const { return reinterpret_cast<const Value*>(this + 1); }
};

struct ObjectBlock : Block {
  Shape* shape;
  uint64_t padding;
  Value* items() { return reinterpret_cast<Value*>(this + 1); }
  const Value* items() const { return reinterpret_cast<const Value*>(this + 1); }
};

template <class B>
B* allocate_block(uint32_t size, uint32_t capacity_bytes, uint32_t aux) {
  auto* block = static_cast<B*>(allocate(sizeof(B) + capacity_bytes));
  block->refs = 1;
  block->size = size;
  block->aux = aux;
  block->height = 0;
  block->unused = 0;
  return block;
}

/// Gives back what this thread's builders keep for the next ones.
void release_builders() noexcept;

uint64_t hash_bytes(std::string_view text) noexcept;
uint32_t hash_of(StringBlock* block) noexcept;
StringBlock* new_string(std::string_view text);
void release_string(StringBlock* block) noexcept;

}  // namespace sfn::json
